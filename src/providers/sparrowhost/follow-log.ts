import { maxMessageBytes } from '../../http/event-connection.ts';
import { type EventStreamSettings, followEvents } from '../../http/event-stream.ts';
import type { LogEvent, LogLine } from '../../model/log-line.ts';
import { logLines } from '../../model/log-text.ts';
import type { Result } from '../../model/result.ts';
import { plainText } from '../../model/text.ts';
import type { Deps } from '../../runtime/deps.ts';
import type { FollowOptions } from '../provider.ts';
import { createReplayFilter } from './replay-filter.ts';
import { sparrowLogMessage } from './schema.ts';

/**
 * Follows an app's build and runtime lines until the stream says `done`. A stream that the server closes without
 * it is opened again; when it then has nothing new to tell, it is over and the end state unknown.
 */
export function followSparrowLog(
  settings: EventStreamSettings,
  { deploymentId, onOpen = () => {} }: FollowOptions,
  onEvent: (event: LogEvent) => void,
  deps: Deps,
  signal: AbortSignal,
): Promise<Result<void>> {
  const replay = createReplayFilter();
  let hasSpoken = false;
  let isGapUntold = false;
  return followEvents(
    settings,
    {
      onOpen,
      onMessage: (data, isCut) => {
        const message = sparrowLogMessage.safeParse(isCut ? mendCut(data) : readData(data));
        if (!message.success) return 'more';
        if ('type' in message.data) {
          const { status } = message.data;
          onEvent({ type: 'done', status: status === null ? null : plainText(status) });
          return 'end';
        }
        const { line, ts } = message.data;
        if (!replay.isNew(ts, line)) return 'more';
        hasSpoken = true;
        if (isGapUntold) onEvent({ type: 'gap' });
        isGapUntold = false;
        onEvent({ type: 'lines', lines: toLines(line, ts, deploymentId) });
        if (isCut) onEvent({ type: 'cut', limit: maxMessageBytes });
        return 'more';
      },
      onClosed: () => {
        if (!hasSpoken) {
          onEvent({ type: 'done', status: null });
          return 'end';
        }
        hasSpoken = false;
        return 'more';
      },
      onGap: (isBroken) => {
        replay.onGap();
        // Where the server took its leave nothing is missing unless something more comes.
        isGapUntold = !isBroken;
        if (isBroken) onEvent({ type: 'gap' });
      },
    },
    deps,
    signal,
  );
}

const toLines = (text: string, at: number | null, deploymentId: string | null): readonly LogLine[] =>
  logLines(text).map((line) => ({ at, line, deploymentId, source: sourceOf(line) }));

/** A line's bracketed prefix is its phase: the documented ones, and the builders that an app's build type names. */
const sourceOf = (line: string): LogLine['source'] =>
  /^\s*\[(nixpacks|dockerfile|static|railpack|build|deploy)\]/.test(line) ? 'build' : null;

/** The line of a message whose end is missing, as far as it came. */
function mendCut(data: string): unknown {
  const text = data.replace(/^[\s\S]{0,200}?"line"\s*:\s*"/, '').replace(/\ufffd?$/, '');
  // Half of an escape is none.
  return parseJson(`{"line":"${text.replace(/\\(u[\da-f]{0,3})?$/i, '')}"}`) ?? { line: '' };
}

/** What is no object of theirs, a proxy's or a build tool's own words, is a line as it stands. */
function readData(data: string): unknown {
  const parsed = parseJson(data);
  return typeof parsed === 'object' && parsed !== null ? parsed : { line: data };
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
