/**
 * Which folder of src/ may import which others. A folder that is not listed may not be imported by anybody: give it
 * a line here first.
 */
const layers = {
  model: [],
  billing: ['model'],
  runtime: ['model'],
  budget: ['model', 'runtime'],
  http: ['model', 'runtime', 'budget'],
  state: ['model', 'billing', 'runtime', 'budget'],
  journal: ['model', 'runtime', 'state'],
  providers: ['model', 'runtime', 'budget', 'http'],
  config: ['model', 'billing', 'runtime', 'providers', 'listing'],
  ssh: ['model', 'config'],
  probe: ['model', 'runtime', 'config', 'ssh'],
  webhooks: ['model', 'runtime', 'providers', 'config'],
  terminal: ['model', 'state'],
  polling: ['model', 'runtime', 'budget', 'providers'],
  actions: ['model', 'runtime', 'journal', 'providers', 'format', 'logs'],
  format: ['model'],
  listing: ['model', 'billing', 'format'],
  export: ['model', 'billing', 'format', 'listing'],
  alerts: ['model', 'format'],
  logs: ['model', 'format', 'listing'],
  store: ['model', 'billing', 'runtime', 'format', 'listing', 'alerts', 'logs'],
  commands: ['model', 'billing', 'runtime', 'format', 'listing', 'logs', 'store'],
  paint: ['model'],
  ui: ['model', 'billing', 'runtime', 'format', 'listing', 'alerts', 'logs', 'store', 'commands'],
  cli: [
    'model',
    'billing',
    'runtime',
    'budget',
    'http',
    'state',
    'journal',
    'providers',
    'config',
    'ssh',
    'probe',
    'actions',
    'format',
    'listing',
    'logs',
    'webhooks',
    'simulator',
  ],
  dashboard: [
    'model',
    'runtime',
    'state',
    'listing',
    'journal',
    'providers',
    'ssh',
    'probe',
    'webhooks',
    'export',
    'polling',
    'actions',
    'store',
    'commands',
    'ui',
    'cli',
  ],
  plain: ['model', 'runtime', 'format', 'alerts', 'store', 'dashboard', 'cli'],
  simulator: [],
};

/** What puts the layers together; it sees all of them. */
const tops = ['entry.ts', 'main.ts'];

/** Where the program begins, and what scripts/replaced-modules.ts puts in the place of dependencies' modules. */
const roots = '^src/(entry|paint/(output|log-update|sanitize-ansi|small-cache|string-width))\\.ts$';

const oneOf = (names) => `(${names.map((name) => name.replaceAll('.', '\\.')).join('|')})`;

const layerRules = Object.entries(layers).map(([layer, allowed]) => ({
  name: `layer-${layer}`,
  comment: `src/${layer} imports of src only ${[layer, ...allowed].join(', ')}.`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: '^src/', pathNot: `^src/${oneOf([layer, ...allowed])}/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'layer-unknown',
      comment: 'Every folder of src/ has its line in the table of layers.',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: `^src/(${oneOf(Object.keys(layers))}/|${oneOf(tops)}$)` },
    },
    {
      name: 'config-knows-provider-types',
      comment: 'The configuration sees what providers have in common, never one of them.',
      severity: 'error',
      from: { path: '^src/config/' },
      to: { path: '^src/providers/[^/]+/' },
    },
    {
      name: 'providers-apart',
      comment: 'A provider is one folder and one line: no folder imports from another.',
      severity: 'error',
      from: { path: '^src/providers/([^/]+)/' },
      to: { path: '^src/providers/[^/]+/', pathNot: '^src/providers/$1/' },
    },
    {
      name: 'providers-by-their-index',
      comment: 'From outside only the index of a provider is imported, and only by the registry.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/providers/([^/]+/|registry\\.ts$)' },
      to: { path: '^src/providers/[^/]+/' },
    },
    {
      name: 'registry-by-index',
      comment: 'The registry names the factories and knows nothing of what is behind them.',
      severity: 'error',
      from: { path: '^src/providers/registry\\.ts$' },
      to: { path: '^src/providers/[^/]+/', pathNot: '^src/providers/[^/]+/index\\.ts$' },
    },
    {
      name: 'simulator-alone',
      comment: 'The simulator shares nothing with what it is there to test, so that one misreading shows.',
      severity: 'error',
      from: { path: '^src/simulator/' },
      to: { path: '^(src|test|scripts)/', pathNot: '^src/simulator/' },
    },
    {
      name: 'simulator-for-demo-and-tests',
      comment: 'Only the demo, `fleetop simulate` and tests start simulated providers.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/simulator/', '^src/(main|entry|cli/open-demo|cli/verbs/(run-)?simulate)\\.ts$'],
      },
      to: { path: '^src/simulator/' },
    },
    {
      name: 'tops-from-the-top',
      comment: 'What puts the layers together is imported by nothing below it.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/${oneOf(tops)}$` },
      to: { path: `^src/${oneOf(tops)}$` },
    },
    {
      name: 'pure',
      comment: 'No file, process or socket below the screen: these layers are given what they need.',
      severity: 'error',
      from: { path: '^src/(model|billing|format|listing|alerts|logs|store|commands)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'src-alone',
      comment: 'What is shipped imports nothing of the tests and scripts.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts|bench|dist)/' },
    },
    {
      name: 'src-declared',
      comment:
        'What is shipped imports declared dependencies only. They are bundled, and so development ones to npm.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'undetermined'],
        pathNot: '^src/',
      },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that import each other are one file or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that imports nothing and that nothing imports is left over.',
      severity: 'error',
      from: { orphan: true },
      to: {},
    },
    {
      name: 'only-used',
      comment: 'Every file of src/ is reached from the program, not from tests alone.',
      severity: 'error',
      from: { path: roots },
      to: { path: '^src/.*\\.tsx?$', pathNot: roots, reachable: false },
    },
    {
      name: 'resolvable',
      comment: 'What is imported is there.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.node', '.d.ts'],
    },
  },
};
