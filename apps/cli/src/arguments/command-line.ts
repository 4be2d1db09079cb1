import { parseArgs } from 'node:util';
import { nearestTo } from '@superposition/pipeline/nearest-names';
import { UserError } from '../user-error.js';
import { type CommandName, commandNames, type OptionName, optionTable, specOf } from './command-table.js';
import { readDefaults } from './defaults-file.js';
import { readEnvironment } from './environment.js';
import { isOneOf, readBytes, readChoice, readInteger, readSetting } from './read-values.js';
import { allFormats, mergeSources, relevantTo, type Source, type Values } from './sources.js';
import { refuse, usage } from './usage.js';

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
  readonly cacheMode: 'use' | 'refresh' | 'off';
  readonly force: readonly string[];
  readonly jobs?: number;
  /** Bytes that the cache may take. */
  readonly cacheBudget: number;
  /** Port of the page that `watch` serves; any free port when left out. */
  readonly port?: number;
  readonly dryRun: boolean;
  readonly verify: boolean;
  /** Folder for TensorBoard. */
  readonly tensorboard?: string;
  /** File for the profile. */
  readonly profile?: string;
  /** One of the formats that the command takes; left out for commands that take none. */
  readonly format?: string;
  readonly json: boolean;
  readonly csv: boolean;
  readonly list: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly all: boolean;
  /** What messages call the values that are not only on the command line: `SUPERPOSITION_JOBS`, `'jobs' in FILE`. */
  readonly origins: Readonly<Partial<Record<OptionName, string>>>;
}

/** What the user asked for. */
export type Command =
  | { readonly name: 'version' }
  | { readonly name: 'help'; readonly about?: CommandName }
  | {
      readonly name: CommandName;
      /** The arguments after the name that are not options. */
      readonly words: readonly string[];
      readonly options: Options;
    };

const definitions = {
  ...optionTable,
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/**
 * Reads the words after the program's name. Options that they do not name have the values of the environment, or else of
 * the user's file of defaults.
 *
 * @throws UserError that names the mistake and the nearest valid word
 */
export function readCommandLine(words: readonly string[], environment: NodeJS.ProcessEnv = {}): Command {
  // Some people write `--` between a script's name and its arguments, and pnpm passes it on to us.
  const given = words[0] === '--' ? words.slice(1) : [...words];
  const { values, positionals, tokens } = parseWords(given);
  for (const token of tokens) checkOption(token);
  if (positionals[0] === 'help' || values.help || given.length === 0) {
    const about = readName(positionals[0] === 'help' ? positionals.slice(1) : positionals);
    return { name: 'help', ...(about !== undefined && { about: about.name }) };
  }
  if (values.version) return { name: 'version' };
  const found = readName(positionals);
  if (found === undefined) throw usage(`a command is missing: give one of ${firstWords.join(', ')}`);
  const { name, rest } = found;
  for (const token of tokens) if (token.kind === 'option') refuseForeign(optionOf(token.name), name);
  const typed: Source = { values: typedValues(tokens), nameOf: (option) => `--${option}`, isTyped: true };
  const sources = sourcesOf(name, typed, environment);
  const { values: merged, nameOf, origins } = mergeSources(sources, refuse);
  const options = readOptions(merged, specOf(name), nameOf, origins);
  checkWords(name, rest, options);
  return { name, words: rest, options };
}

/**
 * The user's file of defaults, all of it checked, also what another command takes: nobody wants to learn of a mistake a day
 * later.
 */
export function readCheckedDefaults(environment: NodeJS.ProcessEnv, isForgiving = false): Source | undefined {
  try {
    const defaults = readDefaults(environment);
    if (defaults !== undefined)
      readOptions(defaults.values, { formats: allFormats as [string, ...string[]] }, defaults.nameOf);
    return defaults;
  } catch (error) {
    if (isForgiving && error instanceof UserError) return undefined;
    throw error;
  }
}

/** The values of the tokens of a command line. Of an option that cannot be repeated, the last one holds. */
function typedValues(tokens: readonly Token[]): Values {
  const values: Values = {};
  for (const token of tokens) {
    if (token.kind !== 'option' || !Object.hasOwn(optionTable, optionOf(token.name))) continue;
    const name = optionOf(token.name) as OptionName;
    const isList = 'multiple' in optionTable[name];
    const value = token.value ?? token.name === name;
    Object.assign(values, { [name]: isList ? [values[name] ?? [], value].flat() : value });
  }
  return values;
}

/** The option that a word turns off or gives: json for `--no-json` as for `--json`. */
function optionOf(word: string): string {
  const flag = word.replace(/^no-/, '');
  const isFlag = Object.hasOwn(optionTable, flag) && optionTable[flag as OptionName].type === 'boolean';
  return isFlag ? flag : word;
}

/**
 * The sources of a command's options, from the weakest to the strongest.
 *
 * @throws UserError for a value of the environment or the file that cannot be used, and that the command line does not replace
 */
function sourcesOf(name: CommandName, typed: Source, environment: NodeJS.ProcessEnv): readonly Source[] {
  const spec = specOf(name);
  const isWanted = (option: OptionName) =>
    spec.options.includes(option) && typed.values[option] === undefined;
  const isSetting = (option: OptionName) => option === 'set' && spec.options.includes(option);
  const variables = relevantTo(
    name,
    readEnvironment(environment, (option) => isWanted(option) || isSetting(option), refuse),
    [typed],
  );
  readOptions(variables.values, spec, variables.nameOf);
  const defaults = spec.options.length === 0 ? undefined : readCheckedDefaults(environment, spec.isDoctor);
  return defaults === undefined
    ? [variables, typed]
    : [relevantTo(name, defaults, [variables, typed]), variables, typed];
}

/** The command at the beginning of the words, whose name has one word or two, and the words after it. */
function readName(
  words: readonly string[],
): { readonly name: CommandName; readonly rest: readonly string[] } | undefined {
  const [first, second] = words;
  if (first === undefined) return undefined;
  if (isOneOf(commandNames, first)) return { name: first, rest: words.slice(1) };
  const actions = commandNames
    .filter((name) => name.startsWith(`${first} `))
    .map((name) => name.split(' ')[1]!);
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
  const name = optionOf(token.name);
  const definition = Object.hasOwn(definitions, name)
    ? definitions[name as keyof typeof definitions]
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

function refuseForeign(option: string, command: CommandName): void {
  if (!Object.hasOwn(optionTable, option) || specOf(command).options.includes(option as OptionName)) return;
  const takers = commandNames.filter((name) => specOf(name).options.includes(option as OptionName));
  throw usage(`--${option} is an option of '${takers.join("', '")}', not of '${command}'`);
}

/**
 * Reads the values of options.
 *
 * @param nameOf how messages call the value of an option
 * @throws UserError for a value that the option cannot have
 */
function readOptions(
  values: Values,
  { formats }: Pick<ReturnType<typeof specOf>, 'formats'>,
  nameOf: (option: OptionName) => string,
  origins: Options['origins'] = {},
): Options {
  const text = (name: 'config' | 'weights' | 'out' | 'cache' | 'tensorboard' | 'profile') => {
    const value = values[name] as string | undefined;
    if (value === '') throw usage(`${nameOf(name)} needs a value`);
    return value === undefined ? {} : { [name]: value };
  };
  return {
    ...text('config'),
    ...text('weights'),
    ...text('out'),
    ...text('cache'),
    ...text('tensorboard'),
    ...text('profile'),
    set: ((values.set as string[] | undefined) ?? []).map((each) => readSetting(nameOf('set'), each)),
    cacheMode: readChoice(
      nameOf('cache-mode'),
      optionTable['cache-mode'].choices,
      values['cache-mode'] as string | undefined,
    ),
    force: (values.force as string[] | undefined) ?? [],
    ...(values.jobs !== undefined && { jobs: readInteger(nameOf('jobs'), 256, values.jobs as string) }),
    cacheBudget: readBytes(nameOf('cache-budget'), values['cache-budget'] as string | undefined),
    ...(values.port !== undefined && { port: readInteger(nameOf('port'), 65_535, values.port as string) }),
    dryRun: values['dry-run'] === true,
    verify: values.verify === true,
    ...(formats !== undefined && {
      format: readChoice(nameOf('format'), formats, values.format as string | undefined),
    }),
    json: values.json === true,
    csv: values.csv === true,
    list: values.list === true,
    quiet: values.quiet === true,
    verbose: values.verbose === true,
    all: values.all === true,
    origins,
  };
}

function suggestion(text: string, candidates: readonly string[]): string {
  const [nearest] = nearestTo(text, candidates);
  return nearest === undefined ? '' : `: did you mean '${nearest}'?`;
}
