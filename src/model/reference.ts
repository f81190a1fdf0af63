/** `PROVIDER/ID`: what names one resource across all providers. */
export const referenceOf = (provider: string, id: string): string => `${provider}/${id}`;
