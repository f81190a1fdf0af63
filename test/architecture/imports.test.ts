import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('../..', import.meta.url));

const report = z.object({
  modules: z.array(z.object({ source: z.string(), dependencies: z.array(z.unknown()) })),
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

type Report = z.infer<typeof report>;

type Run = { readonly code: number; readonly stdout: string };

/** The checker as `npm run imports` starts it. */
const depcruise = (folder: string, words: readonly string[]): Promise<Run> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(root, 'node_modules/.bin/depcruise'), ...words],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
      (_error, stdout) => resolve({ code: child.exitCode ?? -1, stdout }),
    );
  });

async function reportOf(folder: string, roots: readonly string[]): Promise<Report> {
  const { stdout } = await depcruise(folder, ['--output-type', 'json', ...roots]);
  return report.parse(JSON.parse(stdout));
}

describe('the checkout', () => {
  test('every source file is seen, with its imports', async () => {
    const { modules } = await reportOf(root, ['src', 'test', 'scripts']);
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `src/${name}`);
    const seen = new Set(modules.map(({ source }) => source));
    expect(files.filter((file) => !seen.has(file))).toEqual([]);
    expect(files.length).toBeGreaterThan(150);
    const imports = modules.reduce((sum, { dependencies }) => sum + dependencies.length, 0);
    expect(imports).toBeGreaterThan(2 * files.length);
  });
});

type Violation = { readonly rule: string; readonly file: string; readonly text: string };

/** Each of them alone breaks the rule it stands for. `used` reaches them from the program's entry. */
const violations: readonly Violation[] = [
  {
    rule: 'layer-model',
    file: 'src/model/planted.ts',
    text: "export type { RateLimits } from '../budget/limits.ts';",
  },
  { rule: 'layer-runtime', file: 'src/runtime/planted.ts', text: "export * from '../http/backoff.ts';" },
  {
    rule: 'layer-http',
    file: 'src/http/planted.ts',
    text: "export type { Provider } from '../providers/provider.ts';",
  },
  { rule: 'layer-state', file: 'src/state/planted.ts', text: "export * from '../config/base-url.ts';" },
  {
    rule: 'layer-providers',
    file: 'src/providers/planted.ts',
    text: "export * from '../config/base-url.ts';",
  },
  {
    rule: 'layer-config',
    file: 'src/config/planted.ts',
    text: "export * from '../polling/failure-pause.ts';",
  },
  { rule: 'layer-polling', file: 'src/polling/planted.ts', text: "export * from '../store/rows.ts';" },
  { rule: 'layer-format', file: 'src/format/planted.ts', text: "export * from '../listing/filter.ts';" },
  { rule: 'layer-listing', file: 'src/listing/planted.ts', text: "export * from '../store/rows.ts';" },
  { rule: 'layer-store', file: 'src/store/planted.ts', text: "export * from '../commands/panes.ts';" },
  {
    rule: 'layer-commands',
    file: 'src/commands/planted.ts',
    text: "export * from '../polling/failure-pause.ts';",
  },
  {
    rule: 'layer-ui',
    file: 'src/ui/planted.ts',
    text: "export type { Provider } from '../providers/provider.ts';",
  },
  { rule: 'layer-cli', file: 'src/cli/planted.ts', text: "export * from '../store/rows.ts';" },
  { rule: 'layer-unknown', file: 'src/ui/planted-unknown.ts', text: "export * from '../utils/planted.ts';" },
  { rule: 'simulator-alone', file: 'src/simulator/planted.ts', text: "export * from '../model/text.ts';" },
  {
    rule: 'simulator-for-demo-and-tests',
    file: 'src/cli/planted-simulator.ts',
    text: "export * from '../simulator/index.ts';",
  },
  {
    rule: 'config-knows-provider-types',
    file: 'src/config/planted-spheron.ts',
    text: "export * from '../providers/spheron/index.ts';",
  },
  {
    rule: 'providers-apart',
    file: 'src/providers/spheron/planted.ts',
    text: "export * from '../hostwares/index.ts';",
  },
  {
    rule: 'providers-by-their-index',
    file: 'src/polling/planted-spheron.ts',
    text: "export * from '../providers/spheron/schema.ts';",
  },
  {
    rule: 'tops-from-the-top',
    file: 'src/cli/planted-top.ts',
    text: "export * from '../main.ts';",
  },
  { rule: 'pure', file: 'src/store/planted-file.ts', text: "export { readFileSync } from 'node:fs';" },
  { rule: 'src-alone', file: 'src/cli/planted-test.ts', text: "export * from '../../test/planted.ts';" },
  {
    rule: 'src-declared',
    file: 'src/http/planted-layout.ts',
    text: "export { Edge } from 'yoga-layout';",
  },
  { rule: 'resolvable', file: 'src/http/planted-gone.ts', text: "export * from './gone.ts';" },
  { rule: 'no-cycles', file: 'src/format/planted-a.ts', text: "export * from './planted-b.ts';" },
  { rule: 'no-orphans', file: 'src/model/planted-orphan.ts', text: 'export const left = 1;' },
  { rule: 'only-used', file: 'src/model/planted-orphan.ts', text: 'export const left = 1;' },
];

const helpers: Readonly<Record<string, string>> = {
  'src/format/planted-b.ts': "export * from './planted-a.ts';",
  'src/utils/planted.ts': 'export const anything = 1;',
  'test/planted.ts': 'export const anything = 1;',
};

describe('a planted violation', () => {
  let planted: Report;
  let folder = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fleetop-imports-'));
    for (const name of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json', 'src'])
      cpSync(join(root, name), join(folder, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const files = { ...helpers, ...Object.fromEntries(violations.map(({ file, text }) => [file, text])) };
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${text}\n`);
    }
    planted = await reportOf(folder, ['src', 'test']);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('makes the check fail', async () => {
    const { code, stdout } = await depcruise(folder, ['src', 'test']);
    expect(stdout).toMatch(/layer-ui: src\/ui\/planted\.ts/);
    expect(code).not.toBe(0);
  });

  test.each(violations)('of $rule in $file is found', ({ rule, file }) => {
    const found = planted.summary.violations.filter(({ from, to }) => from === file || to === file);
    expect(found.map((violation) => violation.rule.name)).toContain(rule);
  });
});
