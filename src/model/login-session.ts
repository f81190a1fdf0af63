/** Somebody who is logged in on a server, as `who` there tells it. What it says is the server's word. */
export type LoginSession = {
  /** What names it in lists: the server's reference, and who is where since when. */
  readonly ref: string;
  /** Reference of the server. */
  readonly server: string;
  readonly provider: string;
  /** Of the server. */
  readonly name: string;
  readonly user: string;
  /** `pts/0`, `tty1`. */
  readonly terminal: string;
  /** Host or address; null at the machine itself, or where it is not told. */
  readonly from: string | null;
  /** Epoch ms, to the minute. */
  readonly since: number | null;
  /** Since the last key there; at least a day where it is 86,400; null where it is not told. */
  readonly idleSeconds: number | null;
};
