/** One thing that a program wrote: text to be shown, or a sequence that acts on the terminal. */
export type Written =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'control'; readonly text: string }
  | { readonly type: 'csi'; readonly text: string; readonly parameters: string; readonly final: string }
  | { readonly type: 'string'; readonly text: string }
  | { readonly type: 'escape'; readonly text: string };

/**
 * As ECMA-48 has it, the strict way: a sequence that breaks off or holds what it must not is an `escape` of its own, and so
 * on no allow-list. A `string` is what OSC, DCS, APC, PM and SOS begin, with its terminator.
 */
const grammar = [
  ['csi', sticky('\u001b\\[([0-?]*)([ -/]*[@-~])')],
  ['string', sticky('\u001b[\\]PX^_][^\u0007\u001b\u0080-\u009f]*(\u0007|\u001b\\\\)')],
  ['escape', sticky('\u001b[^[\\]PX^_]?')],
  ['control', sticky('[\u0000-\u001a\u001c-\u001f\u007f-\u009f]')],
  ['text', sticky('[^\u0000-\u001f\u007f-\u009f]+')],
  ['escape', sticky('[\\s\\S]')],
] as const;

function sticky(pattern: string): RegExp {
  return new RegExp(pattern, 'y');
}

export function readWritten(raw: string): readonly Written[] {
  const found: Written[] = [];
  for (let at = 0; at < raw.length; ) {
    for (const [type, pattern] of grammar) {
      pattern.lastIndex = at;
      const match = pattern.exec(raw);
      if (match === null) continue;
      const [text, parameters = '', final = ''] = match;
      found.push(type === 'csi' ? { type, text, parameters, final } : { type, text });
      at += text.length;
      break;
    }
  }
  return found;
}

/** Text that a terminal can only show: nothing that reorders, hides or has no width anybody agrees on. */
const showable = /^(\u200d|[^\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0])*$/u;

/** What the dashboard may do: colours, moving, erasing, and the modes that {@link unrestored} knows. */
const dashboardSequences: Readonly<Record<string, RegExp>> = {
  // Colours and weight.
  m: /^[\d;:]*$/,
  // Moving: up, down, right, left, line starts, column, place.
  A: /^\d*$/,
  B: /^\d*$/,
  C: /^\d*$/,
  D: /^\d*$/,
  E: /^\d*$/,
  F: /^\d*$/,
  G: /^\d*$/,
  H: /^(\d+(;\d+)?)?$/,
  // Erasing within the screen and a row, never the scrollback.
  J: /^[012]?$/,
  K: /^[012]?$/,
  X: /^\d+$/,
  // Autowrap, cursor, mouse, focus reports, alternate screen, bracketed paste, whole frames.
  h: /^\?(7|25|1000|1004|1006|1049|2004|2026)$/,
  l: /^\?(7|25|1000|1004|1006|1049|2004|2026)$/,
};

/** Asks for the colour of the background. */
const dashboardStrings: readonly string[] = ['\u001b]11;?\u001b\\'];

export type Allowed = {
  /** Colours are all that commands may write. */
  readonly isPlain?: boolean;
  /** Whole strings, such as a bell that was asked for. */
  readonly also?: readonly string[];
};

/** What of the written is on no allow-list. */
export function forbidden(raw: string, { isPlain = false, also = [] }: Allowed = {}): readonly string[] {
  return readWritten(raw)
    .filter((written) => !also.includes(written.text) && !isAllowed(written, isPlain))
    .map(({ text }) => JSON.stringify(text));
}

function isAllowed(written: Written, isPlain: boolean): boolean {
  switch (written.type) {
    case 'text':
      return showable.test(written.text);
    case 'control':
      return written.text === '\n' || written.text === '\r';
    case 'csi':
      if (isPlain && written.final !== 'm') return false;
      return dashboardSequences[written.final]?.test(written.parameters) === true;
    case 'string':
      return !isPlain && dashboardStrings.includes(written.text);
    case 'escape':
      return false;
  }
}

/** Modes that a terminal has on from the start; all others are off. */
const onFromTheStart = new Set(['?7', '?25']);

/**
 * What is not as it was before: private modes (cursor, alternate screen, mouse, focus, paste, autowrap and any other), keys
 * of the kitty protocol, colours, a scroll region, a title that was pushed.
 */
export function unrestored(raw: string): readonly string[] {
  const modes = new Map<string, boolean>();
  let kittyDepth = 0;
  let colour = '';
  let region = '';
  let titles = 0;
  for (const written of readWritten(raw)) {
    if (written.type !== 'csi') continue;
    const { parameters, final } = written;
    if ((final === 'h' || final === 'l') && parameters.startsWith('?'))
      for (const mode of parameters.slice(1).split(';')) modes.set(`?${mode}`, final === 'h');
    if (final === 'u' && parameters.startsWith('>')) kittyDepth += 1;
    if (final === 'u' && parameters.startsWith('<')) kittyDepth -= Number(parameters.slice(1) || 1);
    if (final === 'm') colour = /^0*$|;0*$/.test(parameters) ? '' : `${colour} ${parameters}`;
    if (final === 'r') region = parameters;
    if (final === 't') titles += parameters.startsWith('22') ? 1 : parameters.startsWith('23') ? -1 : 0;
  }
  return [
    ...[...modes].filter(([mode, isOn]) => isOn !== onFromTheStart.has(mode)).map(([mode]) => `mode ${mode}`),
    ...(kittyDepth > 0 ? [`${kittyDepth} times the kitty keys`] : []),
    ...(region === '' ? [] : [`scroll region ${region}`]),
    ...(titles > 0 ? ['a title'] : []),
    ...(isColourLeft(colour) ? [`colour ${colour}`] : []),
  ];
}

/** Each colour and weight that was set has been set back by its own code. */
function isColourLeft(history: string): boolean {
  const state = { foreground: false, background: false, weight: false, other: false };
  const codes = history.split(/[ ;]/).filter(Boolean).map(Number);
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) at += codes[at + 1] === 2 ? 4 : 2;
    if (code === 0)
      Object.assign(state, { foreground: false, background: false, weight: false, other: false });
    else if ((code >= 30 && code <= 38) || (code >= 90 && code <= 97)) state.foreground = true;
    else if (code === 39) state.foreground = false;
    else if ((code >= 40 && code <= 48) || (code >= 100 && code <= 107)) state.background = true;
    else if (code === 49) state.background = false;
    else if (code === 1 || code === 2) state.weight = true;
    else if (code === 22) state.weight = false;
    else if (code >= 3 && code <= 9) state.other = true;
    else if (code >= 23 && code <= 29) state.other = false;
  }
  return Object.values(state).includes(true);
}
