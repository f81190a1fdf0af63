/** From where on something is a problem: percent of processor and memory; days that the money still lasts. */
export type Thresholds = {
  readonly cpu: number;
  readonly memory: number;
  readonly runwayDays: number;
};

export const defaultThresholds: Thresholds = { cpu: 90, memory: 90, runwayDays: 7 };
