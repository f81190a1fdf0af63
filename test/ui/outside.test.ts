import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { writeView } from '../../src/dashboard/write-view.ts';
import type { ProgramEnd } from '../../src/model/machine.ts';
import { problem } from '../../src/model/problem.ts';
import { fail, type Result, succeed } from '../../src/model/result.ts';
import { plainArrangements, rearranged } from '../../src/store/arrangement.ts';
import type { ViewState } from '../../src/store/view-state.ts';
import { appsListed, billingRead, serversListed, testBilling, testIdentity } from '../support/fleet.ts';
import { testApp, testMetrics, testServer } from '../support/resources.ts';
import { openScreen, type ScreenOptions, screenTime, type TestScreen } from '../support/screen.ts';
import { unrestored } from '../support/terminal-sequences.ts';

const web = testServer({ id: '1', name: 'web-1', ipv4: '203.0.113.1', actions: ['console', 'reboot'] });
const six = testServer({ id: '2', name: 'web-2', ipv6: '2001:db8::1' });
const bare = testServer({ id: '3', name: 'web-3' });
const shop = testApp({ id: 'a', name: 'shop', domains: ['shop.example.com', 'www.example.com'] });
const evil = testApp({ id: 'e', name: 'zevil', domains: ['javascript://%0aalert(1)'] });

const sshWords = ['ssh', '-l', "o'ps", '--', '203.0.113.1'];

const open = (more: Partial<ScreenOptions> = {}): Promise<TestScreen> =>
  openScreen({
    providers: [testIdentity('sparrow')],
    events: [
      serversListed('sparrow', [web, six, bare]),
      appsListed('sparrow', [shop, evil]),
      billingRead(testBilling({ balance: { amount: '2500.00', currency: 'INR' } })),
    ],
    ...more,
    ports: {
      sshCommand: ({ name, ipv4 }) =>
        ipv4 === null ? fail(problem('usage', `${name} has no address`)) : succeed(sshWords),
      ...more.ports,
    },
  });

const notHere = {
  openUrl: async () => ({ type: 'not-here', reason: 'this is a session over ssh' }) as const,
};

describe('ssh', () => {
  test.each<{ name: string; programEnd: ScreenOptions['programEnd']; says: RegExp }>([
    {
      name: 'that ends well',
      programEnd: { type: 'exited', code: 0, lastLine: 'Connection to 203.0.113.1 closed.' },
      says: /ssh to web-1 ended with status 0 *$/m,
    },
    {
      name: 'that is refused',
      programEnd: { type: 'exited', code: 255, lastLine: 'Permission denied (publickey).' },
      says: /ended with status 255: Permission denied \(publickey\)\./,
    },
    {
      name: 'that is killed',
      programEnd: { type: 'killed', signal: 'SIGKILL' },
      says: /ssh to web-1 was ended by SIGKILL/,
    },
    {
      name: 'that is not installed',
      programEnd: { type: 'not-started', reason: 'there is no program ssh' },
      says: /ssh to web-1 did not begin: there is no program ssh/,
    },
  ])('$name leads back, and its end is told', async ({ programEnd, says }) => {
    const screen = await open(programEnd === undefined ? {} : { programEnd });
    screen.press('s');
    await screen.waitFor(says);
    expect(screen.text()).toMatch(/1 Servers 1\/3/);
    expect(screen.asked).toEqual([`run ${sshWords.join(' ')}`]);
    expect(screen.raw()).toMatch(/\[\?7h\S*→ ssh /);
    expect(screen.raw()).toContain(`→ ${sshWords.join(' ')}\r\n`);
  });

  test('takes back what a program left on, before the screen is drawn anew', async () => {
    const screen = await open();
    screen.press('s');
    await screen.waitFor(/ended with status 0/);
    const after = screen.raw().split('203.0.113.1\r\n').at(-1) ?? '';
    for (const mode of ['?1000l', '?1006l', '?1l', '?1047l', '>4;0m', '=0u'])
      expect(after.indexOf(`\u001b[${mode}`), mode).toBeGreaterThanOrEqual(0);
    expect(after.indexOf('\u001b[?1000l')).toBeLessThan(after.indexOf('\u001b[?1049h'));
  });

  test('that goes on while the dashboard is closed leaves the terminal as it was', async () => {
    const { promise, resolve } = Promise.withResolvers<ProgramEnd>();
    const screen = await open({ programEnd: promise, view: { isMouseOn: true } });
    screen.press('s');
    await screen.waitFor(() => screen.asked.length > 0);
    await screen.close();
    resolve({ type: 'killed', signal: 'SIGTERM' });
    await setImmediate();
    expect(unrestored(screen.raw())).toEqual([]);
  });

  test('that breaks gives the modes of the terminal back to the dashboard', async () => {
    const { promise, reject } = Promise.withResolvers<ProgramEnd>();
    const screen = await open({ programEnd: promise });
    screen.press('s');
    await screen.waitFor(() => screen.asked.length > 0);
    reject(new Error('no more processes'));
    await screen.waitFor(() => screen.faults.length > 0);
    await screen.waitFor(/1 Servers 1\/3/);
    const after = screen.raw().split('203.0.113.1\r\n').at(-1) ?? '';
    expect(after).toContain('\u001b[?7l\u001b[?1004h');
  });

  test.each([
    { keys: 'Gs', says: /web-3 has no address/ },
    { keys: '2s', says: /Only in Servers, Live: / },
  ])('$keys says why not', async ({ keys, says }) => {
    const screen = await open();
    screen.press(keys);
    await screen.waitFor(says);
    expect(screen.asked).toEqual([]);
  });
});

describe('the browser', () => {
  test.each([
    { keys: 'o', opens: 'http://203.0.113.1/' },
    { keys: 'jo', opens: 'http://[2001:db8::1]/' },
    { keys: '2o', opens: 'https://shop.example.com/' },
  ])('$keys opens $opens', async ({ keys, opens }) => {
    const screen = await open();
    screen.press(keys);
    await screen.waitFor((text) => text.includes(`Opened ${opens}`));
    expect(screen.asked).toEqual([`open ${opens}`]);
  });

  test.each([
    { keys: 'Go', says: /web-3 has no address to open/ },
    { keys: '2Go', says: /is no web address: it is not opened/ },
    { keys: 'jv', says: /SparrowHost has no console for servers/ },
  ])('$keys says why not', async ({ keys, says }) => {
    const screen = await open();
    screen.press(keys);
    await screen.waitFor(says);
    expect(screen.asked).toEqual([]);
  });

  test('that is elsewhere gets the address by the clipboard, and it is shown whole', async () => {
    const screen = await open({ machine: notHere });
    screen.press('2o');
    await screen.waitFor(/^╭─ y Open in a browser .*this is a session over ssh/m);
    expect(screen.lines()[3]?.trimEnd()).toBe('https://shop.example.com/');
    expect(screen.asked).toEqual(['copy https://shop.example.com/']);
    screen.press('\u001b');
    await screen.waitFor(/2 Apps 1\/2/);
  });
});

describe('a console', () => {
  const url = 'https://console.example.com/vnc?token=secret';
  const console = { openConsole: async () => succeed({ url, expiresAt: null }) };

  test('is opened, and its address said nowhere', async () => {
    const screen = await open({ ports: console });
    screen.press('v');
    await screen.waitFor(/Opened the console of web-1/);
    expect(screen.asked).toEqual([`open ${url}`]);
    expect(screen.raw()).not.toContain('secret');
  });

  test('for a browser elsewhere is shown once and not kept', async () => {
    const screen = await open({ ports: console, machine: notHere });
    screen.press('v');
    await screen.waitFor(/Console of web-1: works once/);
    expect(screen.lines()[3]?.trimEnd()).toBe(url);
    expect(screen.asked).toEqual([`copy ${url}`]);
    screen.press('\u001b');
    await screen.waitFor(/1 Servers 1\/3/);
    screen.press('yv');
    await screen.waitFor(/Nothing was copied yet/);
    expect(JSON.stringify(screen.view.getState())).not.toContain('secret');
  });

  test.each(['file:///etc/passwd', 'javascript:alert(1)', 'https://a:b@evil.example/'])(
    'with the address %s is not opened',
    async (hostile) => {
      const screen = await open({
        ports: { openConsole: async () => succeed({ url: hostile, expiresAt: null }) },
      });
      screen.press('v');
      await screen.waitFor(/has no web address: it is not opened/);
      expect(screen.asked).toEqual([]);
    },
  );

  test('that the provider refuses says why', async () => {
    const refused = fail(problem('server', 'no console now', { provider: 'cyber' }));
    const screen = await open({ ports: { openConsole: async () => refused } });
    screen.press('v');
    await screen.waitFor(/no console now/);
  });
});

describe('copying', () => {
  test.each([
    { keys: 'yy', copies: '203.0.113.1' },
    { keys: 'cc', copies: '203.0.113.1' },
    { keys: 'Gyy', copies: 'web-3' },
    { keys: 'jyi', copies: '2001:db8::1' },
    { keys: 'yn', copies: 'web-1' },
    { keys: 'cn', copies: 'web-1' },
    { keys: 'yu', copies: 'http://203.0.113.1/' },
    { keys: 'ys', copies: `ssh -l 'o'\\''ps' -- 203.0.113.1` },
    { keys: 'yd', copies: 'sparrow/1' },
    { keys: ' j yd', copies: 'sparrow/1\nsparrow/3' },
    { keys: '2yy', copies: 'https://shop.example.com/' },
    { keys: '2yi', copies: 'shop.example.com' },
    { keys: '4yn', copies: 'sparrow' },
  ])('$keys copies $copies', async ({ keys, copies }) => {
    const screen = await open();
    screen.press(keys);
    await screen.waitFor(/ Copied /);
    expect(screen.asked).toEqual([`copy ${copies}`]);
    expect(screen.text()).toContain(copies.split('\n')[0]);
  });

  test.each([
    { keys: 'Gyi', says: /web-3 has no address/ },
    { keys: '2ys', says: /shop has no ssh line/ },
    { keys: '2Gyu', says: /is no web address/ },
    { keys: '4yi', says: /An account has no address/ },
    { keys: '5yy', says: /There is nothing to copy here/ },
  ])('$keys says why not', async ({ keys, says }) => {
    const screen = await open();
    screen.press(keys);
    await screen.waitFor(says);
    expect(screen.asked).toEqual([]);
  });

  test('shows what can follow the first key, and the whole text afterwards', async () => {
    const screen = await open();
    screen.press('y');
    await screen.waitFor(/ y … .*i address {2}n name/);
    screen.press('d');
    await screen.waitFor(/Copied reference: sparrow\/1/);
    screen.press('yv');
    await screen.waitFor(/╭─ y Copied: reference .*with the mouse/);
    expect(screen.lines()[3]?.trimEnd()).toBe('sparrow/1');
    expect(screen.lines()[4]?.trimEnd()).toBe('');
  });

  test('of details is their JSON, in which nothing can steer a terminal', async () => {
    const screen = await open({
      ports: { describe: async () => succeed({ note: 'a\u009b2Jb\u202ec' }) },
    });
    screen.press('d');
    await screen.waitFor(/note/);
    screen.press('yy');
    await screen.waitFor(/Copied text: {/);
    expect(screen.asked).toEqual(['copy {\n  "note": "a�2Jb�c"\n}']);
  });

  test('of what is too long for a clipboard shows it instead', async () => {
    const screen = await open({ machine: { copy: () => 'too-long' } });
    screen.press('yd');
    await screen.waitFor(/reference: too long for the clipboard/);
    expect(screen.lines()[3]?.trimEnd()).toBe('sparrow/1');
  });
});

describe('exporting', () => {
  const exportView = async (view: { pane: string; rows: readonly unknown[] }, format: string) =>
    `${view.pane} ${view.rows.length} ${format}`;

  test.each([
    { keys: 'e', name: 'fleetop-servers-2026-11-01.csv', text: 'servers 3 csv' },
    { keys: '2e', name: 'fleetop-apps-2026-11-01.csv', text: 'apps 2 csv' },
    { keys: '4e', name: 'fleetop-billing-2026-11-01.csv', text: 'billing 1 csv' },
  ])('$keys writes $name', async ({ keys, name, text }) => {
    const screen = await open({ ports: { exportView } });
    screen.press(keys);
    await screen.waitFor((shown) => shown.includes(` export to ${name}▏`));
    screen.press('\r');
    await screen.waitFor(new RegExp(`rows? written to /home/ops/${name}`));
    expect(screen.asked).toEqual([`save ${name}: ${text}`]);
  });

  test.each<{ name: string; view: Partial<ViewState>; want: string }>([
    {
      name: 'chosen ones, in their order',
      view: {
        ...rearranged(plainArrangements, 'servers', {
          columns: [
            { id: 'price', width: 5 },
            { id: 'name', width: null },
          ],
        }),
      },
      want: 'PRICE,NAME',
    },
    {
      name: 'those of costs',
      view: { showsCosts: true },
      want: 'STATUS,NAME,PROVIDER,PLAN,REGION,MONTH,HOUR,SHARE,BILLED',
    },
    { name: 'those of Live but its charts', view: { pane: 'live' }, want: 'NAME,PROVIDER,CPU,MEM' },
    {
      name: 'those of Billing, with no sign of the sort',
      view: { pane: 'billing' },
      want: 'PROVIDER,BALANCE,BURN/DAY,RUNWAY,LOW–HIGH,ENDS,MONTHLY,"OFF, BILLED",FUNDING,ACCOUNT,STATUS',
    },
  ])('has the columns as they are shown: $name', async ({ view, want }) => {
    const world = { now: screenTime, entriesSince: async () => [] };
    const screen = await open({
      view,
      ports: { exportView: async (shown, format) => writeView(shown, format, world) },
    });
    screen.emit({
      type: 'metrics-read',
      ref: 'sparrow/1',
      metrics: testMetrics({ cpuPercent: 5, observedAt: screenTime }),
    });
    screen.press('e');
    await screen.waitFor(/export to/);
    screen.press('\r');
    await screen.waitFor(/rows? written to/);
    expect(screen.asked[0]?.split(': ')[1]?.split('\r\n')[0]).toBe(want);
  });

  test('takes the format from the end of the name, and says which there are', async () => {
    const screen = await open({ ports: { exportView } });
    screen.press('e');
    await screen.waitFor(/export to/);
    screen.press('\u0015');
    screen.press('all.xlsx\r');
    await screen.waitFor(/export to all\.xlsx▏ {2}the end of the name chooses the format: \.txt, \.csv/);
    screen.press('\u007f'.repeat(4));
    screen.press('JSON\r');
    await screen.waitFor(/3 rows written to/);
    expect(screen.asked).toEqual(['save all.JSON: servers 3 json']);
  });

  test('takes keys that were typed ahead, as they come over a slow line', async () => {
    const screen = await open({ ports: { exportView } });
    screen.press('e\u0015all.json\r');
    await screen.waitFor(/3 rows written to/);
    expect(screen.asked).toEqual(['save all.json: servers 3 json']);
  });

  test('asks before it writes over a file, and only for that name', async () => {
    const tries: [string, boolean][] = [];
    const screen = await open({
      ports: { exportView },
      machine: {
        saveFile: async (name, _, { isReplacing }) => {
          tries.push([name, isReplacing]);
          return isReplacing
            ? succeed(`/home/ops/${name}`)
            : fail(problem('conflict', 'exists already: Enter again writes over it'));
        },
      },
    });
    screen.press('e');
    await screen.waitFor(/export to/);
    screen.press('\u0015');
    screen.press('a.md\r');
    await screen.waitFor(/export to a\.md▏ {2}exists already/);
    screen.press('\u0015');
    screen.press('b.md\r');
    await screen.waitFor(/export to b\.md▏ {2}exists already/);
    screen.press('\u001b');
    await screen.waitFor((shown) => !/export to/.test(shown));
    screen.press('e\u0015b.md\r');
    await screen.waitFor(/export to b\.md▏ {2}exists already/);
    screen.press('\r');
    await screen.waitFor(/3 rows written to/);
    expect(tries).toEqual([
      ['a.md', false],
      ['b.md', false],
      ['b.md', false],
      ['b.md', true],
    ]);
  });

  test('that fails opens no line over what was gone to meanwhile', async () => {
    const { promise, resolve } = Promise.withResolvers<Result<string>>();
    const screen = await open({ ports: { exportView }, machine: { saveFile: () => promise } });
    screen.press('e');
    await screen.waitFor(/export to/);
    screen.press('\r');
    await screen.waitFor((shown) => !/export to/.test(shown));
    screen.press('R');
    await screen.waitFor(/Reboot .*\?/);
    resolve(fail(problem('config', 'the disk is full')));
    await screen.waitFor(/the disk is full/);
    expect(screen.view.getState()).toMatchObject({ prompt: null, overlay: { type: 'question' } });
  });

  test.each([
    { keys: '6e', says: /There is nothing to export here yet/ },
    { keys: '5e', says: /There are no lines here yet/ },
    { keys: 'ae', says: /Close this page first: Esc/ },
  ])('$keys says why not', async ({ keys, says }) => {
    const screen = await open({ ports: { exportView } });
    screen.press(keys);
    await screen.waitFor(says);
    expect(screen.asked).toEqual([]);
  });
});

describe('leaving', () => {
  const following = {
    type: 'action-changed',
    action: {
      id: '1',
      provider: 'sparrow',
      ref: 'sparrow/1',
      name: 'web-1',
      verb: 'reboot',
      startedAt: screenTime,
      endedAt: null,
      settledMs: null,
      phase: 'following',
      message: 'rebooting',
    },
  } as const;

  test('asks while an action is under way: Enter stays', async () => {
    const screen = await open();
    screen.emit(following);
    screen.press('q');
    await screen.waitFor(/Leave while this is under way\?/);
    expect(screen.text()).toContain('reboot web-1: rebooting');
    screen.press('q');
    screen.press('\r');
    await screen.waitFor(/1 Servers 1\/3/);
  });

  test('tells how many wait for their turn, which would never be sent', async () => {
    const screen = await open();
    const waiting = ['2', '3'].map((id) => ({
      ...following.action,
      id,
      ref: `sparrow/${id}`,
      name: `web-${id}`,
      phase: 'waiting' as const,
      message: 'waits for its turn',
    }));
    screen.emit({ type: 'actions-waiting', actions: waiting });
    screen.emit(following);
    await screen.waitFor(/reboot web-1: rebooting +6 shows all/);
    expect(screen.text()).not.toMatch(/reboot … +web-3/);
    screen.press('q');
    await screen.waitFor(/2 more waiting for their turn: they would never be sent/);
    expect(screen.text()).toContain('reboot web-1: rebooting');
    screen.press('\r');
    screen.press('6');
    await screen.waitFor(/reboot +web-3 +waits for its turn/);
  });

  test('does not ask when it is over', async () => {
    const screen = await open();
    screen.emit({ ...following, action: { ...following.action, phase: 'done', endedAt: screenTime } });
    screen.press('q');
    await screen.done;
  });

  test('asks from the settings, too', async () => {
    const screen = await open();
    screen.emit(following);
    screen.press(',');
    await screen.waitFor(/, Settings/);
    screen.press('q');
    await screen.waitFor(/Leave while this is under way\?/);
    screen.press('\r');
    await screen.waitFor(/1 Servers 1\/3/);
  });

  test('with Ctrl-C never asks', async () => {
    const screen = await open();
    screen.emit(following);
    screen.press('q');
    await screen.waitFor(/Leave while/);
    screen.press('\u0003');
    await screen.done;
  });
});
