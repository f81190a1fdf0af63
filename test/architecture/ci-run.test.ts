import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeFolder } from '../support/run-fleetop.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

type Run = { readonly code: number; readonly results?: unknown };

type Outcome = {
  readonly ci?: number;
  readonly test?: number;
  readonly results?: unknown;
  /** The same of `npm run test:ssh` and of `npm run test:package`; one test passes when nothing is said. */
  readonly ssh?: Run;
  readonly package?: Run;
};

const passing = { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'passed' }] };

test.each<{ name: string; npm: Outcome; line: string; code: number }>([
  {
    name: 'all pass',
    npm: { results: { numPassedTests: 2, testResults: [passing] } },
    line: '4 passed, 0 failed',
    code: 0,
  },
  {
    name: 'one test fails',
    npm: {
      test: 1,
      results: {
        numPassedTests: 3,
        testResults: [
          passing,
          { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
        ],
      },
    },
    line: '5 passed, 1 failed',
    code: 1,
  },
  {
    name: 'a test file does not load',
    npm: {
      test: 1,
      results: { numPassedTests: 2, testResults: [passing, { status: 'failed', assertionResults: [] }] },
    },
    line: '4 passed, 1 failed',
    code: 1,
  },
  {
    name: 'an error outside of every test',
    npm: { test: 1, results: { numPassedTests: 2, testResults: [passing] } },
    line: '4 passed, 1 failed',
    code: 1,
  },
  { name: 'types, lint or imports fail', npm: { test: 2 }, line: '2 passed, 1 failed', code: 2 },
  { name: 'the installation fails', npm: { ci: 7 }, line: '0 passed, 1 failed', code: 7 },
  { name: 'no results are written', npm: {}, line: '2 passed, 1 failed', code: 1 },
  {
    name: 'there are no tests',
    npm: { results: { numPassedTests: 0, testResults: [] } },
    line: '2 passed, 1 failed',
    code: 1,
  },
  {
    name: 'a test with ssh fails',
    npm: {
      results: { numPassedTests: 2, testResults: [passing] },
      ssh: {
        code: 1,
        results: {
          numPassedTests: 4,
          testResults: [{ status: 'failed', assertionResults: [{ status: 'failed' }] }],
        },
      },
    },
    line: '7 passed, 1 failed',
    code: 1,
  },
  {
    name: 'the tests with ssh do not begin',
    npm: { results: { numPassedTests: 2, testResults: [passing] }, ssh: { code: 3 } },
    line: '3 passed, 1 failed',
    code: 3,
  },
  {
    name: 'the package does not install',
    npm: {
      results: { numPassedTests: 2, testResults: [passing] },
      package: {
        code: 1,
        results: { numPassedTests: 0, testResults: [{ status: 'failed', assertionResults: [] }] },
      },
    },
    line: '3 passed, 1 failed',
    code: 1,
  },
])('.ci/run when $name', async ({ npm, line, code }) => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'scripts'));
  cpSync(join(root, '.ci'), join(folder, '.ci'), { recursive: true });
  cpSync(join(root, 'scripts/count-tests.ts'), join(folder, 'scripts/count-tests.ts'));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const answer = (name: string, results: unknown) => {
    if (results !== undefined) writeFileSync(join(folder, name), JSON.stringify(results));
  };
  const one: Run = { code: 0, results: { numPassedTests: 1, testResults: [passing] } };
  const { ssh = one, package: packed = one } = npm;
  answer('test.json', npm.results);
  answer('test:ssh.json', ssh.results);
  answer('test:package.json', packed.results);
  const fake = `#!/bin/sh
echo "npm $*"
if [ "$1" = ci ]; then exit ${npm.ci ?? 0}; fi
if [ "$1" = run ]; then shift; fi
if [ -f '${folder}'/"$1.json" ]; then cp '${folder}'/"$1.json" "$FLEETOP_TEST_RESULTS"; fi
case "$1" in
  test:ssh) exit ${ssh.code} ;;
  test:package) exit ${packed.code} ;;
esac
exit ${npm.test ?? 0}
`;
  mkdirSync(join(folder, 'bin'));
  // With both in reach nothing is installed.
  for (const [name, text] of [
    ['npm', fake],
    ['sshd', '#!/bin/sh\n'],
    ['tmux', '#!/bin/sh\n'],
  ] as const) {
    writeFileSync(join(folder, 'bin', name), text);
    chmodSync(join(folder, 'bin', name), 0o755);
  }

  const run = await new Promise<{ readonly code: number | null; readonly lines: readonly string[] }>(
    (resolve) => {
      const env = { PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`, TMPDIR: folder };
      const child = execFile(join(folder, '.ci/run'), { env }, (_error, stdout) =>
        resolve({ code: child.exitCode, lines: stdout.trimEnd().split('\n') }),
      );
    },
  );
  expect(run.lines[0]).toBe('npm ci');
  expect(run.lines.at(-1)).toBe(line);
  expect(run.code).toBe(code);
});
