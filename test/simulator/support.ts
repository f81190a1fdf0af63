import { onTestFinished } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';

export type Answer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
};

export type Bench = {
  readonly simulator: Simulator;
  /** Moves the simulator's clock on. */
  readonly advance: (ms: number) => void;
  /** `GET /path` or another verb, as one of the providers of the configuration. */
  readonly ask: (provider: string, request: string, body?: unknown) => Promise<Answer>;
  readonly open: (provider: string, path: string) => Promise<Response>;
};

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;

/** A full hour, so that hourly charges fall where a test expects them. */
export const startTime = Date.UTC(2026, 5, 1, 12);

/** A simulator on a clock that stands still, closed after the test. */
export const startBench = async (options: SimulatorOptions = {}): Promise<Bench> => {
  let time = startTime;
  const simulator = await startSimulator({ now: () => time, ...options });
  onTestFinished(() => simulator.close());

  const send = (provider: string, request: string, body?: unknown): Promise<Response> => {
    const [method = 'GET', path = '/'] = request.split(' ');
    const { baseUrl, authorization } = accessTo(simulator, provider);
    const init = { method, headers: { authorization, 'content-type': 'application/json' } };
    return fetch(baseUrl + path, body === undefined ? init : { ...init, body: JSON.stringify(body) });
  };
  return {
    simulator,
    advance: (ms) => {
      time += ms;
    },
    ask: async (provider, request, body) => {
      const response = await send(provider, request, body);
      return { status: response.status, body: await response.json(), headers: response.headers };
    },
    open: (provider, path) => send(provider, `GET ${path}`),
  };
};

export const accessTo = (
  simulator: Simulator,
  provider: string,
): { baseUrl: string; authorization: string } => {
  const entry = simulator.providers.find(({ name }) => name === provider);
  if (entry === undefined) throw new Error(`no provider ${provider}`);
  const { baseUrl, apiKey, clientId } = entry;
  const basic = Buffer.from(`${clientId}:${apiKey}`).toString('base64');
  return { baseUrl, authorization: clientId === undefined ? `Bearer ${apiKey}` : `Basic ${basic}` };
};

/** What lies at a path of names and indexes in a JSON value; undefined where it ends before. */
export const dig = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null
        ? Object.entries(inner).find(([name]) => name === String(step))?.[1]
        : undefined,
    value,
  );

/** The rows of a list at a path. */
export const rowsAt = (value: unknown, ...path: readonly (string | number)[]): readonly unknown[] => {
  const rows = dig(value, ...path);
  if (!Array.isArray(rows)) throw new Error(`no list at ${path.join('.')}`);
  return rows;
};

/** The id of the first row with this name. */
export const idOf = (rows: readonly unknown[], name: string, idField = 'id'): string => {
  const id = dig(
    rows.find((row) => dig(row, 'name') === name),
    idField,
  );
  if (id === undefined) throw new Error(`nothing is called ${name}`);
  return String(id);
};
