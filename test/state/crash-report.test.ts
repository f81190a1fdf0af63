import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createKnownSecrets } from '../../src/runtime/known-secrets.ts';
import { writeCrashReport } from '../../src/state/crash-report.ts';
import { makeFolder } from '../support/run-fleetop.ts';

const report = (given: Partial<Parameters<typeof writeCrashReport>[1]> = {}) => ({
  version: '1.2.3',
  at: Date.parse('2026-11-01T12:00:00Z'),
  words: ['create', 'server', 'sparrow', '--set', 'password=correct horse'],
  error: new Error('outer', { cause: new Error('inner \u001b[2J') }),
  redact: (text: string) => text,
  ...given,
});

test('a report has version, command without values, error and cause, for its owner only', () => {
  const path = writeCrashReport(join(makeFolder(), 'state'), report()) ?? '';
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(/^fleetop 1\.2\.3 failed at 2026-11-01T12:00:00\.000Z\n/);
  expect(text).toContain('command: fleetop create server sparrow --set password=***');
  expect(text).toMatch(/^Error: outer$/m);
  expect(text).toMatch(/^because of Error: inner ␛\[2J$/m);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('known secrets are taken out, those of the environment too, also as Basic authentication sends them', () => {
  const secrets = createKnownSecrets({
    MY_TOKEN: 'token-in-the-environment',
    HOME: '/home/ann',
    SHORT_KEY: 'ab',
  });
  secrets.note('noted-1234567');
  const basic = Buffer.from('noted-1234567:token-in-the-environment').toString('base64');
  expect(secrets.redact(`noted-1234567 token-in-the-environment /home/ann ab ${basic}`)).toBe(
    '*** *** /home/ann ab ***',
  );
});

test('one that cannot be written, or not even made, hides nothing else', () => {
  const parent = makeFolder();
  writeFileSync(join(parent, 'file'), '');
  expect(writeCrashReport(join(parent, 'file', 'state'), report())).toBeNull();
  const redact = () => {
    throw new Error('out of file handles');
  };
  expect(writeCrashReport(parent, report({ redact }))).toBeNull();
});

test('keys that are made anew again and again are forgotten some day, those of the environment never', () => {
  const secrets = createKnownSecrets({ MY_TOKEN: 'token-of-the-environment' });
  for (let count = 0; count < 1_000; count += 1) secrets.note(`made-anew-${count}.`);
  expect(secrets.redact('token-of-the-environment made-anew-999. made-anew-0.')).toBe('*** *** made-anew-0.');
});
