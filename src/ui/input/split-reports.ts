const esc = '\u001b';
/** The text of an answer, up to BEL or ST. */
const answer = String.raw`\]11;[^${esc}\u0007]{0,64}`;

/**
 * The beginning of any other string of a terminal (OSC, DCS, APC, PM, SOS), such as an answer to what another program
 * has asked: a title in it may be anybody's words, and must not be taken for keys. Two signs behind the Esc in one read
 * are no key with Alt. A control, as Ctrl-C is, ends what has no end.
 */
const foreign = String.raw`[\]PX^_][^\u0000-\u001f\u007f]{2,}`;

/**
 * A mouse report (SGR 1006), the answer to a question for the background (OSC 11), and what begins like one of them and
 * is none: no key does. And F1 and F2, which Ink has no names for.
 */
const reports = new RegExp(
  String.raw`${esc}\[<[\d;]{0,17}[Mm]?|${esc}(?:${answer}|${foreign})(?:\u0007|${esc}\\)?|${esc}(?:O[PQ]|\[1[12]~|\[\[[AB])`,
  'g',
);

/** At the end of what was read: a report whose rest is still on its way. */
const unfinished = new RegExp(String.raw`${esc}(?:\[<[\d;]{0,17}|(?:${answer}|${foreign})${esc}?)$`);

/** The beginning of a report that may be a key, too: Esc alone, Alt with a bracket or a letter that begins a string. */
const doubtful = new RegExp(
  String.raw`${esc}(?:\[(?:\[|1[12]?)?|O|\](?:11?)?|[\]PX^_][^\u0000-\u001f\u007f]?)?$`,
);

export type Split = {
  /** What is left for the keys. */
  readonly keys: string;
  readonly sequences: readonly string[];
  /** To be put before what is read next. */
  readonly held: string;
  /** What is held may be a key, if nothing follows soon. */
  readonly isDoubtful: boolean;
};

/** Takes the reports out of what a terminal sent. `holdsKeys`: whether to wait at the end for what may follow an Esc. */
export function splitReports(text: string, holdsKeys: boolean): Split {
  const rest = unfinished.exec(text)?.[0] ?? (holdsKeys ? doubtful.exec(text)?.[0] : undefined) ?? '';
  const whole = text.slice(0, text.length - rest.length);
  return {
    keys: whole.replaceAll(reports, ''),
    sequences: whole.match(reports) ?? [],
    held: rest,
    isDoubtful: rest !== '' && doubtful.test(rest),
  };
}
