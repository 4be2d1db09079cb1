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
  out: {
    type: 'string',
    value: 'FILE',
    help: 'where the report is written (default: report.html beside the config)',
  },
  cache: {
    type: 'string',
    value: 'URI|DIR',
    help: 'folder of the cache (default: .superposition beside the config), sqlite:FILE or memory:',
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
  json: { type: 'boolean', help: 'JSON; for a report, one event per line' },
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
}

// A line of `report` is also one of `plan` and of `get`, so they take `--out` too.
const running = ['config', 'set', 'out', 'cache', 'cache-mode', 'force', 'jobs', 'json', 'quiet'] as const;
const looking = ['config', 'set', 'cache', 'json'] as const;

/** Every command there is. */
export const commandTable = {
  report: {
    words: '',
    count: [0, 0],
    summary: 'make the report; only what changed is computed again',
    options: running,
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
    options: [...running, 'csv', 'list'],
  },
  explain: {
    words: 'STAGE|FIGURE|ID',
    count: [1, 2],
    summary: "why it ran, or would run; 'explain A B' compares two recipes: keys or stages",
    options: looking,
  },
  doctor: {
    words: '',
    count: [0, 0],
    summary: 'what is installed here, and which backend TensorFlow.js has',
    options: ['config', 'set', 'cache'],
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof commandTable;

/** The names of the commands, in the order of help. */
export const commandNames = Object.keys(commandTable) as readonly CommandName[];

/** A command's row of the table. */
export function specOf(name: CommandName): CommandSpec {
  return commandTable[name];
}
