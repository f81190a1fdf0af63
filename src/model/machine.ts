/** How a program ended that had the terminal for a while. */
export type ProgramEnd =
  | { readonly type: 'exited'; readonly code: number; readonly lastLine: string }
  | { readonly type: 'killed'; readonly signal: string }
  | { readonly type: 'not-started'; readonly reason: string };

/** Whether an address is with a browser now; else why this machine has none to show it. */
export type Opened = { readonly type: 'opened' } | { readonly type: 'not-here'; readonly reason: string };
