import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startAnyPathApi } from '../conformance/any-path-api.ts';
import { answersOf } from '../conformance/hostile.ts';
import { hostileTexts } from '../support/any-text.ts';
import { makeFolder, runFleetop } from '../support/run-fleetop.ts';
import { forbidden } from '../support/terminal-sequences.ts';

const config = (url: string) => `
providers:
  - { name: sparrow, type: sparrowhost, apiKey: key-1234567, baseUrl: '${url}' }
  - { name: cyber, type: cyberpanel, apiKey: key-1234567, baseUrl: '${url}' }
  - { name: wares, type: hostwares, apiKey: key-1234567, baseUrl: '${url}' }
  - { name: sphere, type: spheron, apiKey: key-1234567, baseUrl: '${url}' }
  - { name: pilot, type: serverpilot, clientId: client-1, apiKey: key-1234567, baseUrl: '${url}' }
`;

const readings = ['servers', 'apps', 'billing', 'status'];

test('whatever providers send, commands print text alone, and JSON that means the same', async () => {
  await fc.assert(
    fc.asyncProperty(hostileTexts, fc.nat({ max: 3 }), async (text, which) => {
      const answer = answersOf(text)[which];
      const api = await startAnyPathApi((response, request) => answer?.(response, request));
      for (const words of [
        ...readings.map((verb) => [verb]),
        ['logs', 'sparrow/a1'],
        ['env', 'list', 'wares/a1', '--reveal'],
      ])
        for (const more of [[], ['--json'], ['--verbose']]) {
          const { stdout, stderr } = await runFleetop([...words, ...more], {
            config: config(api.url),
            env: { FORCE_COLOR: '1' },
          });
          expect(forbidden(stdout + stderr, { isPlain: true })).toEqual([]);
          if (more[0] === '--json') for (const line of jsonIn(words[0], stdout)) JSON.parse(line);
        }
    }),
    { numRuns: 3 },
  );
}, 120_000);

/** A log is an object a line, everything else one document. */
const jsonIn = (verb: string | undefined, stdout: string): readonly string[] =>
  verb === 'logs' ? stdout.split('\n').filter(Boolean) : [stdout];

test('a key in the configuration, a file, a word of the command line: none of them acts on the terminal', async () => {
  await fc.assert(
    fc.asyncProperty(hostileTexts, async (given) => {
      const text = given.replaceAll('\u0000', '').replaceAll('/', '').slice(0, 60);
      const home = makeFolder();
      const path = join(home, `${Buffer.from(text).toString('utf8')}.yaml`.slice(0, 60));
      writeFileSync(path, `providers: []\n? ${JSON.stringify(text)}\n: 1\n`);
      const runs = [
        ['servers', '--config', path],
        ['servers', '--config', `${path}-none`],
        ['servers', '--filter', `/${text}(`, '--config', path],
        ['show', text || 'x', '--config', path],
        [text || 'x'],
        ['servers', `--${text}`],
      ];
      const env: Record<string, string> = { SPARROWHOST_API_KEY: 'key-1234567', NO_PROXY: '*' };
      for (const words of runs) {
        const { stdout, stderr } = await runFleetop(words, { home, env });
        expect(forbidden(stdout + stderr, { isPlain: true }), words.join(' ')).toEqual([]);
      }
    }),
    { numRuns: 6 },
  );
}, 120_000);
