/** An option as `parseArgs` takes it, and as help shows it. */
interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly multiple?: true;
  /** What stands for its value in help. */
  readonly value?: string;
  readonly help: string;
}

/** Every option there is. */
export const optionTable = {
  config: {
    type: 'string',
    value: 'FILE',
    help: 'config file (default: superposition.config.ts, .js or .json, found upward)',
  },
  set: {
    type: 'string',
    multiple: true,
    value: 'PATH=VALUE',
    help: 'change one setting, for example --set model.neurons=20; may be repeated',
  },
  weights: {
    type: 'string',
    value: 'FILE',
    help: 'measure the model of this .npz, .safetensors or JSON file (W_in, W_out) instead of training any',
  },
  out: {
    type: 'string',
    value: 'FILE',
    help: 'where the report or the exported model is written (default: report.html, or model.npz and so on, beside the config)',
  },
  cache: {
    type: 'string',
    value: 'URI|DIR',
    help: 'folder of the cache (default: .superposition beside the config), sqlite:FILE, redis://HOST, postgres://HOST/DATABASE or memory:',
  },
  'cache-mode': {
    type: 'string',
    value: 'MODE',
    help: 'use (default); refresh: look nothing up, write; off: neither',
  },
  force: {
    type: 'string',
    multiple: true,
    value: 'STAGE',
    help: "run a stage, a family ('model') or a glob although it is fresh; may be repeated",
  },
  jobs: { type: 'string', value: 'N', help: 'worker threads for heavy stages (default: one for each core)' },
  format: { type: 'string', value: 'FORMAT', help: 'how it is written' },
  'cache-budget': {
    type: 'string',
    value: 'BYTES',
    help: 'bytes the cache may take, for example 500MB (default: 1GiB); older results beyond it are removed',
  },
  port: { type: 'string', value: 'N', help: 'port on this machine for the page (default: any that is free)' },
  verify: {
    type: 'boolean',
    help: 'compute everything again, compare the bytes with those recorded, write nothing',
  },
  tensorboard: {
    type: 'string',
    value: 'DIR',
    help: "also write the models' loss curves for TensorBoard; needs native TensorFlow",
  },
  'dry-run': { type: 'boolean', help: 'remove nothing, tell what would be' },
  json: { type: 'boolean', help: 'JSON; for a report or watch, one event per line' },
  csv: { type: 'boolean', help: 'comma-separated values' },
  list: { type: 'boolean', help: "name the ids that 'get' takes" },
  quiet: { type: 'boolean', help: 'nothing but the result, and errors' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export type OptionName = keyof typeof optionTable;

/** A command: the words it takes after its name, and its options. */
interface CommandSpec {
  readonly words: string;
  /** How many words it needs and how many it takes. */
  readonly count: readonly [least: number, most: number];
  readonly summary: string;
  readonly options: readonly OptionName[];
  /** What `--format` may be, the default first. */
  readonly formats?: readonly [string, ...string[]];
}

const graphFormats = ['mermaid', 'dot', 'json', 'html'] as const;
const exportFormats = ['npz', 'safetensors', 'json', 'tfjs'] as const;

export type GraphFormat = (typeof graphFormats)[number];
export type ExportFormat = (typeof exportFormats)[number];

// A line of `report` is also one of `plan` and of `get`, so they take `--out` too.
const running = [
  'config',
  'set',
  'weights',
  'out',
  'cache',
  'cache-mode',
  'force',
  'jobs',
  'json',
  'quiet',
] as const;
const storing = [...running, 'cache-budget'] as const;
const keeping = ['config', 'cache', 'json'] as const;
const looking = ['config', 'set', 'weights', 'cache', 'json'] as const;

/** Every command there is. */
const commandTable = {
  report: {
    words: '',
    count: [0, 0],
    summary: 'make the report; only what changed is computed again',
    options: [...storing, 'verify', 'tensorboard'],
  },
  watch: {
    words: '',
    count: [0, 0],
    summary: 'make the report whenever config or code change, and serve it; the open page follows',
    options: [...storing, 'port'],
  },
  plan: {
    words: '',
    count: [0, 0],
    summary: "what 'report' would run, and why; runs nothing",
    options: running,
  },
  get: {
    words: 'ID...',
    count: [0, Number.POSITIVE_INFINITY],
    summary: "quantities, or any stage's value; 'get --list' names them",
    options: [...storing, 'csv', 'list'],
  },
  explain: {
    words: 'STAGE|FIGURE|ID',
    count: [1, 2],
    summary: "why it ran, or would run; 'explain A B' compares two recipes: keys or stages",
    options: looking,
  },
  graph: {
    words: '',
    count: [0, 0],
    summary: 'the stages as they stand, with time and size; sweeps and seeds are folded',
    options: [...looking, 'format'],
    formats: graphFormats,
  },
  export: {
    words: '[MODEL]',
    count: [0, 1],
    summary: 'write the model of the first seed, or the one named, for other programs',
    options: [...storing, 'format'],
    formats: exportFormats,
  },
  diff: {
    words: 'A.html B.html',
    count: [2, 2],
    summary: 'which settings, numbers, verdicts and figures differ between two reports',
    options: ['json'],
  },
  'cache ls': {
    words: '',
    count: [0, 0],
    summary: 'the cache: every result, those used last at the end',
    options: keeping,
  },
  'cache show': {
    words: 'KEY|STAGE',
    count: [1, 1],
    summary: 'the cache: one result with its recipe; the beginning of a key is enough',
    options: keeping,
  },
  'cache stats': {
    words: '',
    count: [0, 0],
    summary: 'the cache: what each family of stages takes',
    options: keeping,
  },
  'cache prune': {
    words: '',
    count: [0, 0],
    summary: 'the cache: cut it back to the budget: what was used last stays',
    options: [...keeping, 'cache-budget', 'dry-run'],
  },
  'cache verify': {
    words: '',
    count: [0, 0],
    summary: 'the cache: read every byte and check it',
    options: keeping,
  },
  'cache export': {
    words: 'FILE',
    count: [1, 1],
    summary: 'the cache: write every result into one file',
    options: keeping,
  },
  'cache import': {
    words: 'FILE',
    count: [1, 1],
    summary: 'the cache: take the results of an export',
    options: keeping,
  },
  'cache clear': {
    words: '',
    count: [0, 0],
    summary: 'the cache: remove everything, without asking',
    options: keeping,
  },
  doctor: {
    words: '',
    count: [0, 0],
    summary: 'what is installed here, and which backend TensorFlow.js has',
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
