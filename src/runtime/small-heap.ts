/**
 * Holds the part of the heap in which objects are made to what it has when the program has been read, two times 1 MiB.
 * V8 would double it while lists are read, up to two times 32 MiB, and keep that: it shrinks when the whole heap is
 * collected, which a program that mostly waits gives no cause for. A small one is collected some times a second, each
 * time within a millisecond or two.
 *
 * V8 looks at the flag whenever it collects. It has to be set before the program is compiled: V8 takes no code that was
 * kept under other flags.
 */
export const keepHeapSmall = (): void => setFlags('--semi-space-growth-factor=1');

/**
 * Keeps what a program takes that stays open for days from growing with every key. What a start makes would be collected
 * several times over: so it is for when that has been made.
 *
 * - The whole heap is collected whenever its old part has grown by half, and not only when it is two or three times what
 *   was left last time: frames that are drawn one after the other leave some MiB a second there, and the pages that it
 *   grows to are given back only when nothing happens for a while.
 * - A function is compiled to fast code once it was called five times as often as V8 would wait for, and to the middling
 *   code no longer than it is in use: over hours each that is called now and then would come to have some, in all 10 MiB.
 */
export const keepHeapFlat = (): void =>
  setFlags('--heap-growing-percent=50', '--invocation-count-for-maglev=2000', '--flush-baseline-code');

/**
 * Collects whatever nobody refers to, and gives the pages that it took back to the system. By itself V8 keeps those of a
 * burst for the next one, and lets go of them only once what lives has grown by 10 MiB. The event loop stands still
 * meanwhile: for 40 to 70 ms with 100 servers, 110 with 10,000.
 */
export async function giveMemoryBack(): Promise<void> {
  setFlags('--expose-gc');
  const collect: unknown = process.getBuiltinModule('node:vm').runInNewContext('globalThis.gc');
  setFlags('--no-expose-gc');
  if (typeof collect === 'function')
    await collect({ type: 'major', execution: 'async', flavor: 'last-resort' });
}

/** Node's major version up to which V8 has these flags. About one that it does not know it complains on the terminal. */
const newestTried = 26;

function setFlags(...flags: readonly string[]): void {
  if (Number.parseInt(process.versions.node, 10) > newestTried) return;
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  for (const flag of flags) setFlagsFromString(flag);
}
