import { describe, expect, test } from 'vitest';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import { problem } from '../../src/model/problem.ts';
import { succeed } from '../../src/model/result.ts';
import { billingRead, serversListed, testBilling, testIdentity } from '../support/fleet.ts';
import { testServer } from '../support/resources.ts';
import { openScreen, screenTime } from '../support/screen.ts';

const hour = 3_600_000;

const providers = [
  testIdentity('sparrow'),
  testIdentity('cyber', { type: 'cyberpanel' }),
  testIdentity('wares', { type: 'hostwares' }),
  testIdentity('pilot', {
    type: 'serverpilot',
    lists: ['servers'],
    lacks: { billing: 'ServerPilot has no billing' },
  }),
];

const rupees = { currency: 'INR', per: 'month' } as const;
const dollars = { currency: 'USD', per: 'hour' } as const;

const debits = Array.from({ length: 59 }, (_, index) => ({
  id: String(index),
  description: `VPS Hourly Charge - row-${index}`,
  amount: '0.0082',
  currency: 'USD',
  type: 'debit' as const,
  at: screenTime - index * hour,
}));

const funded = {
  id: 'f',
  description: 'Auto Funding',
  amount: '50.00',
  currency: 'USD',
  type: 'credit' as const,
  at: screenTime - 3 * hour,
};

const ledger = [...debits, funded];

const events: readonly FleetEvent[] = [
  serversListed('sparrow', [
    testServer({
      id: '1',
      name: 'api-1',
      region: 'in-noida-1',
      plan: 'large',
      price: { ...rupees, amount: '3200.00' },
    }),
    testServer({
      id: '2',
      name: 'api-2',
      region: 'in-noida-1',
      plan: 'small',
      status: 'stopped',
      price: { ...rupees, amount: '800.00' },
    }),
  ]),
  serversListed('cyber', [
    testServer({
      provider: 'cyber',
      id: '3',
      name: 'mail',
      region: 'la',
      price: { ...dollars, amount: '0.0082' },
    }),
  ]),
  serversListed('pilot', [testServer({ provider: 'pilot', id: '4', name: 'blog', plan: 'economy' })]),
  billingRead(
    testBilling({
      balance: { amount: '500.00', currency: 'INR' },
      monthlyCost: { amount: '4000.00', currency: 'INR' },
    }),
    screenTime,
  ),
  billingRead(
    testBilling({
      provider: 'cyber',
      providerType: 'cyberpanel',
      balance: { amount: '15.00', currency: 'USD' },
      autoFunding: { enabled: true, threshold: '10.00', amount: '50.00' },
      transactions: ledger,
    }),
    screenTime,
    [problem('forbidden', 'Key lacks a scope: the key wants the scope account:read', { provider: 'cyber' })],
  ),
  billingRead(
    testBilling({
      provider: 'wares',
      providerType: 'hostwares',
      balance: { amount: '450', currency: 'credits' },
    }),
    screenTime,
  ),
];

const rates = { base: 'USD', asOf: '2026-11-01', worth: { INR: '0.0114' } };

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];

describe('money that cannot be read', () => {
  const unreadable: readonly FleetEvent[] = [
    serversListed('sparrow', [testServer({ id: '1', name: 'shop', price: null, isPriceUnreadable: true })]),
    billingRead(
      testBilling({ balance: null, monthlyCost: null, unreadable: ['balance', 'monthlyCost'] }),
      screenTime,
      [problem('protocol', 'the balance is no amount that can be read', { provider: 'sparrow' })],
    ),
  ];

  test.each([
    { name: 'as lines', isZoomed: false, want: /sparrow +\? / },
    { name: 'as blocks', isZoomed: true, want: /\? unreadable: Enter / },
  ])('is a question mark with where to look, $name', async ({ isZoomed, want }) => {
    const screen = await openScreen({
      columns: 120,
      rows: 40,
      providers: [testIdentity('sparrow')],
      events: unreadable,
      view: { pane: 'billing', isZoomed },
    });
    await screen.waitFor(want);
    expect(screen.text()).toContain('the balance is no amount that can be read');
  });

  test('is one among the costs of servers, too', async () => {
    const screen = await openScreen({
      columns: 120,
      rows: 40,
      providers: [testIdentity('sparrow')],
      events: unreadable,
      view: { showsCosts: true },
    });
    await screen.waitFor(/shop +sparrow .* \? /);
  });
});

test('the shares of what servers cost are those of the scope, as soon as that is another one', async () => {
  const priced = (provider: string, name: string, amount: string) =>
    testServer({ provider, id: name, name, price: { ...dollars, amount } });
  const screen = await openScreen({
    columns: 120,
    rows: 40,
    providers: [testIdentity('sparrow'), testIdentity('cyber')],
    events: [
      serversListed('sparrow', [priced('sparrow', 'web', '10.00')]),
      serversListed('cyber', [priced('cyber', 'db', '30.00')]),
    ],
    view: { showsCosts: true },
  });
  await screen.waitFor(/web .* 25\.0% /);
  screen.view.setState({ scope: 'sparrow' });
  await screen.waitFor(/web .* 100\.0% /);
  screen.view.setState({ scope: null });
  await screen.waitFor(/web .* 25\.0% /);
});

describe('Billing', () => {
  test('has what ends soonest first, then who has no runway as configured, whoever answered first', async () => {
    const accounts: readonly [string, string | null][] = [
      ['zeta', null],
      ['late', '15.00'],
      ['alpha', null],
      ['soon', '1.00'],
    ];
    const screen = await openScreen({
      columns: 120,
      rows: 40,
      providers: accounts.map(([name]) => testIdentity(name)),
      events: accounts
        .toReversed()
        .flatMap(([provider, amount]) => [
          serversListed(provider, [
            testServer({ provider, id: provider, price: { ...dollars, amount: '0.01' } }),
          ]),
          billingRead(
            testBilling({ provider, balance: amount === null ? null : { amount, currency: 'USD' } }),
            screenTime,
          ),
        ]),
      view: { pane: 'billing' },
    });
    await screen.waitFor(/▸soon[\s\S]* late[\s\S]* zeta[\s\S]* alpha/);
  });

  test.each(sizes)('in its place at $columns×$rows: a line an account', async ({ columns, rows }) => {
    const screen = await openScreen({ columns, rows, providers, events, view: { pane: 'billing', rates } });
    const text = await screen.waitFor(/sparrow +₹500\.00 +~₹131\.51 +3\.8d/);
    expect(text).toMatch(/cyber +\$15\.00 +\$0\.20 +76d/);
    expect(text).toMatch(/wares +450 AI cred/);
    expect(text).toContain('the key wants the scope');
    expect(screen.lines().every((line) => line.length <= columns)).toBe(true);
  });

  test.each(sizes)(
    'zoomed at $columns×$rows: totals with rate and day, and what costs how much',
    async ({ columns, rows }) => {
      const screen = await openScreen({
        columns,
        rows,
        providers,
        events,
        view: { pane: 'billing', isZoomed: true, rates },
      });
      const text = await screen.waitFor(/A MONTH BY PROVIDER/);
      expect(text).toContain('pilot: a plan a server, no balance: 1 × economy');
      expect(text).toContain('Balance: ₹500.00 + $15.00 = $20.70 (INR at 0.0114 of 2026-11-01)');
      expect(text).toContain('Off, but billed, a month: ₹800.00 = $9.12 (INR at 0.0114 of 2026-11-01)');
      expect(text).toContain('First to end: sparrow on 2026-11-05 07:15 UTC: api-1 would stop');
      expect(text).toContain('AI assistant credits: not money');
      expect(text).toMatch(/sparrow +█+ +₹4,000\.00/);
    },
  );

  test('with room, a block an account: balance, burn and its source, runway, auto-funding', async () => {
    const screen = await openScreen({
      columns: 120,
      rows: 40,
      providers,
      events,
      view: { pane: 'billing', isZoomed: true, rates },
    });
    const text = await screen.waitFor(/₹500\.00 left/);
    expect(text).toContain('~₹131.51 a day, by the prices');
    expect(text).toMatch(/█+░+ 3\.8d {2}\(3\.5–3\.8\) {2}ends 2026-11-05 07:15 UTC/);
    expect(text).toMatch(/\$0\.20 a day, by its ledger of \dd/);
    expect(text).toMatch(/auto-funding 50\.00 below 10\.00, next in \d+d · \$5\.986 a month/);
    expect(text).toMatch(/1 off, but billed: ₹800\.00 a month/);
    expect(text).toMatch(/in-noida-1 +█+ +₹4,000\.00/);
  });

  test('a balance that was seen to fall says how fast, and how soon it ends', async () => {
    const screen = await openScreen({
      columns: 120,
      rows: 40,
      providers,
      events,
      view: { pane: 'billing', isZoomed: true, rates },
    });
    await screen.waitFor(/by the prices/);
    const samples = Array.from({ length: 13 }, (_, index) => ({
      at: screenTime - (12 - index) * (hour / 12),
      amount: (524 - 2 * index).toFixed(2),
    }));
    screen.emit({ type: 'balance-sampled', provider: 'sparrow', samples });
    await screen.waitFor(/₹576\.00 a day, by own readings of 60m/);
    expect(screen.text()).toMatch(/20\.8|0\.8d/);
  });

  test('with a scope all of it is about that provider, and says so', async () => {
    const screen = await openScreen({
      columns: 120,
      rows: 40,
      providers,
      events,
      view: { pane: 'billing', isZoomed: true, rates, scope: 'cyber' },
    });
    const text = await screen.waitFor(/cyber alone:/);
    expect(text).toMatch(/4 Billing 1\/1 /);
    expect(text).toContain('Balance: $15.00');
    expect(text).not.toMatch(/₹|sparrow:|pilot:|AI assistant/);
    expect(text).toMatch(/cyber +█+ +\$5\.986/);
    expect(screen.lines()[1]).toMatch(/1 server · 0 apps · \$5\.986 a month/);
  });

  test('where no account is known, what servers cost still shows', async () => {
    const forbidden = problem('forbidden', 'Forbidden: the key wants the scope billing:read', {
      provider: 'sparrow',
    });
    const screen = await openScreen({
      columns: 120,
      rows: 40,
      providers: providers.slice(0, 1),
      events: [
        ...events.slice(0, 1),
        { type: 'poll-failed', provider: 'sparrow', list: 'billing', at: screenTime, problem: forbidden },
      ],
      view: { pane: 'billing', isZoomed: true },
    });
    const text = await screen.waitFor(/the key wants the scope billing:read/);
    expect(text).toMatch(/A MONTH BY PROVIDER/);
    expect(text).toMatch(/sparrow +█+ +₹4,000\.00/);
  });
});

describe("an account's page", () => {
  const open = async () => {
    const screen = await openScreen({
      providers,
      events,
      view: { pane: 'billing', rates },
      ports: { describe: async () => succeed({ keyName: 'ops key' }) },
    });
    await screen.waitFor(/▸sparrow/);
    screen.press('j');
    await screen.waitFor(/▸cyber/);
    screen.press('\r');
    await screen.waitFor(/d cyber: account and ledger/);
    return screen;
  };

  test('has the ledger, newest first, which scrolls; then what the provider says', async () => {
    const screen = await open();
    const text = await screen.waitFor(/LEDGER OF cyber, 60/);
    expect(text).toMatch(/2026-11-01 12:00 +-\$0\.0082 {2}VPS Hourly Charge - row-0/);
    expect(text).toMatch(/2026-11-01 09:00 +\+\$50\.00 {2}Auto Funding/);
    expect(text).not.toContain('row-40');
    screen.press('G');
    await screen.waitFor(/keyName +ops key/);
    expect(screen.text()).toContain('row-58');
    screen.press('\u001b');
    await screen.waitFor(/4 Billing/);
  });

  test('shows what a search leaves of the ledger', async () => {
    const screen = await open();
    const { overlay } = screen.view.getState();
    if (overlay?.type !== 'account') throw new Error('no page');
    screen.view.setState({ overlay: { ...overlay, search: 'funding' } });
    const text = await screen.waitFor(/LEDGER OF cyber, 1 of 60 with "funding"/);
    expect(text).toContain('Auto Funding');
    expect(text).not.toContain('row-0');
  });
});

describe('$ in Servers', () => {
  test.each(sizes)(
    'shows what each costs, its share and what is billed though off, at $columns×$rows',
    async ({ columns, rows }) => {
      const screen = await openScreen({ columns, rows, providers, events, view: { rates } });
      await screen.waitFor(/1 Servers 1\/4/);
      screen.press('$');
      const text = await screen.waitFor(/MONTH .*SHARE/);
      expect(text).toMatch(/running +api-1 .*₹3,200\.00 .*70\.7%/);
      expect(text).toMatch(/stopped +api-2 .*₹800\.00 .*17\.7% +off, billed/);
      expect(text).toMatch(/running +mail .*\$5\.986 .*11\.6%/);
      screen.press('$');
      await screen.waitFor(/STATUS .*ADDRESS/);
    },
  );

  test('shares are within a currency where there are no rates', async () => {
    const screen = await openScreen({ providers, events, view: { showsCosts: true } });
    expect(await screen.waitFor(/api-1 .*80\.0%/)).toMatch(/mail .*100\.0%/);
  });

  test('is for Servers only', async () => {
    const screen = await openScreen({ providers, events, view: { pane: 'apps' } });
    await screen.waitFor(/2 Apps/);
    screen.press('$');
    await screen.waitFor(/Only in Servers: Cost columns, or the others again/);
  });
});
