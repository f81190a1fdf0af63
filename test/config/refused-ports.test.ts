import { Dispatcher, fetch } from 'undici';
import { expect, test } from 'vitest';
import { baseUrlFault } from '../../src/config/base-url.ts';

/** None that is refused is above it. */
const lastPort = 11_000;

/** Ends every request that fetch lets through before it has a socket. */
class Nowhere extends Dispatcher {
  override dispatch(): boolean {
    throw new Error('let through');
  }
}

async function isRefusedByFetch(port: number): Promise<boolean> {
  const failure: unknown = await fetch(`http://127.0.0.1:${port}/`, { dispatcher: new Nowhere() }).catch(
    (error) => error,
  );
  return (
    failure instanceof TypeError && failure.cause instanceof Error && failure.cause.message === 'bad port'
  );
}

test('the ports refused in the configuration are those that fetch refuses', async () => {
  const ports = Array.from({ length: lastPort }, (_, index) => index + 1);
  const refused: number[] = [];
  for (const port of ports) if (await isRefusedByFetch(port)) refused.push(port);
  expect(ports.filter((port) => baseUrlFault(`http://127.0.0.1:${port}`, false) !== null)).toEqual(refused);
  expect(refused).toContain(6000);
});
