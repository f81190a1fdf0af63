import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ConfigProblem } from '../config/config.ts';
import { locateConfig } from '../config/locate-config.ts';
import { saveConfig } from '../config/save-config.ts';
import { watchConfig } from '../config/watch-config.ts';
import { ConfigError, configProblemLine } from './config-error.ts';
import type { Context } from './context.ts';
import { openConfig } from './open-config.ts';
import { openSession } from './open-session.ts';
import type { ConfigChange, LiveConfig, Session } from './session.ts';

/** The file behind a session, or the place where one would be. */
export function createLiveConfig(context: Context, first: Session): LiveConfig {
  const { world, options } = context;
  const { path } = locateConfig(options.config, world);
  let session = first;
  let { text } = first.config;
  let isFollowing = false;
  let startFollowing = () => {};
  return {
    path,
    hasFile: () => text !== null,
    save: async (edits) => {
      const failure = await saveConfig(edits, { path, before: text, world, random: world.random });
      if (failure !== null) return failure;
      const wasThere = text !== null;
      // What was saved is what the next save begins from, whether or not the file is followed.
      text = readOrNull(path) ?? '';
      if (!wasThere) startFollowing();
      return null;
    },
    follow: (onChange, signal) => {
      const takeUp = async (next: string | null) => {
        text = next;
        // The environment takes no place of a file that had locks of its own, and perhaps other accounts. One that is
        // written slowly is empty at first.
        if (next === null || next.trim() === '')
          return onChange({ ok: false, message: `${basename(path)} is ${next === null ? 'gone' : 'empty'}` });
        const change = await reopen(context, session);
        // Who was connected for nothing, as the file has changed again or nobody follows it any more.
        if (signal.aborted || text !== next) return release(change, session);
        const before = session;
        if (change.ok) {
          session = change.session;
          session.lock.setReadOnly(session.config.readOnly);
        }
        onChange(change);
        release({ ok: true, session: before }, session);
      };
      startFollowing = () => {
        if (isFollowing) return;
        isFollowing = watchConfig({
          path,
          text,
          clock: world.clock,
          signal,
          onText: (next) => void takeUp(next),
        });
      };
      startFollowing();
    },
  };
}

/** Lets go of the providers that are not among those of the session that goes on. */
function release(left: ConfigChange, { connections, providers }: Session): void {
  if (left.ok)
    connections.release(left.session.providers.filter((connected) => !providers.includes(connected)));
}

/** A new session for the file as it is now; what has not changed is taken over from the one before. */
async function reopen(context: Context, before: Session): Promise<ConfigChange> {
  try {
    const opened = await openConfig(context);
    const session = await openSession(context, { opened, before, onNotice: () => {} });
    return { ok: true, session };
  } catch (error) {
    return { ok: false, message: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof ConfigError)) return error instanceof Error ? error.message : String(error);
  const [first, ...others] = error.problems;
  const more = others.length === 0 ? '' : ` (and ${others.length} more: fleetop config check)`;
  return first === undefined ? error.message : `${lineFirst(first)}${more}`;
}

/** The file's name alone: its folder is known, and the line is what is looked for. */
const lineFirst = (problem: ConfigProblem): string =>
  configProblemLine({ ...problem, file: problem.file.replace(/^.*[/\\]/, '') });

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
