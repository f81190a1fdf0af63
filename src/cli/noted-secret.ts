import type { Secret } from '../runtime/secret.ts';

/** The same secret; whoever reads it has its value noted, so that no report shows it. */
export const noted = (secret: Secret, note: (value: string) => void): Secret => ({
  ...secret,
  reveal: async () => {
    const value = await secret.reveal();
    note(value);
    return value;
  },
});
