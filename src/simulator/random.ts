/** A source of numbers in [0, 1). */
export type Random = () => number;

/** 32-bit hash of its parts, the same in every run (FNV-1a, then a murmur finish). */
export const hash = (...parts: readonly (string | number)[]): number => {
  let value = 0x811c9dc5;
  for (const part of parts) {
    const text = String(part);
    for (let index = 0; index < text.length; index += 1) {
      value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
    }
    value = Math.imul(value ^ 0x2f, 0x01000193);
  }
  return mix(value);
};

/** A number in [0, 1) belonging to (seed, index): random access, so nothing has to be remembered. */
export const unit = (seed: number, index: number): number =>
  mix(seed ^ Math.imul(index | 0, 0x9e3779b1) ^ Math.floor(index / 2 ** 32)) / 2 ** 32;

/** A repeatable sequence (mulberry32). */
export const createRandom = (seed: number): Random => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** A list that has at least one element. */
export type NonEmpty<T> = readonly [T, ...T[]];

export const pick = <T>(random: Random, items: NonEmpty<T>): T =>
  items[Math.floor(random() * items.length)] ?? items[0];

/** `items[index]`, starting over at the end. */
export const cycle = <T>(items: NonEmpty<T>, index: number): T => items[index % items.length] ?? items[0];

/** A whole number from `min` to `max`, both possible. */
export const between = (random: Random, min: number, max: number): number =>
  min + Math.floor(random() * (max - min + 1));

const textOf = (random: Random, alphabet: string, length: number): string => {
  let text = '';
  for (let index = 0; index < length; index += 1) text += alphabet[Math.floor(random() * alphabet.length)];
  return text;
};

const digits = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';

export const hex = (random: Random, length: number): string => textOf(random, `${digits}abcdef`, length);
export const base36 = (random: Random, length: number): string => textOf(random, digits + lower, length);
export const base62 = (random: Random, length: number): string =>
  textOf(random, digits + lower + lower.toUpperCase(), length);

/** A version 4 UUID. */
export const uuid = (random: Random): string =>
  `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`;

function mix(input: number): number {
  let value = input;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
