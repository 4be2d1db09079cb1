import { parseArgs } from 'node:util';
import { nearestTo } from '@superposition/pipeline/nearest-names';
import { UserError } from '../user-error.js';
import { type CommandName, commandNames, type OptionName, optionTable, specOf } from './command-table.js';
import { listedSetting } from './setting-lists.js';

/** Every option of every command. An option that the command does not take has the value that it has when left out. */
export interface Options {
  /**
   * Config file. When left out, the program looks for `superposition.config.ts` (.js, .json) here and in the folders
   * above.
   */
  readonly config?: string;
  /** `[path, text]` pairs, in order. */
  readonly set: readonly (readonly [string, string])[];
  /** File of the weights to measure. */
  readonly weights?: string;
  readonly out?: string;
  readonly cache?: string;
  /** Caches below the cache, in order. */
  readonly cacheRead: readonly string[];
  readonly cachePush: boolean;
  readonly cacheMode: 'use' | 'refresh' | 'off';
  readonly force: readonly string[];
  readonly freeze?: readonly string[];
  readonly jobs?: number;
  /** How often a failed stage is tried again. */
  readonly retries?: number;
  /** Starts no stage after the first failure. */
  readonly failFast?: true;
  /** Bytes that the cache may take; infinite if `olderThan` is given instead. */
  readonly cacheBudget: number;
  /** Port of the page that `watch` serves; any free port when left out. */
  readonly port?: number;
  /** Milliseconds. */
  readonly olderThan?: number;
  readonly now: boolean;
  readonly dryRun: boolean;
  /** Parts of the report. None: the whole report. */
  readonly only: readonly string[];
  readonly verify: boolean;
  /** Folder for TensorBoard. */
  readonly tensorboard?: string;
  /** Ids of quantities, separated by commas. */
  readonly quantities?: string;
  /** One of the formats that the command takes; left out for commands that take none. */
  readonly format?: string;
  readonly json: boolean;
  readonly csv: boolean;
  readonly list: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly all: boolean;
}

/** What the user asked for. */
export type Command =
  | { readonly name: 'version' }
  | { readonly name: 'help'; readonly about?: readonly CommandName[] }
  | {
      readonly name: CommandName;
      /** The arguments after the name that are not options. */
      readonly words: readonly string[];
      readonly options: Options;
    };

const cacheModes = ['use', 'refresh', 'off'] as const;

const definitions = {
  ...optionTable,
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/**
 * Reads the words after the program's name.
 *
 * @throws UserError that names the mistake and the nearest valid word
 */
export function readCommandLine(words: readonly string[]): Command {
  // Some people write `--` between a script's name and its arguments, and pnpm passes it on to us.
  const given = words[0] === '--' ? words.slice(1) : [...words];
  const { values, positionals, tokens } = parseWords(given);
  for (const token of tokens) checkOption(token);
  refuseRepeated(tokens);
  if (positionals[0] === 'help' || values.help || given.length === 0) {
    const about = commandsOf(positionals[0] === 'help' ? positionals.slice(1) : positionals);
    return { name: 'help', ...(about.length > 0 && { about }) };
  }
  if (values.version) return { name: 'version' };
  const found = readName(positionals);
  if (found === undefined) throw usage(`a command is missing: give one of ${firstWords.join(', ')}`);
  const { name, rest } = found;
  for (const token of tokens) if (token.kind === 'option') refuseForeign(token.name, name);
  const options = readOptions(values, specOf(name));
  checkWords(name, rest, options);
  checkTogether(name, values);
  return { name, words: rest, options };
}

/** The commands that the words name: a first word such as `cache` may belong to several. None for no words. */
function commandsOf(words: readonly string[]): readonly CommandName[] {
  const [first, second] = words;
  const family = commandNames.filter((name) => name === first || name.startsWith(`${first} `));
  const exact = family.filter((name) => name === `${first} ${second}`);
  if (exact.length > 0) return exact;
  if (family.length > 1 && second === undefined) return family;
  const found = readName(words);
  return found === undefined ? [] : [found.name];
}

/** The command at the beginning of the words, whose name has one word or two, and the words after it. */
function readName(
  words: readonly string[],
): { readonly name: CommandName; readonly rest: readonly string[] } | undefined {
  const [first, second] = words;
  if (first === undefined) return undefined;
  const actions = commandNames
    .filter((name) => name.startsWith(`${first} `))
    .map((name) => name.split(' ')[1]!);
  const isAction = second !== undefined && actions.length > 0;
  if (isOneOf(commandNames, first) && !isAction) return { name: first, rest: words.slice(1) };
  if (actions.length === 0) throw usage(`unknown command '${first}'${suggestion(first, firstWords)}`);
  if (second === undefined) throw usage(`'${first}' needs one of ${actions.join(', ')}`);
  const name = `${first} ${second}`;
  if (isOneOf(commandNames, name)) return { name, rest: words.slice(2) };
  throw usage(`unknown command '${name}'${suggestion(second, actions)}`);
}

const firstWords = [...new Set(commandNames.map((name) => name.split(' ')[0]!))];

function checkWords(name: CommandName, words: readonly string[], options: Options): void {
  const { words: wanted, count } = specOf(name);
  const [least, most] = count;
  if (most === 0 && words.length > 0)
    throw usage(`'${name}' takes no arguments, but got '${words.join(' ')}'`);
  if (words.length < least || words.length > most)
    throw usage(
      `'${name}' takes ${wanted}, but got ${words.length === 0 ? 'nothing' : `'${words.join(' ')}'`}`,
    );
  if (name === 'get' && words.length === 0 && !options.list)
    throw usage("'get' needs at least one id; 'get --list' lists them");
  if (words.length > 0 && options.list) throw usage("'get --list' lists every id, and takes none");
  if (options.verify && (options.cacheMode !== 'use' || options.force.length > 0))
    throw usage('--verify computes everything again: it cannot be combined with --cache-mode or --force');
  if (options.freeze !== undefined && (options.verify || options.cacheMode !== 'use'))
    throw usage(
      '--freeze takes results from the cache: it cannot be combined with --verify or another --cache-mode',
    );
  if (options.tensorboard !== undefined && (options.verify || options.weights !== undefined))
    throw usage(
      '--tensorboard writes loss curves of trainings: it cannot be combined with --verify or --weights',
    );
  const listed = listedSetting(options.set);
  if (listed !== undefined && name !== 'report')
    throw usage(
      `--set ${listed} gives several values, which only 'report' takes: give '${name}' one of them`,
    );
  if (listed !== undefined && (options.verify || options.tensorboard !== undefined))
    throw usage(
      `--set ${listed} asks for several reports: it cannot be combined with --verify or --tensorboard`,
    );
  if (options.tensorboard !== undefined && options.only.length > 0)
    throw usage(
      '--only computes nothing but its parts: it cannot be combined with --tensorboard, which needs every model',
    );
  if (options.cachePush && options.cacheRead.length === 0)
    throw usage('--cache-push writes to the caches of --cache-read: name at least one');
  if (options.cachePush && (options.verify || options.cacheMode === 'off'))
    throw usage('--cache-push writes new results: it cannot be combined with --verify or --cache-mode off');
  if (options.json && options.csv) throw usage('--json and --csv cannot be combined');
  if (options.quiet && options.verbose) throw usage('--quiet and --verbose cannot be combined');
}

/** Refuses an option that has no meaning beside another one. */
function checkTogether(name: CommandName, given: ReturnType<typeof parseWords>['values']): void {
  const meaningless: readonly OptionName[] = [
    'cache',
    'cache-mode',
    'cache-budget',
    'cache-read',
    'cache-push',
    'force',
    'freeze',
    'retries',
    'fail-fast',
    'jobs',
    'quiet',
    'verbose',
  ];
  const idle = meaningless.find((option) => given.list === true && given[option] !== undefined);
  if (idle !== undefined) throw usage(`'get --list' runs nothing: it cannot be combined with --${idle}`);
  if (name === 'graph' && given.json === true && given.format !== undefined && given.format !== 'json')
    throw usage(`--json and --format ${given.format} cannot be combined`);
}

function parseWords(words: string[]) {
  return parseArgs({
    args: words,
    options: definitions,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
}

type Token = NonNullable<ReturnType<typeof parseWords>['tokens']>[number];

function checkOption(token: Token): void {
  if (token.kind !== 'option') return;
  const definition = Object.hasOwn(definitions, token.name)
    ? definitions[token.name as keyof typeof definitions]
    : undefined;
  if (definition === undefined) {
    const names = Object.keys(definitions).map((name) => `--${name}`);
    throw usage(`unknown option '${token.rawName}'${suggestion(token.rawName, names)}`);
  }
  if (definition.type === 'boolean' && token.value !== undefined)
    throw usage(`${token.rawName} takes no value`);
  const isMissing = token.value === undefined || (!token.inlineValue && token.value.startsWith('--'));
  if (definition.type === 'string' && isMissing) throw usage(`${token.rawName} needs a value`);
}

/** An option with one value: if it were given twice, one of the values would be ignored. */
function refuseRepeated(tokens: readonly Token[]): void {
  const given = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const definition = definitions[token.name as keyof typeof definitions];
    if (definition.type === 'boolean' || 'multiple' in definition) continue;
    if (given.has(token.name)) throw usage(`--${token.name} is given twice`);
    given.add(token.name);
  }
}

function refuseForeign(option: string, command: CommandName): void {
  if (!Object.hasOwn(optionTable, option) || specOf(command).options.includes(option as OptionName)) return;
  const takers = commandNames.filter((name) => specOf(name).options.includes(option as OptionName));
  throw usage(`--${option} is an option of '${takers.join("', '")}', not of '${command}'`);
}

function readOptions(
  values: ReturnType<typeof parseWords>['values'],
  { formats }: ReturnType<typeof specOf>,
): Options {
  const text = (name: 'config' | 'weights' | 'out' | 'cache' | 'tensorboard' | 'quantities') => {
    const value = values[name] as string | undefined;
    if (value === '') throw usage(`--${name} needs a value`);
    return value === undefined ? {} : { [name]: value };
  };
  return {
    ...text('config'),
    ...text('weights'),
    ...text('out'),
    ...text('cache'),
    ...text('tensorboard'),
    ...text('quantities'),
    set: ((values.set as string[] | undefined) ?? []).map(readSetting),
    cacheRead: readLocations(values['cache-read'] as string[] | undefined),
    cachePush: values['cache-push'] === true,
    cacheMode: readChoice('cache-mode', cacheModes, values['cache-mode'] as string | undefined),
    force: (values.force as string[] | undefined) ?? [],
    ...(values.freeze !== undefined && { freeze: values.freeze as string[] }),
    ...(values.jobs !== undefined && { jobs: readJobs(values.jobs as string) }),
    ...(values.retries !== undefined && { retries: readRetries(values.retries as string) }),
    ...(values['fail-fast'] === true && { failFast: true }),
    cacheBudget: readBytes(
      values['cache-budget'] as string | undefined,
      values['older-than'] === undefined ? 2 ** 30 : Number.POSITIVE_INFINITY,
    ),
    ...(values['older-than'] !== undefined && { olderThan: readAge(values['older-than'] as string) }),
    now: values.now === true,
    ...(values.port !== undefined && { port: readPort(values.port as string) }),
    dryRun: values['dry-run'] === true,
    only: readNames('only', values.only as string[] | undefined),
    verify: values.verify === true,
    ...(formats !== undefined && {
      format: readChoice('format', formats, values.format as string | undefined),
    }),
    json: values.json === true,
    csv: values.csv === true,
    list: values.list === true,
    quiet: values.quiet === true,
    verbose: values.verbose === true,
    all: values.all === true,
  };
}

function readChoice<T extends string>(option: string, choices: readonly [T, ...T[]], text?: string): T {
  if (text === undefined) return choices[0];
  if (isOneOf(choices, text)) return text;
  throw usage(`--${option} is '${text}': it must be one of ${choices.join(', ')}`);
}

function readSetting(text: string): readonly [string, string] {
  const equals = text.indexOf('=');
  if (equals <= 0) throw usage(`--set is '${text}': it must be PATH=VALUE, for example model.neurons=20`);
  return [text.slice(0, equals), text.slice(equals + 1)];
}

function readLocations(locations: readonly string[] = []): readonly string[] {
  if (locations.includes('')) throw usage('--cache-read needs a value');
  return locations;
}

function readNames(option: string, texts: readonly string[] = []): readonly string[] {
  const names = texts.flatMap((text) => text.split(',')).map((name) => name.trim());
  if (names.includes(''))
    throw usage(`--${option} is '${texts.join(',')}': it must be names with commas between them`);
  return names;
}

function readJobs(text: string): number {
  const jobs = Number(text);
  if (!/^\d+$/.test(text) || jobs < 1 || jobs > 256)
    throw usage(`--jobs is '${text}': it must be an integer 1 … 256`);
  return jobs;
}

function readRetries(text: string): number {
  const retries = Number(text);
  if (!/^\d+$/.test(text) || retries > 100)
    throw usage(`--retries is '${text}': it must be an integer 0 … 100`);
  return retries;
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw usage(`--port is '${text}': it must be an integer 1 … 65535`);
  return port;
}

function readAge(text: string): number {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?) ?([mhdw])$/i.exec(text) ?? [];
  const age = Number(amount) * (minutesIn.get(unit.toLowerCase()) ?? Number.NaN) * 60_000;
  if (Number.isFinite(age)) return age;
  throw usage(
    `--older-than is '${text}': it must be a number of minutes, hours, days or weeks: 90m, 12h, 30d or 4w`,
  );
}

const minutesIn: ReadonlyMap<string, number> = new Map([
  ['m', 1],
  ['h', 60],
  ['d', 1_440],
  ['w', 10_080],
]);

function readBytes(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const [, amount, unit = 'B'] = /^(\d+(?:\.\d+)?) ?([a-z]+)?$/i.exec(text) ?? [];
  const factor = bytesIn.get(unit.toLowerCase());
  const bytes = Math.round(Number(amount) * (factor ?? Number.NaN));
  if (Number.isSafeInteger(bytes)) return bytes;
  throw usage(`--cache-budget is '${text}': it must be a number of bytes, for example 500MB or 1GiB`);
}

const bytesIn: ReadonlyMap<string, number> = new Map([
  ['b', 1],
  ['kb', 1e3],
  ['mb', 1e6],
  ['gb', 1e9],
  ['tb', 1e12],
  ['kib', 2 ** 10],
  ['mib', 2 ** 20],
  ['gib', 2 ** 30],
  ['tib', 2 ** 40],
]);

function isOneOf<T extends string>(allowed: readonly T[], text: string): text is T {
  return (allowed as readonly string[]).includes(text);
}

function suggestion(text: string, candidates: readonly string[]): string {
  const [nearest] = nearestTo(text, candidates);
  return nearest === undefined ? '' : `: did you mean '${nearest}'?`;
}

function usage(message: string): UserError {
  return new UserError(`${message}\nsee 'superposition --help'`);
}
