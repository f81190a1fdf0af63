/** Options that every command takes, before or after its name. */
export type GlobalOptions = {
  readonly config?: string;
  readonly provider?: readonly string[];
  readonly demo?: boolean;
  readonly readOnly?: boolean;
  readonly theme?: string;
  readonly ascii?: boolean;
  readonly plain?: boolean;
  readonly json?: boolean;
  /** False with `--no-color`. */
  readonly color?: boolean;
  /** Of one request. */
  readonly timeout?: number;
  readonly verbose?: boolean;
};

export const defaultTimeoutSeconds = 30;
