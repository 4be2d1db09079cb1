import { parseArgs } from 'node:util';
import { nearestTo } from '@superposition/pipeline/internal/values/nearest-names';
import { UserError } from '../user-error.js';
import { type CommandName, commandNames, type OptionName, optionTable, specOf } from './command-table.js';
import { readDefaults } from './defaults-file.js';
import { readEnvironment } from './environment.js';
import { type Options, readOptions } from './options.js';
import { isOneOf, readSetting } from './read-values.js';
import { listedSetting, refuseReplacedLists, type Settings } from './setting-lists.js';
import { allFormats, mergeSources, relevantTo, type Source, type Values } from './sources.js';
import { refuse, usage } from './usage.js';

export type { Options };

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
  refuseRepeated(tokens);
  if (positionals[0] === 'help' || values.help || given.length === 0) {
    const about = commandsOf(positionals[0] === 'help' ? positionals.slice(1) : positionals);
    return { name: 'help', ...(about.length > 0 && { about }) };
  }
  if (values.version) return { name: 'version' };
  const found = readName(positionals);
  if (found === undefined) throw usage(`a command is missing: give one of ${firstWords.join(', ')}`);
  const { name, rest } = found;
  for (const token of tokens) if (token.kind === 'option') refuseForeign(optionOf(token.name), name);
  const typed: Source = { values: typedValues(tokens), nameOf: (option) => `--${option}`, isTyped: true };
  const sources = sourcesOf(name, typed, environment);
  const { values: merged, nameOf, origins } = mergeSources(withoutWeakerThanLists(sources), refuse);
  const read = readOptions(merged, specOf(name), nameOf, origins);
  // Who names ids wants them and no list, whatever the environment says.
  const options = rest.length > 0 && origins.list !== undefined ? { ...read, list: false } : read;
  for (const source of sources) refuseReplacedLists(source.nameOf('set'), settingsIn(source));
  checkWords(name, rest, options);
  checkTogether(name, values);
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

/** Options of one report, which have no meaning beside a list of values for a setting. */
const ofOneReport = ['verify', 'tensorboard', 'profile'] as const satisfies readonly OptionName[];

/** The sources without what cannot be combined with a list in the settings of a stronger one. */
function withoutWeakerThanLists(sources: readonly Source[]): readonly Source[] {
  const strongest = sources.findLastIndex((source) => listedSetting(settingsIn(source)) !== undefined);
  return sources.map((source, index) =>
    index < strongest
      ? { ...source, values: { ...source.values, ...Object.fromEntries(ofOneReport.map((name) => [name])) } }
      : source,
  );
}

function settingsIn({ values, nameOf }: Source): Settings {
  const texts = [values.set ?? []].flat().map(String);
  return texts.filter((text) => text !== '').map((text) => readSetting(nameOf('set'), text));
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
  const { words: wanted, takes, count } = specOf(name);
  const [least, most] = count;
  if (most === 0 && words.length > 0)
    throw usage(`'${name}' takes no arguments, but got '${words.join(' ')}'`);
  const isEmpty = words.includes('');
  if (words.length < least || words.length > most || isEmpty) {
    const got = words.length === 0 ? 'nothing' : isEmpty ? 'an empty argument' : `'${words.join(' ')}'`;
    throw usage(`'${name}' takes ${wanted} (${takes}), but got ${got}`);
  }
  if (name === 'get' && words.length === 0 && !options.list)
    throw usage("'get' needs at least one id; 'get --list' lists them");
  if (words.length > 0 && options.list) throw usage("'get --list' lists every id, and takes none");
  const listed = listedSetting(options.set);
  if (listed !== undefined && name !== 'report' && name !== 'sweep')
    throw usage(
      `--set ${listed} gives several values, which only 'report' and 'sweep' take: give '${name}' one of them`,
    );
  if (
    listed !== undefined &&
    (options.verify || options.tensorboard !== undefined || options.profile !== undefined)
  )
    throw usage(
      `--set ${listed} asks for several reports: it cannot be combined with --verify, --tensorboard or --profile`,
    );
  if (options.cachePush && options.origins['cache-push'] === undefined && options.cacheRead.length === 0)
    throw usage('--cache-push writes to the caches of --cache-read: name at least one');
  if (options.weights === undefined)
    for (const option of ['weights-names', 'transpose'] as const) {
      const isGiven = option === 'transpose' ? options.transpose : options.weightsNames !== undefined;
      if (isGiven && options.origins[option] === undefined)
        throw usage(`--${option} is about the file of --weights: name one`);
    }
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

/** An option with one value: if it were given twice, one of the values would be ignored. */
function refuseRepeated(tokens: readonly Token[]): void {
  const given = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const definition = definitions[optionOf(token.name) as keyof typeof definitions];
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

function suggestion(text: string, candidates: readonly string[]): string {
  const [nearest] = nearestTo(text, candidates);
  return nearest === undefined ? '' : `: did you mean '${nearest}'?`;
}
