/** `7%`, `97%`; a dash when there is no figure, which is not the same as 0 %. */
export const formatPercent = (percent: number | null): string =>
  percent === null ? '–' : `${Math.round(percent)}%`;
