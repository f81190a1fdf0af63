import { expect, test } from 'vitest';
import { levelOf } from '../../src/logs/level.ts';
import { phaseOf } from '../../src/logs/phase.ts';

test.each([
  ['ERROR upstream timed out after 5000 ms: GET /cart', 'error'],
  ['[build] npm error code ELIFECYCLE', 'error'],
  ['npm ERR! missing script: build', 'error'],
  ['{"level":"error","msg":"no such table"}', 'error'],
  ['{"level":50,"msg":"no such table"}', 'error'],
  ['2026-05-20T08:30:01Z level=fatal msg="gone"', 'error'],
  ['[2026-05-20 08:30:01] [error] worker died', 'error'],
  ['TypeError: Cannot read properties of undefined', 'error'],
  ['[build] ✗ Module not found', 'error'],
  ['Build failed with exit code 1', 'error'],
  ['WARN slow query (412 ms)', 'warn'],
  ['2026-05-20T08:30:01Z warning: disk is 91 % full', 'warn'],
  ['[web] npm warn deprecated inflight@1.0.6', 'warn'],
  ['level=warn msg="the last request failed"', 'warn'],
  ['INFO retrying after an error', 'info'],
  ['{"level":30,"msg":"listening"}', 'info'],
  ['[DEBUG] cache miss', 'debug'],
  ['GET /products/4711 200 3ms', null],
  ['Compiled with 0 errors and no warnings', null],
  ['Tests: 0 failed, no failure, without error', null],
  ['Done: 0 failed, a warning', 'warn'],
  ['0 failed, then an error', 'error'],
  ['terror and mirrored', null],
  ['GET /errors 200', null],
  ['', null],
] as const)('%s is %s', (line, level) => {
  expect(levelOf(line)).toBe(level);
});

test('of a line of megabytes only the beginning counts', () => {
  expect(levelOf(`${'x '.repeat(5_000_000)} ERROR`)).toBeNull();
});

test.each([
  ['[nixpacks] Detected Next.js', 'nixpacks', 10],
  ['  [Deploy] Container started', 'deploy', 10],
  ['[web-1] GET /', 'web-1', 7],
] as const)('%s begins with the phase %s', (line, name, length) => {
  expect(phaseOf(line)).toEqual({ name, length });
});

test.each(['[ERROR] x', '[12:30:01] x', 'x [build]', '[', '[]', `[${'x'.repeat(50)}]`])(
  '%s has no phase',
  (line) => {
    expect(phaseOf(line)).toBeNull();
  },
);
