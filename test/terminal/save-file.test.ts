import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { saveFile } from '../../src/terminal/save-file.ts';
import { makeFolder } from '../support/run-fleetop.ts';

describe('a file that is exported', () => {
  test('is written whole, for its owner alone, with nothing beside it', () => {
    const folder = makeFolder();
    const path = join(folder, 'servers.csv');
    expect(saveFile(path, 'a,b\r\n', false)).toEqual({ ok: true, value: path });
    expect(readFileSync(path, 'utf8')).toBe('a,b\r\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['servers.csv']);
  });

  test('takes the place of another only when that was said', () => {
    const path = join(makeFolder(), 'servers.csv');
    writeFileSync(path, 'old');
    expect(saveFile(path, 'new', false)).toMatchObject({ ok: false, problem: { code: 'conflict' } });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(saveFile(path, 'new', true)).toMatchObject({ ok: true });
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  test('never takes the place of a folder or a link', () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'sub.csv'));
    writeFileSync(join(folder, 'kept'), 'kept');
    symlinkSync(join(folder, 'kept'), join(folder, 'link.csv'));
    for (const name of ['sub.csv', 'link.csv'])
      expect(saveFile(join(folder, name), 'new', true)).toMatchObject({
        ok: false,
        problem: { message: expect.stringMatching(/is no file$/) },
      });
    expect(readFileSync(join(folder, 'kept'), 'utf8')).toBe('kept');
  });

  test('that cannot be written says so', () => {
    expect(saveFile(join(makeFolder(), 'missing', 'a.csv'), 'x', false)).toMatchObject({
      ok: false,
      problem: { message: expect.stringMatching(/cannot be written \(ENOENT\)/) },
    });
  });
});
