/**
 * Holds the part of the heap in which objects are made to what it has when the program has been read, two times 1 MiB.
 * V8 would double it while lists are read, up to two times 32 MiB, and keep that: it shrinks when the whole heap is
 * collected, which a program that mostly waits gives no cause for. A small one is collected some times a second, each
 * time within a millisecond or two.
 *
 * V8 looks at the flag whenever it collects. It is one of Node 22 to 24. It has to be set before the program is compiled:
 * V8 takes no code that was kept under other flags.
 */
export function keepHeapSmall(): void {
  process.getBuiltinModule('node:v8').setFlagsFromString('--semi-space-growth-factor=1');
}

/**
 * Has V8 collect the whole heap whenever its old part has grown by half, and not only when it is two or three times what
 * was left last time: frames that are drawn one after the other leave some MiB a second there, and the pages that it
 * grows to are given back only when nothing happens for a while. What a start makes would be collected several times
 * over: so it is for when that has been made.
 */
export function collectSooner(): void {
  process.getBuiltinModule('node:v8').setFlagsFromString('--heap-growing-percent=50');
}
