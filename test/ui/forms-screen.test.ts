import { describe, expect, test } from 'vitest';
import type { FleetPorts } from '../../src/commands/ports.ts';
import type { ActionRequest, FieldChoices, Fields, Forms, OneTimeSecret } from '../../src/model/action.ts';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import { type Problem, problem } from '../../src/model/problem.ts';
import type { ViewState } from '../../src/store/view-state.ts';
import { appsListed, serversListed, testIdentity } from '../support/fleet.ts';
import { testApp, testServer } from '../support/resources.ts';
import { openScreen, screenTime, type TestScreen } from '../support/screen.ts';

const escapeKey = '\u001b';
const arrow = { right: `${escapeKey}[C`, up: `${escapeKey}[A` } as const;

const spec = (name: string, isRequired: boolean, isSecret = false) => ({
  name,
  isRequired,
  isSecret,
  hint: `a ${name}`,
});

const serverForm = [spec('name', true), spec('plan_id', true), spec('root_password', false, true)];

const formsOf: Readonly<Record<string, Forms>> = {
  sparrow: {
    create: { server: serverForm },
    update: {},
    createCosts: { server: 'needs a balance of at least INR 1,000' },
  },
  pilot: { create: { server: serverForm, user: [spec('name', true)] }, update: {} },
};

const fleet: readonly FleetEvent[] = [
  serversListed('sparrow', [testServer({ id: '1', name: 'web-1', actions: ['rename', 'stop'] })]),
  appsListed('sparrow', [testApp({ id: '9', name: 'shop', actions: ['domain', 'env'] })]),
];

type Given = {
  readonly providers?: readonly string[];
  readonly events?: readonly FleetEvent[];
  readonly check?: (request: ActionRequest) => Promise<Problem | null>;
  readonly choices?: () => Promise<FieldChoices>;
  readonly carryOut?: FleetPorts['carryOut'];
  readonly view?: Partial<ViewState>;
  readonly rows?: number;
  readonly isReadOnly?: boolean;
};

const open = ({ providers = ['sparrow'], events = fleet, ...given }: Given = {}): Promise<TestScreen> =>
  openScreen({
    columns: 110,
    rows: given.rows ?? 40,
    providers: providers.map((name) => testIdentity(name, { title: name })),
    events,
    view: given.view ?? {},
    isReadOnly: given.isReadOnly ?? false,
    ports: {
      forms: (name) => formsOf[name],
      check: given.check ?? (async () => null),
      choices: given.choices ?? (async () => ({})),
      ...(given.carryOut === undefined ? {} : { carryOut: given.carryOut }),
    },
  });

/** Opens the row's menu and chooses the line with this title. */
async function choose(screen: TestScreen, title: string): Promise<void> {
  screen.press('a');
  const text = await screen.waitFor(/─ a Actions/);
  const entries = text.split('\n').filter((line) => /^│ (▸| ) /.test(line));
  const at = entries.findIndex((line) => line.includes(title));
  expect(at, `${title} in\n${text}`).not.toBe(-1);
  screen.press('j'.repeat(at));
  await screen.waitFor(new RegExp(`▸ .*${title}`));
  screen.press('\r');
}

/** Fills in the form for a server and goes to the button. */
async function fillIn(screen: TestScreen, name: string, plan: string): Promise<void> {
  await screen.waitFor(/Create a server: /);
  for (const text of [name, plan, '']) {
    if (text !== '') screen.press(text);
    screen.press('\r');
  }
  await screen.waitFor(/▸ {2}Go on/);
}

const questionOf = (screen: TestScreen) => {
  const { overlay } = screen.view.getState();
  return overlay?.type === 'question' ? overlay.question : null;
};

const creation = (provider: string, fields: Fields): ActionRequest => ({
  create: 'server',
  account: `sparrowhost of ${provider}`,
  provider,
  fields,
});

describe('from the menu to the question', () => {
  test('renames the row whose menu was opened', async () => {
    const screen = await open();
    await choose(screen, 'Rename');
    await screen.waitFor(/Rename: web-1/);
    screen.press('\u0015');
    screen.press('web-2');
    await screen.waitFor(/name \* web-2/);
    screen.press('\r');
    screen.press('\r');
    await screen.waitFor(/Rename web-1 to web-2\?/);
    expect(questionOf(screen)).toMatchObject({
      tier: 1,
      requests: [{ target: { resource: { ref: 'sparrow/1' } }, deed: { verb: 'rename', name: 'web-2' } }],
    });
    expect(screen.asked).toEqual([]);
  });

  test('goes the way of all actions once it is accepted', async () => {
    const sent: ActionRequest[] = [];
    const screen = await open({ carryOut: (requests) => void sent.push(...requests) });
    await choose(screen, 'Create a server');
    await fillIn(screen, 'web-9', '2');
    screen.press('\r');
    await screen.waitFor(/Create server web-9 at sparrow\?/);
    expect(screen.text()).toMatch(/! web-9 needs a balance of at least INR 1,000/);
    expect(sent).toEqual([]);
    rest(screen);
    screen.press('y');
    await screen.waitFor(/1 Servers/);
    expect(sent).toEqual([creation('sparrow', { name: 'web-9', plan_id: '2' })]);
  });

  test.each([
    { name: 'Enter', press: '\r' },
    { name: 'Esc', press: escapeKey },
  ])('no to the question ($name) leads back to the form as it was filled in', async ({ press }) => {
    const screen = await open();
    await choose(screen, 'Create a server');
    await fillIn(screen, 'web-9', '2');
    screen.press('\r');
    await screen.waitFor(/Create server web-9 at sparrow\?/);
    screen.press(press);
    await screen.waitFor(/Cancelled: nothing was sent/);
    expect(screen.text()).toMatch(/name +\* web-9 /);
    screen.press('\r');
    await screen.waitFor(/Create server web-9 at sparrow\?/);
    screen.press(escapeKey);
    await screen.waitFor(/name +\* web-9 /);
    screen.press(escapeKey);
    await screen.waitFor(/1 Servers/);
    expect(screen.asked).toEqual([]);
  });

  test('shows what the provider’s rules find at the form, which stays as it is', async () => {
    const screen = await open({
      check: async () => problem('invalid', 'name must be 3 to 63 characters', { provider: 'sparrow' }),
    });
    await choose(screen, 'Create a server');
    await fillIn(screen, 'ab', '2');
    screen.press('\r');
    await screen.waitFor(/name must be 3 to 63 characters/);
    expect(screen.text()).toMatch(/name +\* ab /);
    screen.press(arrow.up);
    screen.press('x');
    await screen.waitFor((text) => !/must be 3 to 63/.test(text));
  });

  test('asks for what is required before it asks anybody', async () => {
    let checks = 0;
    const screen = await open({
      check: async () => {
        checks += 1;
        return null;
      },
    });
    await choose(screen, 'Create a server');
    await fillIn(screen, 'web-9', ' ');
    screen.press('\r');
    await screen.waitFor(/missing: plan_id/);
    await screen.waitFor(/▸ plan_id/);
    expect(checks).toBe(0);
  });

  test('Esc ends it, and an answer that comes later opens nothing', async () => {
    const answers: ((found: Problem | null) => void)[] = [];
    const screen = await open({ check: () => new Promise((resolve) => answers.push(resolve)) });
    await choose(screen, 'Create a server');
    await fillIn(screen, 'web-9', '2');
    screen.press('\r');
    await screen.waitFor(/Checking it/);
    screen.press('zzz');
    await screen.waitFor(/Checking it: Esc cancels/);
    screen.press(escapeKey);
    await screen.waitFor(/Cancelled: nothing was sent/);
    await choose(screen, 'Rename');
    await screen.waitFor(/Rename: web-1/);
    answers[0]?.(null);
    screen.press('x');
    await screen.waitFor(/name \* web-1x/);
    expect(screen.view.getState().overlay).toMatchObject({ type: 'form', problem: null });
    expect(screen.asked).toEqual([]);
  });

  test('what the provider cannot do with a domain is told before one is typed', async () => {
    const screen = await open({
      check: async () => problem('unsupported', 'this API cannot verify domains', { provider: 'sparrow' }),
    });
    screen.press('2');
    await choose(screen, 'Have a domain verified');
    await screen.waitFor(/this API cannot verify domains/);
    expect(screen.view.getState().overlay?.type).toBe('form');
  });

  test('a target that has gone meanwhile is told', async () => {
    const screen = await open();
    await choose(screen, 'Rename');
    await screen.waitFor(/Rename: web-1/);
    screen.emit(serversListed('sparrow', []));
    screen.press('x');
    screen.press('\r');
    screen.press('\r');
    await screen.waitFor(/sparrow\/1 is not in the list any more/);
  });
});

describe('where something can be created', () => {
  test('the provider is chosen first where several can', async () => {
    const screen = await open({ providers: ['sparrow', 'pilot'] });
    await choose(screen, 'Create a server');
    await screen.waitFor(/Create at which provider\?/);
    screen.press('j');
    await screen.waitFor(/▸ pilot/);
    screen.press('\r');
    await screen.waitFor(/Create a server: pilot/);
  });

  test('an empty list has a menu too, of what can be created', async () => {
    const screen = await open({ events: [serversListed('sparrow', []), appsListed('sparrow', [])] });
    await screen.waitFor(/No servers there/);
    screen.press('a');
    const text = await screen.waitFor(/─ a Actions/);
    expect(text).not.toMatch(/Reboot/);
    screen.press('\r');
    await screen.waitFor(/Create a server: sparrow/);
  });

  test.each<{ name: string; given: Given; title: string; want: RegExp }>([
    {
      name: 'nobody has it',
      given: {},
      title: 'Create a database',
      want: /No configured provider has that in its API/,
    },
    {
      name: 'the provider has no such verb',
      given: {},
      title: 'snapshot',
      want: /sparrow has no snapshot for/,
    },
    { name: 'read-only', given: { isReadOnly: true }, title: 'Rename', want: /Started read-only/ },
    {
      name: 'locked',
      given: { view: { isLocked: true } },
      title: 'Create a server',
      want: /press W to unlock/,
    },
  ])('a reason stands in the menu and Enter does not pass: $name', async ({ given, title, want }) => {
    const screen = await open(given);
    await choose(screen, title);
    const text = await screen.waitFor((shown) => want.test(shown.split('\n').at(-1) ?? ''));
    expect(text).toMatch(new RegExp(`${title}.*${want.source}`));
    expect(screen.view.getState().overlay?.type).toBe('menu');
  });

  test('what the provider lists is there to choose, and takes away nothing that was typed', async () => {
    const answers: ((found: FieldChoices) => void)[] = [];
    const screen = await open({ choices: () => new Promise((resolve) => answers.push(resolve)) });
    await choose(screen, 'Create a server');
    await screen.waitFor(/Create a server: sparrow/);
    screen.press('web-9');
    await screen.waitFor(/web-9/);
    answers[0]?.({ plan_id: [{ value: '7', label: 'Large', monthlyPrice: '20.00' }] });
    await screen.waitFor(/one of 1/);
    screen.press('\r');
    screen.press(arrow.right);
    await screen.waitFor(/‹7▏›.*1\/1 {2}Large/);
    screen.press('\r');
    screen.press('\r');
    screen.press('\r');
    await screen.waitFor(/! web-9 costs 20\.00 a month/);
  });
});

describe('a form on the screen', () => {
  test('never writes a secret', async () => {
    const screen = await open();
    await choose(screen, 'Create a server');
    await screen.waitFor(/Create a server: sparrow/);
    for (const text of ['web-9', '2', 'hunter22']) {
      screen.press(text);
      screen.press('\r');
    }
    await screen.waitFor(/root_password +•{8}/);
    screen.press('\r');
    await screen.waitFor(/Create server web-9/);
    expect(screen.raw()).not.toContain('hunter22');
  });

  test('types the letters of commands, and leaves with Ctrl-C alone', async () => {
    const screen = await open();
    await choose(screen, 'Create a server');
    await screen.waitFor(/Create a server: sparrow/);
    screen.press('qW1?');
    await screen.waitFor(/name +\* qW1\?/);
    expect(screen.view.getState()).toMatchObject({ pane: 'servers', isLocked: false });
    screen.press('\u0003');
    await expect(screen.done).resolves.toBeUndefined();
  });

  test('scrolls to the line typed into where the page is short', async () => {
    const many = Array.from({ length: 30 }, (_, index) => spec(`field-${index}`, false));
    const screen = await openScreen({
      columns: 80,
      rows: 24,
      providers: [testIdentity('sparrow')],
      events: [serversListed('sparrow', [])],
      ports: { forms: () => ({ create: { server: many }, update: {} }) },
    });
    await screen.waitFor(/No servers there/);
    screen.press('a');
    await screen.waitFor(/─ a Actions/);
    screen.press('\r');
    await screen.waitFor(/▸ field-0/);
    screen.press('\u001b[Z');
    await screen.waitFor(/▸ {2}Go on/);
    screen.press('\t');
    await screen.waitFor(/▸ field-0/);
  });
});

/** As if the question, or the secret, had been there for a while: the clock of these screens stands still. */
function rest({ view }: TestScreen): void {
  const { overlay } = view.getState();
  const past = screenTime - 10_000;
  if (overlay?.type === 'question')
    view.setState({ overlay: { ...overlay, openedAt: past, lastKeyAt: past } });
  if (overlay?.type === 'secret') view.setState({ overlay: { ...overlay, openedAt: past } });
}

describe('what is told once', () => {
  const secret: OneTimeSecret = { provider: 'pilot', name: 'spare', values: { apikey: 'k3y-to-keep' } };

  /** A screen on which a creation was accepted, and the way in for what it tells. */
  async function created(): Promise<{ screen: TestScreen; tell: (told: OneTimeSecret) => void }> {
    const tellers: ((told: OneTimeSecret) => void)[] = [];
    const screen = await open({ carryOut: (_requests, _several, onSecret) => void tellers.push(onSecret) });
    await choose(screen, 'Create a server');
    await fillIn(screen, 'spare', '2');
    screen.press('\r');
    await screen.waitFor(/Create server spare/);
    rest(screen);
    screen.press('y');
    await screen.waitFor(/1 Servers/);
    return { screen, tell: (told) => tellers[0]?.(told) };
  }

  test('is shown until Esc, and is nowhere after that', async () => {
    const { screen, tell } = await created();
    tell(secret);
    await screen.waitFor(/k3y-to-keep/);
    screen.press(escapeKey);
    await screen.waitFor(/Esc closes it when it is kept/);
    rest(screen);
    for (const key of ['q', '2', '\r', ' ']) screen.press(key);
    expect(screen.view.getState().overlay).toMatchObject({ type: 'secret', secret });
    screen.press(escapeKey);
    await screen.waitFor((text) => /1 Servers/.test(text) && !/k3y-to-keep/.test(text));
    expect(JSON.stringify([screen.view.getState(), screen.fleet.getState()])).not.toContain('k3y-to-keep');
  });

  test('waits for a page that is busy, and for the secret before it', async () => {
    const { screen, tell } = await created();
    await choose(screen, 'Rename');
    await screen.waitFor(/Rename: web-1/);
    tell(secret);
    tell({ ...secret, values: { apikey: 'second-key' } });
    await screen.waitFor(/Rename: web-1/);
    screen.press(escapeKey);
    await screen.waitFor(/k3y-to-keep/);
    rest(screen);
    screen.press(escapeKey);
    await screen.waitFor((text) => /second-key/.test(text) && !/k3y-to-keep/.test(text));
  });

  test.each([
    { what: 'a line that is typed, however that ends', keys: ':', page: /: Palette/, end: escapeKey },
    { what: 'what is chosen there', keys: ':pane apps', page: /▸ pane apps/, end: '\r' },
    { what: 'settings that are not saved', keys: ',', page: /Settings/, end: escapeKey },
    { what: 'columns that are being chosen', keys: '=', page: /Columns of Servers/, end: escapeKey },
  ])('waits for $what', async ({ keys, page, end }) => {
    const { screen, tell } = await created();
    screen.press(keys);
    await screen.waitFor(page);
    tell(secret);
    await screen.waitFor(page);
    screen.press(end);
    await screen.waitFor(/k3y-to-keep/);
    const pane = end === '\r' ? 'apps' : 'servers';
    expect(screen.view.getState()).toMatchObject({ overlay: { type: 'secret', secret }, prompt: null, pane });
  });
});
