import { unit } from './random.ts';
import { day, minute, second } from './time.ts';

/** How busy a machine is: `base` and `swing` in percent of its whole. */
export type LoadProfile = { readonly seed: number; readonly base: number; readonly swing: number };

/** Percent in [0.3, 100] at `now`: a daily wave, slow and fast noise, now and then a spike. Smooth in time. */
export const loadPercent = (profile: LoadProfile, now: number): number => {
  const { seed, base, swing } = profile;
  const wave = Math.sin((2 * Math.PI * now) / day + unit(seed, 1) * 0.8 - 1.6);
  const slow = noise(seed ^ 0x51ed, now, 4 * minute) - 0.5;
  const fast = noise(seed ^ 0x1b56, now, 12 * second) - 0.5;
  const value = base + swing * (0.45 * wave + 0.7 * slow + 0.3 * fast) + spike(seed, now);
  return clamp(value, 0.3, 100);
};

/** Memory moves far less than the processor: the same noise on a longer scale, no spikes. */
export const memoryPercent = (profile: LoadProfile, now: number): number => {
  const drift = noise(profile.seed ^ 0x7f4a, now, 20 * minute) - 0.5;
  const ripple = noise(profile.seed ^ 0x2c91, now, 40 * second) - 0.5;
  return clamp(profile.base + profile.swing * drift + 0.8 * ripple, 1, 99.4);
};

/**
 * Bytes counted since `since` at about `perSecond`. The rate is a sum of waves that stays positive and whose
 * integral is known, so that the counter never falls and needs no memory.
 */
export const counterBytes = (seed: number, perSecond: number, since: number, now: number): number => {
  if (now <= since) return 0;
  const integral = (at: number): number => {
    const daily = ((0.5 * day) / (2 * Math.PI)) * Math.cos((2 * Math.PI * at) / day + unit(seed, 2) * 6);
    const quick = ((0.4 * 90 * second) / (2 * Math.PI)) * Math.cos((2 * Math.PI * at) / (90 * second) + seed);
    return at - since - daily - quick;
  };
  return Math.round((perSecond * (integral(now) - integral(since))) / second);
};

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Random values on a lattice of `stepMs`, joined by cosines: in [0, 1). */
const noise = (seed: number, now: number, stepMs: number): number => {
  const position = now / stepMs;
  const index = Math.floor(position);
  const ease = (1 - Math.cos((position - index) * Math.PI)) / 2;
  return unit(seed, index) * (1 - ease) + unit(seed, index + 1) * ease;
};

/** One ten-minute slot in twelve holds a bell of up to 60 percent. */
const spike = (seed: number, now: number): number => {
  const slot = Math.floor(now / (10 * minute));
  if (unit(seed ^ 0x33aa, slot) > 1 / 12) return 0;
  const phase = now / (10 * minute) - slot;
  return 60 * unit(seed ^ 0x44bb, slot) * Math.exp(-(((phase - 0.5) / 0.12) ** 2));
};
