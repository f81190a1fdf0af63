import { describe, expect, test } from 'vitest';
import { factsOf } from '../../src/commands/creation-question.ts';
import { editForm, emptyField, variableFields } from '../../src/commands/form-edit.ts';
import { fieldsOfCreation, fieldsOfVerb } from '../../src/commands/form-fields.ts';
import { deedOf } from '../../src/commands/form-request.ts';
import { choicesFrom } from '../../src/dashboard/choices-from.ts';
import { tailOf } from '../../src/format/fit.ts';
import type { FieldSpec, Forms, Target } from '../../src/model/action.ts';
import { initialFleet } from '../../src/store/fleet-state.ts';
import type { FormField, FormPage, FormVerb } from '../../src/store/form-page.ts';
import { formLines, secretLines } from '../../src/ui/overlays/form-lines.ts';
import { wrapped } from '../../src/ui/overlays/wrapped.ts';
import { testApp, testServer } from '../support/resources.ts';

const spec = (name: string, rest: Partial<FieldSpec> = {}): FieldSpec => ({
  name,
  isRequired: false,
  isSecret: false,
  hint: `what ${name} wants`,
  ...rest,
});

const field = (name: string, value: string, rest: Partial<FormField> = {}): FormField => ({
  ...emptyField(spec(name)),
  value,
  ...rest,
});

const form = (fields: readonly FormField[], index = 0, rest: Partial<FormPage> = {}): FormPage => ({
  type: 'form',
  purpose: { type: 'create', kind: 'server', provider: 'sparrow' },
  title: 'Create a server',
  fields,
  index,
  problem: null,
  isChecking: false,
  top: 0,
  ...rest,
});

const choices = ['a', 'b', 'c'].map((value) => ({ value, label: `plan ${value}`, monthlyPrice: null }));
const textsOf = (page: FormPage, width = 80): readonly string[] =>
  formLines(page, width).map(({ spans }) => spans.map(([text]) => text).join(''));

describe('a key in a form', () => {
  test.each<{ name: string; keys: readonly string[]; value: string; want: string; choose?: boolean }>([
    { name: 'letters are text, those of commands too', keys: ['q', 'W', '?', '1'], value: '', want: 'qW?1' },
    { name: 'a space', keys: ['a', 'space', 'b'], value: '', want: 'a b' },
    {
      name: 'backspace takes one character, not half of one',
      keys: ['backspace'],
      value: 'ab😀',
      want: 'ab',
    },
    { name: 'the delete that some terminals send for it', keys: ['delete'], value: 'ab', want: 'a' },
    { name: 'Ctrl-U clears the field', keys: ['ctrl+u'], value: 'abc', want: '' },
    { name: 'a control out of a paste is no text', keys: ['a', '\n', '\u001b', 'b'], value: '', want: 'ab' },
    { name: 'names of keys are no text', keys: ['pageup', 'ctrl+d', 'home'], value: 'x', want: 'x' },
    { name: 'arrows without choices', keys: ['right', 'left'], value: 'x', want: 'x' },
    { name: 'the first choice', keys: ['right'], value: '', want: 'a', choose: true },
    { name: 'the last choice', keys: ['left'], value: '', want: 'c', choose: true },
    { name: 'round from the last to the first', keys: ['right'], value: 'c', want: 'a', choose: true },
    { name: 'typed beside the choices', keys: ['z'], value: '', want: 'z', choose: true },
  ])('$name', ({ keys, value, want, choose = false }) => {
    const start = form([field('plan', value, choose ? { choices } : {}), field('other', 'kept')]);
    const page = keys.reduce(editForm, start);
    expect(page.fields.map((shown) => shown.value)).toEqual([want, 'kept']);
    expect(page.index).toBe(0);
  });

  test.each([
    { keys: ['tab'], from: 0, to: 1 },
    { keys: ['tab', 'tab', 'tab'], from: 0, to: 0 },
    { keys: ['shift+tab'], from: 0, to: 2 },
    { keys: ['down', 'down', 'down'], from: 0, to: 2 },
    { keys: ['up', 'up'], from: 1, to: 0 },
    { keys: ['return'], from: 0, to: 1 },
    { keys: ['return'], from: 1, to: 2 },
  ])('$keys goes from line $from to line $to', ({ keys, from, to }) => {
    expect(keys.reduce(editForm, form([field('a', ''), field('b', '')], from)).index).toBe(to);
  });

  test('a change takes the problem away, a move does not', () => {
    const page = form([field('a', '')], 0, { problem: 'too short' });
    expect(editForm(page, 'down').problem).toBe('too short');
    expect(editForm(page, 'x').problem).toBeNull();
  });

  test('a variable more has room as soon as the last one has a name', () => {
    const start = form([...variableFields(1), field('whole', 'no')]);
    expect(editForm(start, 'A').fields.map(({ name }) => name)).toEqual([
      'name',
      'value',
      'name 2',
      'value 2',
      'whole',
    ]);
    expect(editForm(form(start.fields, 1), 'x').fields).toHaveLength(3);
  });
});

const app: Target = { kind: 'app', resource: testApp({ domains: ['a.example.com', 'b.example.com'] }) };
const server: Target = { kind: 'server', resource: testServer({ name: 'web-1' }) };
const forms: Forms = { create: {}, update: { server: [spec('plan')], app: [spec('branch')] } };

/** A verb's form for a target, filled in by name. */
const filled = (verb: FormVerb, target: Target, values: Readonly<Record<string, string>>) =>
  (fieldsOfVerb(verb, target, forms) ?? []).map((entry) => ({
    ...entry,
    value: values[entry.name] ?? entry.value,
  }));

describe('the deed of a form', () => {
  test.each<{ verb: FormVerb; target?: Target; values: Readonly<Record<string, string>>; want: object }>([
    { verb: 'rename', target: server, values: { name: ' web-2 ' }, want: { verb: 'rename', name: 'web-2' } },
    {
      verb: 'update',
      target: server,
      values: { plan: 'first_class' },
      want: { verb: 'update', fields: { plan: 'first_class' } },
    },
    { verb: 'update', values: {}, want: { reason: 'nothing to change' } },
    {
      verb: 'snapshot',
      target: server,
      values: { name: 'before', memory: 'yes' },
      want: { verb: 'snapshot', name: 'before', description: null, includesRam: true },
    },
    {
      verb: 'snapshot',
      target: server,
      values: { memory: 'y' },
      want: { reason: 'memory must be yes or no' },
    },
    {
      verb: 'env.set',
      values: { name: 'A', value: ' 1 ' },
      want: { verb: 'env', change: 'set', values: { A: ' 1 ' }, isWhole: false },
    },
    { verb: 'env.set', values: { value: '1' }, want: { reason: 'value has no name' } },
    {
      verb: 'env.unset',
      values: { names: 'A, B  C,' },
      want: { verb: 'env', change: 'unset', names: ['A', 'B', 'C'] },
    },
    {
      verb: 'domain.add',
      values: { host: 'x.example.com' },
      want: { verb: 'domain', change: 'add', host: 'x.example.com' },
    },
    {
      verb: 'domain.remove',
      values: { host: 'a.example.com' },
      want: { verb: 'domain', change: 'remove', host: 'a.example.com' },
    },
    { verb: 'ssl', values: { mode: 'force' }, want: { verb: 'ssl', mode: 'force' } },
    { verb: 'ssl', values: { mode: 'on' }, want: { reason: 'mode must be one of auto, force, off' } },
  ])('$verb $values', ({ verb, target = app, values, want }) => {
    expect(deedOf(verb, filled(verb, target, values))).toEqual(want);
  });

  test('refuses a variable that stands there twice', () => {
    const fields = [...variableFields(1), ...variableFields(2), field('whole', 'yes')].map((entry) =>
      entry.name.startsWith('name') ? { ...entry, value: 'A' } : entry,
    );
    expect(deedOf('env.set', fields)).toEqual({ reason: 'A stands there twice' });
  });

  test('takes the update form of a database for a database, and has none where the provider has none', () => {
    const database: Target = { kind: 'app', resource: testApp({ kind: 'database' }) };
    expect(fieldsOfVerb('update', database, forms)).toBeNull();
    expect(fieldsOfVerb('update', app, forms)?.map(({ name }) => name)).toEqual(['branch']);
    expect(fieldsOfVerb('update', app, undefined)).toBeNull();
  });
});

describe('what can be chosen', () => {
  test('is read from the lists of the account that the fields name', () => {
    const account = {
      plans: [
        { id: 2, name: 'Basic', monthly_price: '12.00' },
        { id: 3, name: 'Large', monthly_price: 'ask' },
        { name: 'no id' },
      ],
      locations: [
        { code: 'la', name: 'Los\u001b Angeles', is_available: true },
        { code: 'de', name: 'Falkenstein', description: 'wants a $20 minimum balance', is_available: false },
      ],
      sshKeys: [{ id: 'k1', name: 'laptop' }],
      templates: 'forbidden',
    };
    const specs = [
      spec('plan_id', { source: { list: 'plans', key: 'id' } }),
      spec('location_code', { source: { list: 'locations', key: 'code' } }),
      spec('template_id', { source: { list: 'templates', key: 'id' } }),
      spec('sshKeyId', { source: { list: 'sshKeys', key: 'id' } }),
      spec('serverid', { source: 'servers' }),
      spec('hostname'),
    ];
    expect(choicesFrom(account, specs)).toEqual({
      plan_id: [
        { value: '2', label: 'Basic · 12.00 a month', monthlyPrice: '12.00' },
        { value: '3', label: 'Large', monthlyPrice: null },
      ],
      location_code: [
        { value: 'la', label: 'Los␛ Angeles', monthlyPrice: null },
        {
          value: 'de',
          label: 'Falkenstein · wants a $20 minimum balance · not available now',
          monthlyPrice: null,
        },
      ],
      sshKeyId: [{ value: 'k1', label: 'laptop', monthlyPrice: null }],
    });
  });

  test('are the servers and apps of the same provider, where a field refers to one', () => {
    const fleet = {
      ...initialFleet([]),
      servers: new Map([
        ['pilot/1', testServer({ provider: 'pilot', id: '1', name: 'one' })],
        ['other/2', testServer({ provider: 'other', id: '2', name: 'two' })],
      ]),
    };
    const [serverId, name] = fieldsOfCreation(
      [spec('serverid', { source: 'servers' }), spec('name')],
      'pilot',
      fleet,
    );
    expect(serverId?.choices).toEqual([{ value: '1', label: 'one', monthlyPrice: null }]);
    expect(name?.choices).toEqual([]);
  });
});

describe('the lines of a form', () => {
  test('show a secret as bullets, also one that only its name gives away', () => {
    const fields = [
      field('root', 'hunter22', { isSecret: true }),
      field('user.password', 'hunter22'),
      field('name', 'web-1'),
    ];
    const shown = [...textsOf(form(fields)), ...factsOf(form(fields))].join('\n');
    expect(shown).not.toContain('hunter22');
    expect(shown.match(/•{8}/g)).toHaveLength(4);
    expect(shown.match(/web-1/g)).toHaveLength(2);
  });

  test('are one a field, and below them what the field wants or the problem, whole', () => {
    const fields = [field('name', '', { isRequired: true }), field('plan', 'b', { choices })];
    const lines = textsOf(form(fields), 60);
    expect(lines[1]).toMatch(/▸ name\s*\* ▏/);
    expect(lines[2]).toMatch(/plan\s+‹b ›.*2\/3 {2}plan b/);
    expect(lines.at(-1)).toBe(' name: what name wants');
    const problem = 'this is quite a long problem that a narrow terminal cannot show in only one line';
    const below = textsOf(form(fields, 2, { problem }), 40).slice(6);
    expect(below.length).toBeGreaterThan(1);
    expect(below.map((text) => text.trim()).join(' ')).toBe(problem);
  });

  test('name a variable in the question and not its value', () => {
    const [name, value] = variableFields(1);
    if (name === undefined || value === undefined) throw new Error('a variable is a pair');
    const page = form([{ ...name, value: 'TOKEN' }, { ...value, value: 'abcd' }, field('whole', 'no')]);
    expect(factsOf(page)).toEqual(['TOKEN  ••••', 'whole  no']);
  });

  test.each([
    { text: 'abcdef', width: 6, want: 'abcdef' },
    { text: 'abcdef', width: 4, want: '…def' },
    { text: '日本語', width: 4, want: '…語' },
  ])('show the end of $text in $width cells', ({ text, width, want }) => {
    expect(tailOf(text, width)).toBe(want);
  });

  test('show a one-time secret whole, however narrow the page', () => {
    const key = 'k'.repeat(50);
    const lines = secretLines({ provider: 'pilot', name: 'spare', values: { apikey: key } }, 24);
    const shown = lines.map(({ spans }) =>
      spans
        .map(([text]) => text)
        .join('')
        .trim(),
    );
    expect(shown.join('')).toContain(key);
    expect(shown.every((text) => text.length <= 20 || !/^k+$/.test(text))).toBe(true);
  });

  test.each([
    { text: 'one two three', width: 7, want: ['one two', 'three'] },
    { text: 'abcdefgh', width: 3, want: ['abc', 'def', 'gh'] },
    { text: '', width: 5, want: [''] },
  ])('wrap "$text" at $width', ({ text, width, want }) => {
    expect(wrapped(text, width)).toEqual(want);
  });
});
