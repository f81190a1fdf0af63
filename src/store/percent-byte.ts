/** What a history keeps of each sample, in the order it keeps it. */
export const series = { cpu: 0, memory: 1 } as const;

export type Series = (typeof series)[keyof typeof series];

export const seriesCount = 2;

/** A byte that stands for no figure. */
export const hole = 255;

const steps = 250;

/** A percentage in steps of 0.4; what lies outside of 0 to 100 is brought back in. */
export const toByte = (percent: number | null): number =>
  percent === null ? hole : Math.round((Math.max(0, Math.min(percent, 100)) / 100) * steps);

export const fromByte = (byte: number): number | null => (byte === hole ? null : (byte / steps) * 100);
