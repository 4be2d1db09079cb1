/** An option as `parseArgs` takes it, and as help shows it. */
interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly multiple?: true;
  /** The name of its value in the help text. */
  readonly value?: string;
  readonly help: string;
}

/** Every option there is. */
export const optionTable = {
  config: {
    type: 'string',
    value: 'FILE',
    help: 'config file (default: superposition.config.ts, .js or .json in this folder or one above it)',
  },
  set: {
    type: 'string',
    multiple: true,
    value: 'PATH=VALUE',
    help: "change one setting, for example --set model.neurons=20; can be repeated; 'report' takes several values too: training.steps=500,1000",
  },
  weights: {
    type: 'string',
    value: 'FILE',
    help: 'measure the model in this .npz, .safetensors or JSON file (W_in, W_out) and train none',
  },
  out: {
    type: 'string',
    value: 'FILE',
    help: 'write to this place (default: report.html, model.npz and so on, beside the config; get prints); for get, its name ends in .json, .csv or .txt, or for a figure .svg or .png',
  },
  cache: {
    type: 'string',
    value: 'URI|DIR',
    help: 'cache: a folder (default: .superposition beside the config), sqlite:FILE, redis://HOST, postgres://HOST/DATABASE or memory:',
  },
  'cache-read': {
    type: 'string',
    multiple: true,
    value: 'URI|DIR',
    help: 'look up results that the cache lacks in this one too, and copy them; can be repeated',
  },
  'cache-push': { type: 'boolean', help: 'also write new results to the caches of --cache-read' },
  'cache-mode': {
    type: 'string',
    value: 'MODE',
    help: 'use (default); refresh: compute everything again and store it; off: neither read nor write the cache',
  },
  force: {
    type: 'string',
    multiple: true,
    value: 'STAGE',
    help: "run a stage, a family ('model') or a glob even if it is fresh; can be repeated",
  },
  freeze: {
    type: 'string',
    multiple: true,
    value: 'STAGE',
    help: 'do not run a stage, a family or a glob in this run: take its last result, whatever has changed, and say so in the report; can be repeated',
  },
  jobs: { type: 'string', value: 'N', help: 'worker threads for heavy stages (default: one for each core)' },
  retries: { type: 'string', value: 'N', help: 'try a failed stage again, up to N times (default: 0)' },
  'fail-fast': { type: 'boolean', help: 'after the first failure, start no other stage' },
  format: { type: 'string', value: 'FORMAT', help: 'format of the output' },
  'cache-budget': {
    type: 'string',
    value: 'BYTES',
    help: 'largest size of the cache, for example 500MB (default: 1GiB); beyond it, the results used longest ago are removed',
  },
  port: { type: 'string', value: 'N', help: 'port of the page on this machine (default: any free port)' },
  only: {
    type: 'string',
    multiple: true,
    value: 'PART,...',
    help: 'make only these parts (to report-part.html): figure-5, figures, sweeps, quantities, claims, cross-check; can be repeated',
  },
  verify: {
    type: 'boolean',
    help: 'compute everything again and compare the bytes with the recorded ones; write nothing',
  },
  tensorboard: {
    type: 'string',
    value: 'DIR',
    help: "also write the models' loss curves for TensorBoard; needs native TensorFlow",
  },
  quantities: {
    type: 'string',
    value: 'ID,ID',
    help: "the quantities to show, for example mse.active,gain.positive; 'get --list' lists the ids",
  },
  'older-than': {
    type: 'string',
    value: 'AGE',
    help: 'remove the results last used longer ago, for example 30d (m, h, d or w), instead of keeping the budget',
  },
  now: { type: 'boolean', help: 'remove also what was used within two hours, which another run may need' },
  'dry-run': { type: 'boolean', help: 'only say what would be removed' },
  json: { type: 'boolean', help: 'print JSON; report and watch print one event per line' },
  csv: { type: 'boolean', help: 'print comma-separated values' },
  list: { type: 'boolean', help: "list the ids that 'get' takes" },
  quiet: { type: 'boolean', help: 'print only the result and errors' },
  verbose: { type: 'boolean', help: 'print a line for each stage that ran, with its reasons' },
  all: { type: 'boolean', help: 'print everything, also what is fresh, and however long it is' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export type OptionName = keyof typeof optionTable;

/** A command: the words that it takes after its name, and its options. */
interface CommandSpec {
  readonly words: string;
  /** The smallest and the largest number of words. */
  readonly count: readonly [least: number, most: number];
  readonly summary: string;
  readonly options: readonly OptionName[];
  /** The values that `--format` can have; the first is the default. */
  readonly formats?: readonly [string, ...string[]];
}

const graphFormats = ['mermaid', 'dot', 'json', 'html'] as const;
const exportFormats = ['npz', 'safetensors', 'json', 'tfjs'] as const;

export type GraphFormat = (typeof graphFormats)[number];
export type ExportFormat = (typeof exportFormats)[number];

const planning = [
  'config',
  'set',
  'weights',
  'cache',
  'cache-read',
  'cache-mode',
  'force',
  'freeze',
  'json',
  'quiet',
] as const;
const storing = [...planning, 'cache-push', 'out', 'jobs', 'cache-budget', 'verbose'] as const;
const failing = ['retries', 'fail-fast'] as const;
const keeping = ['config', 'cache', 'json'] as const;
const looking = ['config', 'set', 'weights', 'cache', 'json'] as const;

/** Every command there is. */
const commandTable = {
  report: {
    words: '',
    count: [0, 0],
    summary: 'make the report; compute again only what changed',
    options: [...storing, ...failing, 'only', 'verify', 'tensorboard'],
  },
  watch: {
    words: '',
    count: [0, 0],
    summary:
      'make the report whenever the config or the code changes, and serve it; an open page shows the changes',
    options: [...storing, ...failing, 'port'],
  },
  plan: {
    words: '',
    count: [0, 0],
    summary: "show what 'report' would run, why, and for how long; run nothing",
    options: [...planning, 'jobs', 'all'],
  },
  get: {
    words: 'ID...',
    count: [0, Number.POSITIVE_INFINITY],
    summary: "print or write quantities, figures or the value of any stage; 'get --list' lists the ids",
    options: [...storing, ...failing, 'csv', 'list'],
  },
  explain: {
    words: 'STAGE|FIGURE|ID',
    count: [1, 2],
    summary: "say why a stage ran or would run; 'explain A B' compares two recipes, given as keys or stages",
    options: [...looking, 'cache-read', 'freeze', 'all'],
  },
  debug: {
    words: 'STAGE',
    count: [1, 1],
    summary: 'write the parameters, inputs and code of a stage to a folder, with a script that runs it again',
    options: [...looking, 'out', 'force', 'freeze', 'jobs', 'quiet', 'cache-budget'],
  },
  graph: {
    words: '',
    count: [0, 0],
    summary: 'draw the stages with their state, time and size; sweeps and seeds are folded',
    options: [...looking, 'cache-read', 'format'],
    formats: graphFormats,
  },
  export: {
    words: '[MODEL]',
    count: [0, 1],
    summary: 'write the model of the first seed, or the named model, for other programs',
    options: [...storing, 'format'],
    formats: exportFormats,
  },
  diff: {
    words: 'A.html B.html',
    count: [2, 2],
    summary: 'list the settings, numbers, verdicts and figures that differ between two reports',
    options: ['json'],
  },
  runs: {
    words: '',
    count: [0, 0],
    summary: 'list the reports that this cache has made: when, from which settings, with which numbers',
    options: [...keeping, 'quantities', 'csv'],
  },
  'runs show': {
    words: 'N',
    count: [1, 1],
    summary: 'show one of them: settings, stages and quantities',
    options: [...keeping, 'quantities'],
  },
  'runs diff': {
    words: 'A B',
    count: [2, 2],
    summary: 'list the settings and quantities that differ between two of them',
    options: keeping,
  },
  'cache ls': {
    words: '',
    count: [0, 0],
    summary: 'list every result in the cache, the most recently used last',
    options: keeping,
  },
  'cache show': {
    words: 'KEY|STAGE',
    count: [1, 1],
    summary:
      "show one result in the cache with its recipe: that of a key or of its beginning, or a stage's for this config",
    options: looking,
  },
  'cache stats': {
    words: '',
    count: [0, 0],
    summary: 'show how much of the cache each family of stages takes',
    options: keeping,
  },
  'cache prune': {
    words: '',
    count: [0, 0],
    summary: 'cut the cache back to the budget, or to an age, and say why results stay',
    options: [...keeping, 'cache-budget', 'older-than', 'now', 'dry-run'],
  },
  'cache drop': {
    words: 'STAGE|FAMILY|GLOB|KEY...',
    count: [1, Number.POSITIVE_INFINITY],
    summary: 'remove the results of these stages, of every config, or the result of a key',
    options: [...keeping, 'dry-run'],
  },
  'cache verify': {
    words: '',
    count: [0, 0],
    summary: 'read every byte of the cache and check it',
    options: keeping,
  },
  'cache export': {
    words: 'FILE',
    count: [1, 1],
    summary: 'write every result in the cache into one file or pipe',
    options: keeping,
  },
  'cache import': {
    words: 'FILE',
    count: [1, 1],
    summary: 'add the results of an exported file, or of a pipe, to the cache',
    options: keeping,
  },
  'cache clear': {
    words: '',
    count: [0, 0],
    summary: 'remove everything from the cache, without asking',
    options: keeping,
  },
  doctor: {
    words: '',
    count: [0, 0],
    summary: 'show what is installed, and which backend TensorFlow.js uses',
    options: ['config', 'set', 'cache'],
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof commandTable;

export type CacheCommandName = Extract<CommandName, `cache ${string}`>;

/** The names of the commands, in the order of help. */
export const commandNames = Object.keys(commandTable) as readonly CommandName[];

/** A command's row of the table. */
export function specOf(name: CommandName): CommandSpec {
  return commandTable[name];
}
