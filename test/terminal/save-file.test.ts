import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSaveFile } from '../../src/terminal/save-file.ts';
import { makeFolder } from '../support/run-fleetop.ts';

let home: string;
beforeEach(() => {
  home = makeFolder();
});

const save = (name: string, text: string, isReplacing: boolean) =>
  createSaveFile(home, Math.random)(name, [text], { isReplacing });

describe('a file that is exported', () => {
  test('is written whole, for its owner alone, with nothing beside it', async () => {
    const folder = makeFolder();
    const path = join(folder, 'servers.csv');
    expect(await save(path, 'a,b\r\n', false)).toEqual({ ok: true, value: path });
    expect(readFileSync(path, 'utf8')).toBe('a,b\r\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['servers.csv']);
  });

  test('takes the place of another only when that was said', async () => {
    const path = join(makeFolder(), 'servers.csv');
    writeFileSync(path, 'old');
    expect(await save(path, 'new', false)).toMatchObject({ ok: false, problem: { code: 'conflict' } });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(await save(path, 'new', true)).toMatchObject({ ok: true });
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  test('never takes the place of a folder or a link', async () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'sub.csv'));
    writeFileSync(join(folder, 'kept'), 'kept');
    symlinkSync(join(folder, 'kept'), join(folder, 'link.csv'));
    for (const name of ['sub.csv', 'link.csv'])
      expect(await save(join(folder, name), 'new', true)).toMatchObject({
        ok: false,
        problem: { message: expect.stringMatching(/is no file$/) },
      });
    expect(readFileSync(join(folder, 'kept'), 'utf8')).toBe('kept');
  });

  test('that cannot be written says so', async () => {
    expect(await save(join(makeFolder(), 'missing', 'a.csv'), 'x', false)).toMatchObject({
      ok: false,
      problem: { message: expect.stringMatching(/cannot be written \(ENOENT\)/) },
    });
  });

  test('never takes the place of one that appears while it is written', async () => {
    const folder = makeFolder();
    const path = join(folder, 'servers.csv');
    function* pieces() {
      writeFileSync(path, 'theirs');
      yield 'ours';
    }
    expect(await createSaveFile(home, Math.random)(path, pieces(), { isReplacing: false })).toMatchObject({
      ok: false,
      problem: { code: 'conflict' },
    });
    expect(readFileSync(path, 'utf8')).toBe('theirs');
    expect(readdirSync(folder)).toEqual(['servers.csv']);
  });

  test('is found under ~/ in the home folder', async () => {
    expect(await save('~/a.csv', 'x', false)).toEqual({ ok: true, value: join(home, 'a.csv') });
  });
});
