const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/**
 * Percentages as one bar a sample, newest last, in exactly `width` cells. A null is a hole and stays blank.
 */
export function sparkline(percents: readonly (number | null)[], width: number): string {
  const shown = percents.slice(-width);
  return shown.map(bar).join('').padStart(width, ' ');
}

const bar = (percent: number | null): string => {
  if (percent === null) return ' ';
  const step = Math.floor((Math.max(0, Math.min(percent, 100)) / 100) * (bars.length - 0.001));
  return bars[step] ?? ' ';
};

/** A percentage as a horizontal bar of `width` cells. */
export function gaugeBar(percent: number, width: number): string {
  const filled = Math.round((Math.max(0, Math.min(percent, 100)) / 100) * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}
