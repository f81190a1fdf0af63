import type { Keymap } from '../../commands/command.ts';
import { listHint, type Problem } from '../../model/problem.ts';

/**
 * What the operator can do about a failed reading, in a few words; null where nothing is known. A provider's words for it
 * often ask to try again: that is done.
 */
export function screenHint({ code }: Problem, { press }: Pick<Keymap, 'press'>): string | null {
  switch (code) {
    case 'rate-limited':
    case 'server':
    case 'timeout':
      return 'fleetop asks again by itself';
    case 'network':
      return `check the network, then press ${press('refresh')}`;
    default:
      return listHint(code);
  }
}
