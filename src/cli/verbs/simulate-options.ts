/** What `fleetop simulate` takes. */
export type SimulateOptions = {
  readonly port?: number;
  readonly servers?: number;
  readonly apps?: number;
  readonly seed?: number;
  readonly fault?: readonly string[];
};
