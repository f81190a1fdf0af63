/** For `--set`, given once or several times, each with one pair or more. */
export const collectValues = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
];
