const units = ['B', 'K', 'M', 'G', 'T', 'P'] as const;

/** Bytes in at most four characters and a binary unit: `512M`, `3.9G`. */
export function formatBytes(bytes: number | null): string {
  if (bytes === null) return '–';
  let value = bytes;
  let unit = 0;
  // What would be rounded to one more digit is of the next size already.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_024;
    unit += 1;
  }
  return `${value < 9.95 && unit > 0 ? value.toFixed(1) : Math.round(value)}${units[unit]}`;
}

/** Cores, memory and disk of a plan: `2×4G 80G`; what is not known is left out. */
export function formatSize(size: {
  readonly cpuCores: number | null;
  readonly memoryMb: number | null;
  readonly diskGb: number | null;
}): string {
  const memory = size.memoryMb === null ? '' : formatBytes(size.memoryMb * 1_024 * 1_024);
  const cores = size.cpuCores === null ? '' : `${size.cpuCores}×`;
  const disk = size.diskGb === null ? '' : ` ${size.diskGb}G`;
  return `${cores}${memory}${disk}`.trim() || '–';
}
