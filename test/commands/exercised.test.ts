import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/catalog.ts';

type Place = readonly [file: string, test: string];

const logs: Place = [
  'ui/logs.test.ts',
  'is followed, stays where it was scrolled to and counts what came in',
];
const copied: Place = ['e2e/outside.test.ts', 'gets what was chosen by OSC 52'];
const asked: Place = [
  'e2e/actions.test.ts',
  'Enter, n and Esc send nothing; neither does what was typed ahead',
];
const forms: Place = ['ui/forms.test.ts', 'the deed of a form'];
const created: Place = ['ui/forms-screen.test.ts', 'where something can be created'];
const moved: Place = ['ui/keys.test.ts', 'moving'];
const panes: Place = ['ui/keys.test.ts', 'each has its key'];
const sections: Place = [
  'ui/details.test.ts',
  'have sections for what belongs to it, its journal and the JSON',
];
const searched: Place = [
  'ui/details.test.ts',
  'are searched: the match is brought into view, n and N go on, Esc ends it',
];
const sorted: Place = [
  'ui/arrange.test.ts',
  'moves along the columns, inverts, and keeps the cursor on its resource',
];
const marked: Place = ['e2e/lists.test.ts', 'are filtered while typing, sorted, marked and scoped'];
const charts: Place = [
  'ui/live.test.ts',
  '] reaches over a longer time, [ over a shorter, and at the ends they say so',
];
const found: Place = ['ui/logs.test.ts', 'is searched among all its lines, to the next and the previous'];
const filtered: Place = ['ui/logs.test.ts', 'is filtered while typing, with neighbours on demand'];
const cutLines: Place = ['ui/logs.test.ts', 'cuts long lines, shows what is further right, and wraps them'];
const everyVerb: Place = [
  'ui/every-key.test.ts',
  'every command without a key does something, from the palette',
];
const everyKey: Place = ['ui/every-key.test.ts', 'every key in the help does something'];

/** The test that shows what a command does; beside it every key is pressed in every pane. */
const exercisedBy: Readonly<Record<string, Place>> = {
  details: ['ui/keys.test.ts', '%j shows the row in full, and Esc closes it'],
  logs: ['ui/keys.test.ts', 'l goes from an app to its log'],
  'logs.deployments': ['ui/logs.test.ts', 'is that of a previous deployment'],
  'logs.follow': logs,
  'logs.next': found,
  'logs.previous': found,
  'logs.matches': filtered,
  'logs.moreNeighbours': filtered,
  'logs.fewerNeighbours': filtered,
  'logs.wrap': cutLines,
  'logs.right': cutLines,
  'logs.left': cutLines,
  'logs.times': ['ui/logs.test.ts', 'tells times as wanted'],
  'logs.time': ['ui/logs.test.ts', 'is gone to'],
  'logs.save': ['ui/logs.test.ts', 'is saved whole, and under another name where that is taken'],
  'logs.clear': ['ui/logs.test.ts', 'is cleared, and goes on'],
  refresh: ['ui/keys.test.ts', 'asking'],
  'refresh.all': ['ui/keys.test.ts', 'asking'],
  pause: ['ui/panes.test.ts', 'says when polling is paused and when writes are locked'],
  lock: ['e2e/actions.test.ts', 'read-only and the lock stop every verb'],
  back: ['ui/keys.test.ts', 'Esc takes one layer at a time'],
  redraw: ['ui/faults.test.ts', 'and Ctrl-L brings it back'],
  suspend: [
    'e2e/ways-out.test.ts',
    'while a shell has stopped it, by Ctrl-Z or by the signal, and whole again when it goes on',
  ],
  settings: ['e2e/live-config.test.ts', 'settings are saved without a comment lost, and hold'],
  quit: ['ui/outside.test.ts', 'asks while an action is under way: Enter stays'],
  'quit.now': ['ui/outside.test.ts', 'with Ctrl-C never asks'],
  'details.next': sections,
  'details.previous': sections,
  'details.json': ['ui/details.test.ts', 'show their JSON and their fields by one key'],
  'match.next': searched,
  'match.previous': searched,
  ssh: [
    'e2e/outside.test.ts',
    'gives the whole terminal to ssh, with its words as a list, and takes it back',
  ],
  open: ['e2e/outside.test.ts', 'over ssh gets the address that a browser would'],
  console: ['ui/outside.test.ts', 'is opened, and its address said nowhere'],
  copy: copied,
  'copy.address': copied,
  'copy.name': copied,
  'copy.url': copied,
  'copy.ssh': copied,
  'copy.id': copied,
  'copy.lines': [
    'e2e/logs.test.ts',
    'of three apps at two providers are one timeline, followed, searched, filtered, wrapped and saved',
  ],
  'copy.show': ['ui/outside.test.ts', 'shows what can follow the first key, and the whole text afterwards'],
  export: ['e2e/outside.test.ts', 'e writes what is shown to a file, in the format of its name'],
  help: ['ui/prompt.test.ts', 'is searched while typing, and runs what is chosen'],
  palette: ['ui/palette.test.ts', 'runs commands by their letters, with their keys beside them'],
  filter: [
    'ui/arrange.test.ts',
    'works while it is typed, keeps the last that made sense, and says what is wrong',
  ],
  'sort.left': sorted,
  'sort.right': sorted,
  'sort.invert': sorted,
  columns: ['ui/arrange.test.ts', 'hides, orders and sizes, and takes all of it back'],
  scope: ['ui/arrange.test.ts', '@ is the row’s provider, 0 all; again it offers the providers'],
  'scope.all': ['ui/arrange.test.ts', '@ is the row’s provider, 0 all; again it offers the providers'],
  costs: ['ui/billing.test.ts', '$ in Servers'],
  menu: ['ui/forms-screen.test.ts', 'renames the row whose menu was opened'],
  'act.start': everyKey,
  'act.halt': asked,
  'act.cut': ['e2e/actions.test.ts', 'a power cut wants the short name, several targets want their number'],
  'act.reboot': asked,
  'act.deploy': everyKey,
  'act.redeploy': everyVerb,
  'act.cancel': everyVerb,
  'act.authorize': everyVerb,
  'act.delete': [
    'ui/several.test.ts',
    'a question shows id, state and age of its target, however long the name is',
  ],
  'act.rollback': everyKey,
  'act.rename': ['ui/forms-screen.test.ts', 'renames the row whose menu was opened'],
  'act.update': forms,
  'act.snapshot': forms,
  'act.env.set': forms,
  'act.env.unset': forms,
  'act.domain.add': forms,
  'act.domain.remove': forms,
  'act.domain.verify': forms,
  'act.ssl': forms,
  'create.server': created,
  'create.app': created,
  'create.database': [
    'e2e/forms.test.ts',
    'a database is created from the dashboard: chosen, typed, asked about and sent once',
  ],
  'create.user': everyVerb,
  mark: marked,
  'mark.range': everyKey,
  'mark.all': [
    'ui/arrange.test.ts',
    'that the filter hides are counted in the title and named in the question',
  ],
  problems: [
    'ui/live.test.ts',
    'what is wrong is marked, counted, and with ! it is all there is, until ! again',
  ],
  'chart.shorter': charts,
  'chart.longer': charts,
  'pane.servers': panes,
  'pane.apps': panes,
  'pane.live': panes,
  'pane.billing': panes,
  'pane.logs': panes,
  'pane.activity': panes,
  'pane.sessions': panes,
  'pane.next': ['ui/keys.test.ts', 'Tab goes round forwards, Shift-Tab backwards'],
  'pane.previous': ['ui/keys.test.ts', 'Tab goes round forwards, Shift-Tab backwards'],
  'pane.zoom': ['ui/keys.test.ts', '%s zooms the pane and shows all again'],
  layout: ['ui/arrange.test.ts', 'goes round by key'],
  previous: ['ui/arrange.test.ts', '- goes back to where one was, and back again'],
  'move.down': moved,
  'move.up': moved,
  'move.pageDown': moved,
  'move.pageUp': moved,
  'move.halfDown': moved,
  'move.halfUp': moved,
  'move.first': moved,
  'move.last': moved,
};

describe('every command has a test', () => {
  const texts = new Map<string, string>();
  const textOf = (file: string): string => {
    const known = texts.get(file) ?? readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
    texts.set(file, known);
    return known;
  };

  test.each(commands.map(({ id }) => id))('%s', (id) => {
    const [file, title] = exercisedBy[id] ?? [];
    if (file === undefined || title === undefined) throw new Error(`no test is named for ${id}`);
    expect(textOf(file)).toContain(title);
  });

  test('and none is named for a command that is no more', () => {
    const ids = new Set(commands.map(({ id }) => id));
    expect(Object.keys(exercisedBy).filter((id) => !ids.has(id))).toEqual([]);
  });
});
