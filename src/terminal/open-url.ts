import { spawn } from 'node:child_process';
import { errorCode } from '../model/error-code.ts';
import type { Opened } from '../model/machine.ts';
import { webAddress } from '../model/web-address.ts';

export type OpenerWorld = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
};

/** A failure that an opener tells of comes at once; one that runs on is the browser itself. */
const failsWithinMs = 1_500;

/** Shows an address in the user's browser, where there is one in front of the user. Anything but a web address is refused. */
export const createOpenUrl =
  (world: OpenerWorld) =>
  async (text: string): Promise<Opened> => {
    const url = webAddress(text);
    if (url === null) return notHere('this is no web address');
    const opener = openerOf(world);
    return typeof opener === 'string' ? notHere(opener) : start([...opener.words, url]);
  };

const notHere = (reason: string): Opened => ({ type: 'not-here', reason });

/** The system's opener; or why a browser that it opens would not be seen. */
function openerOf({ env, platform }: OpenerWorld): { readonly words: readonly string[] } | string {
  const isSet = (name: string) => (env[name] ?? '') !== '';
  if (isSet('SSH_CONNECTION') || isSet('SSH_TTY')) return 'this is a session over ssh';
  if (platform === 'darwin') return { words: ['open'] };
  if (platform === 'win32') return { words: ['rundll32', 'url.dll,FileProtocolHandler'] };
  if (isSet('WSL_DISTRO_NAME')) return { words: ['wslview'] };
  return isSet('DISPLAY') || isSet('WAYLAND_DISPLAY') ? { words: ['xdg-open'] } : 'there is no display here';
}

const start = ([program = '', ...rest]: readonly string[]): Promise<Opened> =>
  new Promise((resolve) => {
    const child = spawn(program, rest, { stdio: 'ignore', detached: true, shell: false });
    const timer = setTimeout(() => resolve({ type: 'opened' }), failsWithinMs);
    const settle = (opened: Opened) => {
      clearTimeout(timer);
      resolve(opened);
    };
    child.on('error', (error) => {
      const code = errorCode(error) ?? error.message;
      settle(
        notHere(code === 'ENOENT' ? `${program} is not installed` : `${program} cannot be run (${code})`),
      );
    });
    child.on('exit', (code) =>
      settle(code === 0 ? { type: 'opened' } : notHere(`${program} ended with status ${code ?? 'unknown'}`)),
    );
    child.unref();
  });
