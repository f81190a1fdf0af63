import { createLineSplitter } from './line-splitter.ts';
import { greeting } from './program.ts';
import { createSampleBuilder, type Sample, type SampleBuilder } from './sample.ts';

/** What a piece of a server's output amounts to. */
export type Told =
  /** The program runs there, on a system of that name. */
  | { readonly type: 'greeting'; readonly system: string }
  | { readonly type: 'sample'; readonly sample: Sample }
  /** More than anybody asked for: it is to be cut off. */
  | { readonly type: 'flood' };

export type Output = {
  readonly push: (chunk: Buffer) => readonly Told[];
  /** A sample is asked for: so much may come again. */
  readonly allowSample: () => void;
  /** Lines that made no sense, or were too long, since the greeting. */
  readonly badLines: () => number;
};

/** A login shell may greet at length before the program does. */
const mostBytes = 256 * 1_024;

/**
 * Reads what comes from a server, which may be anything: it costs no more memory than a line and a sample, and of each
 * sample that is asked for no more than {@link mostBytes} are looked at.
 */
export function createOutput(nonce: string, now: () => number): Output {
  const splitter = createLineSplitter();
  const greets = greeting(nonce);
  let isGreeted = false;
  let bad = 0;
  let bytes = 0;
  let building: { readonly builder: SampleBuilder; readonly number: string } | null = null;

  const read = (line: string | null): Told | null => {
    if (!isGreeted) {
      if (line?.startsWith(greets) !== true) return null;
      isGreeted = true;
      const system = line.slice(greets.length);
      return { type: 'greeting', system: /^[A-Za-z0-9._-]{1,40}$/.test(system) ? system : 'unknown' };
    }
    if (line === null) {
      bad += 1;
      return null;
    }
    const frame = /^([be]) (\d{1,15})$/.exec(line);
    if (frame === null) {
      if (building === null || !building.builder.add(line, now())) bad += 1;
      return null;
    }
    const [, kind, number = ''] = frame;
    if (kind === 'b') {
      if (building !== null) bad += 1;
      building = { builder: createSampleBuilder(), number };
      return null;
    }
    const ended = building;
    building = null;
    if (ended?.number === number) return { type: 'sample', sample: ended.builder.build() };
    bad += 1;
    return null;
  };

  return {
    badLines: () => bad,
    allowSample: () => {
      bytes = 0;
    },
    push: (chunk) => {
      bytes += chunk.length;
      if (bytes > mostBytes) return [{ type: 'flood' }];
      return splitter.push(chunk).flatMap((line) => read(line) ?? []);
    },
  };
}
