/** A command line that makes no sense: exit 2, nothing was asked of any provider. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
