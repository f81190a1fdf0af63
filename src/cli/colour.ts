import type { Environment } from '../config/config.ts';
import type { StatusTone } from '../format/status.ts';
import type { Context } from './context.ts';

/** Colours a text by what it means; without colour it returns the text. */
export type Paint = (text: string, tone: StatusTone) => string;

/** Paints where the output may be coloured. */
export const createPaint = ({ world, options }: Context): Paint =>
  options.color !== false && hasColour(world.env, world.stdout.isTerminal) ? paint : (text) => text;

/** `NO_COLOR` wins over `FORCE_COLOR`, which wins over what the output is. */
export function hasColour(env: Environment, isTerminal: boolean): boolean {
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTerminal && env['TERM'] !== 'dumb';
}

const codes: Readonly<Record<StatusTone, string>> = {
  good: '32',
  busy: '33',
  off: '2',
  bad: '31',
  unsure: '35',
};

const paint: Paint = (text, tone) => `\u001b[${codes[tone]}m${text}\u001b[0m`;
