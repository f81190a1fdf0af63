import { setTimeout } from 'node:timers/promises';

/** What a program in the foreground is told: to stop, that it was continued, that somebody set the terminal's size. */
export type JobSignal = 'stop' | 'continue' | 'resize';

export type JobControl = {
  /** Stops the process as Ctrl-Z does in a shell; resolves when it is continued. */
  readonly stop: () => Promise<void>;
  /** Tells of all from now on, until the answer is called; what {@link JobControl.stop} causes is not told. */
  readonly watch: (tell: (signal: JobSignal) => void) => () => void;
};

const stopTakesEffectMs = 100;

/**
 * Where no shell could continue it (the program is the session's own leader) the system ignores SIGTSTP, and stopping ends
 * at once.
 */
export function createJobControl(
  target: Pick<NodeJS.Process, 'on' | 'off' | 'kill' | 'pid'> = process,
): JobControl {
  let tell: ((signal: JobSignal) => void) | null = null;
  let isStopping = false;
  const stopped = () => tell?.('stop');
  /** Who is not in the foreground is not told that the window was resized: its size is read again. */
  const lookAtSize = () => target.kill(target.pid, 'SIGWINCH');
  const continued = () => {
    if (isStopping) return;
    tell?.('continue');
    lookAtSize();
  };
  const resized = () => tell?.('resize');
  const stop = async () => {
    isStopping = true;
    // Only without a listener does the signal do what it does.
    target.off('SIGTSTP', stopped);
    target.kill(target.pid, 'SIGTSTP');
    await setTimeout(stopTakesEffectMs);
    if (tell !== null) target.on('SIGTSTP', stopped);
    isStopping = false;
    lookAtSize();
  };
  return {
    stop,
    watch: (listener) => {
      tell = listener;
      target.on('SIGTSTP', stopped);
      target.on('SIGCONT', continued);
      target.on('SIGWINCH', resized);
      return () => {
        tell = null;
        target.off('SIGTSTP', stopped);
        target.off('SIGCONT', continued);
        target.off('SIGWINCH', resized);
      };
    },
  };
}
