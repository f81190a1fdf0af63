import type { Deed, Target } from '../model/action.ts';
import { plainText } from '../model/text.ts';

/** A question's title for a deed that was described in a form; null for the others. */
export function changeTitle({ resource: { name } }: Target, deed: Deed): string | null {
  switch (deed.verb) {
    case 'rename':
      return `Rename ${name} to ${plainText(deed.name)}`;
    case 'snapshot':
      return `Take snapshot ${plainText(deed.name)} of ${name}`;
    case 'env':
      return deed.change === 'set'
        ? `Set ${countOf(Object.keys(deed.values).length)} of ${name}`
        : `Remove ${countOf(deed.names.length)} of ${name}`;
    case 'domain':
      return domainTitle(deed.change, plainText(deed.host), name);
    case 'ssl':
      return `Set SSL of ${name} to ${deed.mode}`;
    default:
      return null;
  }
}

function domainTitle(change: 'add' | 'remove' | 'verify', host: string, name: string): string {
  switch (change) {
    case 'add':
      return `Add domain ${host} to ${name}`;
    case 'remove':
      return `Remove domain ${host} from ${name}`;
    case 'verify':
      return `Have domain ${host} of ${name} verified`;
  }
}

const countOf = (variables: number): string => (variables === 1 ? '1 variable' : `${variables} variables`);
