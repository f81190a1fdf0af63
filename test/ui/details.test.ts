import { describe, expect, test } from 'vitest';
import type { FleetPorts } from '../../src/commands/ports.ts';
import type { Deployment } from '../../src/model/deployment.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { PastDeed } from '../../src/model/past-deed.ts';
import { nothingRelated, type Related } from '../../src/model/related.ts';
import { succeed } from '../../src/model/result.ts';
import type { Subject } from '../../src/model/subject.ts';
import { appsListed, billingRead, serversListed, testBilling, testIdentity } from '../support/fleet.ts';
import { testApp, testServer } from '../support/resources.ts';
import { openScreen, screenTime, type TestScreen } from '../support/screen.ts';

const details: JsonObject = {
  server: {
    id: 1,
    note: `begin ${'long '.repeat(40)}end`,
    root_password: '***',
    disks: [
      { name: 'vda', size: 80 },
      { name: 'vdb', size: 200 },
    ],
  },
  tags: Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`tag${at}`, `value ${at}`])),
};

const deed: PastDeed = {
  at: screenTime - 120_000,
  user: 'ops',
  verb: 'reboot',
  name: 'web-1',
  parameters: 'reason=kernel',
  phase: 'failed',
  message: 'the provider refused it',
  durationMs: 1_500,
};

const testDeployment: Deployment = {
  id: 'dep-1',
  app: 'sparrow/a',
  status: 'running',
  providerStatus: 'deployed',
  createdAt: screenTime - 60_000,
  endedAt: null,
  commit: null,
  environment: null,
};

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];

type Opened = { readonly screen: TestScreen; readonly described: Subject[] };

async function open(size = sizes[0], ports: Partial<FleetPorts> = {}): Promise<Opened> {
  const described: Subject[] = [];
  const screen = await openScreen({
    ...size,
    providers: [testIdentity('sparrow')],
    events: [
      serversListed('sparrow', [
        testServer({ id: '1', name: 'web-1', ipv4: '203.0.113.1', actions: ['snapshot', 'reboot'] }),
        testServer({ id: '2', name: 'web-2' }),
      ]),
      appsListed('sparrow', [
        testApp({
          id: 'a',
          name: 'shop',
          server: 'sparrow/1',
          domains: ['shop.example.com'],
          actions: ['deploy'],
        }),
        testApp({ id: 'b', name: 'blog', server: 'sparrow/2' }),
      ]),
      billingRead(testBilling()),
    ],
    ports: {
      describe: async (subject) => {
        described.push(subject);
        return succeed(details);
      },
      readRelated: async () => ({
        ...nothingRelated,
        snapshots: [{ name: 'before-upgrade', description: 'weekly', createdAt: screenTime - 3_600_000 }],
      }),
      readDeeds: async (key) => (key === 'sparrow/1' ? [deed] : []),
      ...ports,
    },
  });
  return { screen, described };
}

const left = '\u001b[D';
const right = '\u001b[C';
const pageDown = '\u001b[6~';
const esc = '\u001b';

const topOf = ({ view }: TestScreen): number => view.getState().overlay?.top ?? 0;

describe.each(sizes)('details at $columns×$rows', (size) => {
  test('have every field, a long one whole, and keep secrets masked', async () => {
    const { screen } = await open(size);
    screen.press('d');
    await screen.waitFor(/╭─ d web-1 .*\[Fields\] Related 1 {2}Journal {2}JSON/);
    const shown = new Set<string>();
    for (let top = -1; top !== topOf(screen); screen.press(pageDown)) {
      top = topOf(screen);
      await screen.waitFor(new RegExp(` ${top + 1}-\\d+/`));
      for (const line of screen.lines()) shown.add(line);
    }
    await screen.waitFor(/tag59 +value 59/);
    const all = [...shown, ...screen.lines()].join('\n');
    expect(all).toMatch(/ end +│/);
    expect(all).toMatch(/root_password +\*\*\*/);
    expect(all).toMatch(/│ vdb +│ 200 +│/);
    expect(screen.lines().every((line) => line.length <= size.columns)).toBe(true);
  });

  test('have sections for what belongs to it, its journal and the JSON', async () => {
    const { screen } = await open(size);
    screen.press('d');
    await screen.waitFor(/\[Fields\]/);
    screen.press(right);
    await screen.waitFor(/▸ app +shop +● running +shop\.example\.com/);
    await screen.waitFor(/ {2}snapshot +before-upgrade +60m ago {2}weekly/);
    expect(screen.text()).not.toContain('blog');
    screen.press(right);
    await screen.waitFor(/✖ reboot 2m ago by ops, took 1s/);
    expect(screen.text()).toMatch(/reason=kernel\s*│\n.*the provider refused it/);
    screen.press(right);
    await screen.waitFor(/"root_password": "\*\*\*"/);
    screen.press(right);
    await screen.waitFor(/\[Fields\]/);
    screen.press(left);
    await screen.waitFor(/\[JSON\]/);
  });
});

describe('details', () => {
  test('show their JSON and their fields by one key', async () => {
    const { screen } = await open();
    screen.press('d');
    await screen.waitFor(/\[Fields\]/);
    screen.press('{');
    await screen.waitFor(/\[JSON\].*\n│ {.*\n│ {3}"server": {/);
    screen.press('{');
    await screen.waitFor(/\[Fields\]/);
  });

  test('of a related row lie over the first, and Esc leads back to where one was', async () => {
    const { screen, described } = await open();
    screen.press('d');
    await screen.waitFor(/\[Fields\]/);
    screen.press(right);
    await screen.waitFor(/▸ app +shop/);
    screen.press('\r');
    await screen.waitFor(/╭─ d shop .*\[Fields\]/);
    expect(described.map((subject) => ('id' in subject ? subject.id : ''))).toEqual(['1', 'a']);
    screen.press(right);
    await screen.waitFor(/▸ server +web-1/);
    await screen.waitFor(/ {2}domain +shop\.example\.com/);
    screen.press(esc);
    await screen.waitFor(/╭─ d web-1 .*\[Related 2\]/);
    screen.press(esc);
    await screen.waitFor(/1 Servers 1\/2/);
  });

  test('keep the related row under the cursor when a poll or the provider brings others', async () => {
    const related = Promise.withResolvers<Related>();
    const { screen, described } = await open(sizes[1], { readRelated: () => related.promise });
    screen.press('d');
    await screen.waitFor(/\[Fields\]/);
    screen.press(right);
    await screen.waitFor(/▸ app +shop/);
    const shop = testApp({ id: 'a', name: 'shop', server: 'sparrow/1', domains: ['shop.example.com'] });
    screen.emit(appsListed('sparrow', [testApp({ id: '0', name: 'admin', server: 'sparrow/1' }), shop]));
    await screen.waitFor(/ {2}app +admin.*\n.*▸ app +shop/);
    screen.press('\r');
    await screen.waitFor(/╭─ d shop .*\[Fields\]/);
    expect(described.map((subject) => ('id' in subject ? subject.id : ''))).toEqual(['1', 'a']);
    screen.press(right);
    await screen.waitFor(/▸ server +web-1/);
    screen.press('j');
    await screen.waitFor(/▸ domain +shop\.example\.com/);
    related.resolve({ ...nothingRelated, deployments: [testDeployment] });
    await screen.waitFor(/ {2}deployment +dep-1.*\n.*▸ domain +shop\.example\.com/);
  });

  test('are what a verb is meant for, whatever row lies under them', async () => {
    const { screen } = await open();
    screen.press('jd');
    await screen.waitFor(/╭─ d web-2/);
    screen.press(esc);
    await screen.waitFor(/1 Servers 2\/2/);
    screen.press('kd');
    await screen.waitFor(/╭─ d web-1/);
    screen.press(right);
    await screen.waitFor(/▸ app +shop/);
    screen.press('\r');
    await screen.waitFor(/╭─ d shop/);
    screen.press('D');
    await screen.waitFor(/Deploy shop\?/);
    screen.press(esc);
    await screen.waitFor(/Cancelled/);
    screen.press('d');
    await screen.waitFor(/╭─ d web-1/);
    screen.press('R');
    await screen.waitFor(/Reboot web-1\?/);
  });

  test('are asked for when a section is looked at, and not again', async () => {
    let asked = 0;
    const { screen } = await open(sizes[0], {
      readRelated: async () => {
        asked += 1;
        return { ...nothingRelated, problems: ['the key lacks the scope'] };
      },
    });
    screen.press('d');
    await screen.waitFor(/\[Fields\]/);
    expect(asked).toBe(0);
    screen.press(right);
    await screen.waitFor(/the key lacks the scope/);
    screen.press(right);
    await screen.waitFor(/\[Journal/);
    screen.press(left);
    await screen.waitFor(/the key lacks the scope/);
    expect(asked).toBe(1);
  });

  test('that were still asked for when the row went say so', async () => {
    const { screen } = await open(sizes[0], { describe: () => new Promise(() => {}) });
    screen.press('d');
    await screen.waitFor(/asking the provider/);
    screen.press(right);
    await screen.waitFor(/▸ app +shop/);
    screen.press('\r');
    await screen.waitFor(/╭─ d shop/);
    screen.emit(serversListed('sparrow', [testServer({ id: '2', name: 'web-2' })]));
    screen.press(esc);
    await screen.waitFor(/╭─ d web-1/);
    screen.press(left);
    await screen.waitFor(/it is not in the list any more/);
  });

  test('that are closed cancel what is still asked for', async () => {
    const signals: AbortSignal[] = [];
    const { screen } = await open(sizes[0], {
      describe: (_, signal) => {
        signals.push(signal);
        return new Promise(() => {});
      },
    });
    screen.press('d');
    await screen.waitFor(/asking the provider/);
    screen.press(esc);
    await screen.waitFor(/1 Servers/);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    screen.press('d');
    await screen.waitFor(/asking the provider/);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  test('are searched: the match is brought into view, n and N go on, Esc ends it', async () => {
    const { screen } = await open();
    screen.press('d');
    await screen.waitFor(/\[Fields\]/);
    screen.press('/');
    screen.press('TAG5');
    await screen.waitFor(/ search TAG5▏ {2}1 of 11/);
    expect(screen.text()).toMatch(/tag5 +value 5 /);
    screen.press('\r');
    screen.press('nnn');
    await screen.waitFor(/ 4 of 11/);
    expect(screen.text()).toMatch(/tag52 +value 52/);
    screen.press('NNNN');
    await screen.waitFor(/ 11 of 11/);
    screen.press('/');
    await screen.waitFor(/ search TAG5▏/);
    screen.press('x');
    await screen.waitFor(/TAG5x is not found here/);
    screen.press(esc);
    await screen.waitFor(/ Esc close/);
    screen.press('n');
    await screen.waitFor(/Nothing is searched for: press \//);
  });
});
