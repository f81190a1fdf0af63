/** What details can be asked of. */
export type Subject =
  | { readonly kind: 'server' | 'app'; readonly provider: string; readonly id: string }
  | { readonly kind: 'account'; readonly provider: string };
