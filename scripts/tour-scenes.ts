/** One picture of the tour: what is pressed one after the other, each once the one before is seen on the screen. */
export type Scene = {
  readonly file: string;
  readonly title: string;
  readonly steps: readonly { readonly keys: string; readonly shows: RegExp }[];
};

const enter = '\r';
const escapeKey = '\u001b';

/** Begins and ends in Servers, with nothing over the panes. */
const backToServers = [
  { keys: escapeKey, shows: /1-6 panes|palette/ },
  { keys: '1', shows: /1 Servers/ },
] as const;

const goTo = (name: string, shown: RegExp) => [
  { keys: ':', shows: /─ : Palette/ },
  { keys: name, shows: new RegExp(` : ${name}▏`) },
  { keys: enter, shows: shown },
];

/** What a newcomer is shown, in the order of the README. */
export const scenes: readonly Scene[] = [
  {
    file: 'filter',
    title: 'Servers filtered by cpu>30 while it is typed, busiest first',
    steps: [
      { keys: ':', shows: /─ : Palette/ },
      { keys: 'sort cpu', shows: /▸ sort cpu/ },
      { keys: enter, shows: /CPU▼/ },
      { keys: '/', shows: / \/ ▏/ },
      { keys: 'cpu>30', shows: /Servers \d+\/\d+ of 40 \/cpu>30/ },
    ],
  },
  {
    file: 'question',
    title: 'The question before a power cut: what it stops, and the name to type',
    steps: [
      { keys: escapeKey, shows: /Servers \d+\/40/ },
      ...goTo('db-replica', /▸● running +db-replica/),
      { keys: 'X', shows: /Type the name db-replica/ },
    ],
  },
  {
    file: 'details',
    title: 'All about one server: fields, what belongs to it, journal, JSON',
    steps: [
      { keys: escapeKey, shows: /nothing was sent/ },
      ...goTo('jupyter-lab', /▸\S* ?\S+ +jupyter-lab/),
      { keys: 'd', shows: /jupyter-lab.*read \d+s ago/ },
    ],
  },
  {
    file: 'logs',
    title: 'Three logs as one timeline, searched for a word',
    steps: [
      ...backToServers,
      ...goTo('admin-panel', /▸\S* ?\S+ +admin-panel/),
      { keys: ' ', shows: /1 marked/ },
      ...goTo('booking-app', /▸\S* ?\S+ +booking-app/),
      { keys: ' ', shows: /2 marked/ },
      ...goTo('storefront', /▸\S* ?\S+ +storefront/),
      { keys: ' ', shows: /3 marked/ },
      { keys: 'lz', shows: /5 Logs(?:(?!1 Servers)[\s\S])*GET/ },
    ],
  },
  {
    file: 'billing',
    title: 'How long the money of each account lasts, and what costs how much',
    steps: [
      { keys: 'z4', shows: /4 Billing/ },
      { keys: 'z', shows: /A MONTH BY REGION|BY REGION/ },
    ],
  },
  {
    file: 'palette',
    title: 'The palette: commands, servers, apps and verbs by their letters',
    steps: [
      { keys: 'z', shows: /1 Servers|2 Apps/ },
      { keys: ':', shows: /─ : Palette/ },
      { keys: 'db', shows: / : db▏/ },
    ],
  },
];
