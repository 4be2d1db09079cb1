import { configPaths } from '@superposition/core/config';
import {
  type CommandName,
  commandNames,
  type OptionName,
  optionTable,
  specOf,
} from '../../arguments/command-table.js';

/**
 * What can stand at a place of the command line. `names`: what `get --list` prints. `settings`: paths of the config, each with
 * an equals sign. `commands`: names of commands.
 */
export type Completable =
  | 'nothing'
  | 'files'
  | 'folders'
  | 'names'
  | 'settings'
  | 'commands'
  | { readonly choices: readonly string[] };

/** What the words after the name of a command are. */
export function wordKindOf(command: CommandName): Completable {
  const { words } = specOf(command);
  if (/^[a-z]+(\|[a-z]+)+$/.test(words)) return { choices: words.split('|') };
  if (words.includes('COMMAND')) return 'commands';
  if (/FILE|\.html/.test(words)) return 'files';
  return /ID|STAGE|MODEL/.test(words) ? 'names' : 'nothing';
}

/** What the value of an option is. */
export function valueKindOf(option: OptionName, command: CommandName): Completable {
  const spec = optionTable[option];
  if (option === 'format') return { choices: specOf(command).formats ?? [] };
  if ('choices' in spec) return { choices: spec.choices };
  const value = 'value' in spec ? spec.value : '';
  if (value === 'PATH=VALUE') return 'settings';
  if (value.includes('FILE')) return 'files';
  if (value.includes('DIR')) return 'folders';
  return value.includes('STAGE') ? 'names' : 'nothing';
}

/** The options of a command, or of a line without a command yet, each with its help. */
export function optionsOf(command?: CommandName): readonly (readonly [name: string, help: string])[] {
  if (command === undefined) return [help, ['--version', 'show the version']];
  return [
    ...specOf(command).options.map((option) => [`--${option}`, optionTable[option].help] as const),
    help,
  ];
}

const help = ['--help', 'show commands and options'] as const;

/** The options that take a value, as they are typed. */
export const optionsWithValue: readonly string[] = (Object.keys(optionTable) as OptionName[])
  .filter((option) => optionTable[option].type === 'string')
  .map((option) => `--${option}`);

/** The options on which the names of stages depend. */
export const optionsOfNames: readonly string[] = ['--config', '--set', '--weights'];

/** The words that a command line can begin with, and what comes second, each with what it does. */
export function nextWords(first?: string): readonly (readonly [word: string, summary: string])[] {
  const found = new Map<string, string>();
  for (const name of commandNames) {
    const [one, two] = name.split(' ') as [string, string?];
    if (first === undefined && !found.has(one)) found.set(one, two === undefined ? specOf(name).summary : '');
    if (first === one && two !== undefined) found.set(two, specOf(name).summary);
  }
  return [...found];
}

/** First words that need a second one. */
export const firstOfTwo: readonly string[] = nextWords()
  .map(([word]) => word)
  .filter((word) => nextWords(word).length > 0);

/** The settings of the config, as `--set` takes them. */
export const settings: readonly string[] = configPaths.map(({ path }) => `${path}=`);

/** What can stand somewhere, as one line for a script: the kind, or the choices after `choices`. */
export function lineOf(completable: Completable): string {
  return typeof completable === 'string' ? completable : ['choices', ...completable.choices].join(' ');
}

/** How scripts list the names: before the name of the program, and after it. Nothing of the environment may change what is printed, or where. */
export const listing = {
  before: `env ${['OUT', 'FORMAT', 'JSON', 'CSV'].map((name) => `SUPERPOSITION_${name}=`).join(' ')}`,
  words: 'get --list --no-json --no-csv',
};
