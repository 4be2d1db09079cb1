import { type OptionName, optionTable } from './option-table.js';

export { type OptionName, optionTable };

/** A command: the words that it takes after its name, and its options. */
interface CommandSpec {
  readonly words: string;
  /** What these words are, for whoever gave others. */
  readonly takes?: string;
  /** The smallest and the largest number of words. */
  readonly count: readonly [least: number, most: number];
  readonly summary: string;
  readonly options: readonly OptionName[];
  /** The values that `--format` can have; the first is the default. */
  readonly formats?: readonly [string, ...string[]];
  /** It tells what is wrong with the user's file of defaults, so it must not fail over it. */
  readonly isDoctor?: true;
}

const graphFormats = ['mermaid', 'dot', 'json', 'html'] as const;
const exportFormats = ['npz', 'safetensors', 'json', 'tfjs'] as const;

export type GraphFormat = (typeof graphFormats)[number];
export type ExportFormat = (typeof exportFormats)[number];

const settings = ['config', 'set', 'weights', 'weights-names', 'transpose'] as const;
/** Where a recorded result is looked up. */
const lookingUp = ['cache', 'cache-read'] as const;
/** Where a plan or a run takes the result of a stage from. */
const deciding = [...lookingUp, 'cache-mode', 'force', 'freeze'] as const;
const planning = [...settings, ...deciding, 'json'] as const;
/** What a run writes, and how it works. */
const making = ['cache-push', 'out', 'jobs', 'cache-budget', 'quiet'] as const;
const running = [...planning, ...making] as const;
const storing = [...running, 'verbose'] as const;
const failing = ['retries', 'fail-fast'] as const;
const keeping = ['config', 'cache', 'json'] as const;

/** Every command there is. */
const commandTable = {
  report: {
    words: '',
    count: [0, 0],
    summary: 'make the report; compute again only what changed',
    options: [...storing, ...failing, 'only', 'verify', 'tensorboard', 'profile'],
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
    options: [...planning, 'quiet', 'jobs', 'all'],
  },
  get: {
    words: 'ID...',
    takes: "the ids of quantities, figures or other stages, as 'superposition get --list' lists them",
    count: [0, Number.POSITIVE_INFINITY],
    summary: "print or write quantities, figures or the value of any stage; 'get --list' lists the ids",
    options: [...storing, ...failing, 'csv', 'list', 'profile'],
  },
  sweep: {
    words: '',
    count: [0, 0],
    summary:
      'train and measure a model for each combination of settings and each seed; write a table of quantities',
    options: [
      ...['config', 'set', 'seeds', 'sample', 'quantities', 'keep', 'plan', 'json', 'csv'],
      ...[...lookingUp, 'cache-mode', ...making, 'verbose', ...failing],
    ] as const,
  },
  explain: {
    words: 'STAGE|FIGURE|ID',
    takes: 'one stage, figure or quantity, or two stages or keys to compare',
    count: [1, 2],
    summary: "say why a stage ran or would run; 'explain A B' compares two recipes, given as keys or stages",
    options: [...planning, 'all'],
  },
  debug: {
    words: 'STAGE',
    takes: "the name of one stage, as 'superposition plan --all' lists them",
    count: [1, 1],
    summary: 'write the parameters, inputs and code of a stage to a folder, with a script that runs it again',
    options: running,
  },
  graph: {
    words: '',
    count: [0, 0],
    summary: 'draw the stages with their state, time and size; sweeps and seeds are folded',
    options: [...planning, 'format'],
    formats: graphFormats,
  },
  export: {
    words: '[MODEL]',
    takes: 'at most one model, such as model[seed=0]',
    count: [0, 1],
    summary: 'write the model of the first seed, or the named model, for other programs',
    options: [...storing, 'format'],
    formats: exportFormats,
  },
  diff: {
    words: 'FILE|REV[:PATH] [FILE|REV[:PATH]]',
    takes: 'one report or two: files, or Git commits',
    count: [1, 2],
    summary:
      'list what differs between two reports: files, or reports of Git commits; the second is the current report',
    options: ['config', 'json'],
  },
  runs: {
    words: '',
    count: [0, 0],
    summary: 'list the reports that this cache has made: when, from which settings, with which numbers',
    options: [...keeping, 'quantities', 'csv'],
  },
  'runs show': {
    words: 'N',
    takes: "the number of a run, as 'superposition runs' lists them",
    count: [1, 1],
    summary: 'show one of them: settings, stages and quantities',
    options: [...keeping, 'quantities'],
  },
  'runs diff': {
    words: 'A B',
    takes: "the numbers of two runs, as 'superposition runs' lists them",
    count: [2, 2],
    summary: 'list the settings, frozen stages and quantities that differ between two of them',
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
    takes: "one stage, or one key or its beginning, as 'superposition cache ls' lists them",
    count: [1, 1],
    summary:
      "show one result in the cache with its recipe: that of a key or of its beginning, or a stage's for this config",
    options: [...settings, ...lookingUp, 'json'],
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
    takes: "stages, families, globs or keys, as 'superposition cache ls' lists them",
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
    takes: 'the name of one file',
    count: [1, 1],
    summary: 'write every result in the cache into one file or pipe',
    options: keeping,
  },
  'cache import': {
    words: 'FILE',
    takes: 'the name of one file',
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
  schema: {
    words: '[COMMAND]',
    takes: 'at most the name of one command',
    count: [0, 2],
    summary: "print the JSON schema of a command's --json, or those of all commands",
    options: [],
  },
  completion: {
    words: 'bash|zsh|fish',
    takes: 'the name of one shell',
    count: [1, 1],
    summary: 'print a script that completes command lines of this program in a shell',
    options: [],
  },
  doctor: {
    words: '',
    count: [0, 0],
    summary: 'show what is installed, and which backend TensorFlow.js uses',
    options: ['config', 'set', 'cache'],
    isDoctor: true,
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
