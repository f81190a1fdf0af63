export type Check = {
  readonly id: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly message: string;
  /** What to do about it; null where nothing is to be done. */
  readonly hint: string | null;
};

export const ok = (id: string, message: string): Check => ({ id, status: 'ok', message, hint: null });

export const warn = (id: string, message: string, hint: string | null): Check => ({
  id,
  status: 'warn',
  message,
  hint,
});

export const failed = (id: string, message: string, hint: string | null): Check => ({
  id,
  status: 'fail',
  message,
  hint,
});
