import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * What `test/soak/leaks.test.ts` does a few times, 1,000 times (`--cycles`), and hours of polling (`--hours`, 12 by
 * default) at 120 times their pace. Prints what was held, a JSON line for each kind; exits 1 when anything became more.
 */
const { values } = parseArgs({ options: { cycles: { type: 'string' }, hours: { type: 'string' } } });
const folder = mkdtempSync(join(tmpdir(), 'fleetop-leaks-'));
const figures = join(folder, 'figures.jsonl');
const { status } = spawnSync('vitest', ['run', 'test/soak/leaks.test.ts'], {
  stdio: ['ignore', 2, 2],
  env: {
    ...process.env,
    FLEETOP_CYCLES: values.cycles ?? '1000',
    FLEETOP_HOURS: values.hours ?? '12',
    FLEETOP_FIGURES: figures,
  },
});
process.stdout.write(readFileSync(figures, 'utf8'));
rmSync(folder, { recursive: true });
process.exitCode = status === 0 ? 0 : 1;
