/** Less than this between two times of creation comes of a provider that tells the same one in several ways. */
const sameCreationMs = 3_600_000;

/** Whether two times of creation, epoch ms, are those of two resources: an id may be given away again. */
export const createdApart = (one: number | null, other: number | null): boolean =>
  one !== null && other !== null && Math.abs(one - other) > sameCreationMs;
