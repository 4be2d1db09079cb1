import { type CommandName, commandNames, type OptionName, optionTable, specOf } from './command-table.js';

/** Values of options as texts, before anybody has checked them. A flag is true or false. */
export type Values = { [Name in OptionName]?: string | readonly string[] | boolean };

/** A place where a user gives values to options: the command line, the environment, or the user's file of defaults. */
export interface Source {
  readonly values: Values;
  /** How a message calls the value: `--jobs`, `SUPERPOSITION_JOBS`, `'jobs' in FILE`. */
  readonly nameOf: (option: OptionName) => string;
  /** Whether it is the command line. */
  readonly isTyped?: true;
}

/** The values of several sources together, and from which of them each one is. */
export interface MergedValues {
  readonly values: Values;
  readonly nameOf: (option: OptionName) => string;
  /** These names, only of values that are not all on the command line. */
  readonly origins: Readonly<Partial<Record<OptionName, string>>>;
}

/** An option with any value that is not the default, or with this value. */
type Given = OptionName | 'cache-mode off' | 'cache-mode refresh';

/** Options that cannot be combined, and what a user is told who gives them all on the command line. */
interface Conflict {
  readonly options: readonly [Given, Given];
  /** With this option beside them, they can. */
  readonly unless?: Given;
  readonly message: string;
}

const conflicting = (one: Given, others: readonly Given[], message: string): readonly Conflict[] =>
  others.map((other) => ({ options: [one, other], message }));

const conflicts: readonly Conflict[] = [
  ...conflicting(
    'verify',
    ['cache-mode', 'force'],
    '--verify computes everything again: it cannot be combined with --cache-mode or --force',
  ),
  ...conflicting(
    'tensorboard',
    ['verify', 'weights'],
    '--tensorboard writes loss curves of trainings: it cannot be combined with --verify or --weights',
  ),
  ...conflicting(
    'freeze',
    ['verify', 'cache-mode'],
    '--freeze takes results from the cache: it cannot be combined with --verify or another --cache-mode',
  ),
  ...conflicting(
    'cache-push',
    ['verify', 'cache-mode off'],
    '--cache-push writes new results: it cannot be combined with --verify or --cache-mode off',
  ),
  ...conflicting(
    'cache-mode off',
    ['cache', 'cache-read', 'force'],
    '--cache-mode off computes everything and uses no cache: it cannot be combined with --cache, --cache-read or --force',
  ),
  ...conflicting(
    'cache-mode refresh',
    ['force'],
    '--cache-mode refresh computes everything again: it cannot be combined with --force',
  ),
  {
    options: ['cache-mode refresh', 'cache-read'],
    unless: 'cache-push',
    message:
      '--cache-mode refresh computes everything again: it cannot be combined with --cache-read, unless --cache-push writes the results there',
  },
  ...conflicting(
    'only',
    ['tensorboard'],
    '--only computes nothing but its parts: it cannot be combined with --tensorboard, which needs every model',
  ),
  ...conflicting('json', ['csv'], '--json and --csv cannot be combined'),
  ...conflicting('quiet', ['verbose'], '--quiet and --verbose cannot be combined'),
];

/**
 * Puts the values of sources together. A value of a stronger source replaces that of a weaker one, and takes it away where
 * the two cannot be combined. Only settings (`--set`) of all sources add up, those of the strongest last.
 *
 * @param sources from the weakest to the strongest
 * @param refuse throws an error with this message
 */
export function mergeSources(sources: readonly Source[], refuse: (message: string) => never): MergedValues {
  const values: Values = {};
  const givers = new Map<OptionName, Source>();
  for (const source of sources) {
    for (const option of optionsIn(source.values)) {
      const value = source.values[option];
      const settings = option === 'set' ? [values.set ?? [], value].flat() : value;
      Object.assign(values, { [option]: settings });
      givers.set(option, source);
    }
  }
  for (const { options: given, unless, message } of conflicts) {
    if (!given.every((one) => takesEffect(one, values))) continue;
    if (unless !== undefined && takesEffect(unless, values)) continue;
    const [one, other] = given.map(optionOf) as [OptionName, OptionName];
    const [giver, otherGiver] = [givers.get(one)!, givers.get(other)!];
    if (giver === otherGiver) {
      if (giver.isTyped) refuse(message);
      refuse(`${giver.nameOf(one)} and ${giver.nameOf(other)} cannot be combined`);
    }
    const weaker = sources.indexOf(giver) < sources.indexOf(otherGiver) ? one : other;
    delete values[weaker];
    givers.delete(weaker);
  }
  const names = new Map(Array.from(givers, ([option, giver]) => [option, giver.nameOf(option)]));
  const settings = sources.filter((source) => source.values.set !== undefined);
  if (settings.length > 0) names.set('set', settings.map((source) => source.nameOf('set')).join(' and '));
  return {
    values,
    nameOf: (option) => names.get(option) ?? `--${option}`,
    origins: Object.fromEntries(
      optionsIn(values)
        .map((option) => [option, names.get(option)!] as const)
        .filter(([option, name]) => name !== `--${option}`),
    ),
  };
}

/** A source without the values that mean nothing to a command, or that a stronger source replaces. */
export function relevantTo(command: CommandName, source: Source, stronger: readonly Source[]): Source {
  const spec = specOf(command);
  const values: Values = {};
  for (const option of optionsIn(source.values)) {
    if (!spec.options.includes(option)) continue;
    const value = source.values[option];
    // A format of another command: `graph` knows no npz.
    if (
      option === 'format' &&
      !spec.formats!.includes(value as string) &&
      allFormats.includes(value as string)
    )
      continue;
    if (option !== 'set' && stronger.some((other) => other.values[option] !== undefined)) continue;
    Object.assign(values, { [option]: value });
  }
  return { ...source, values };
}

/** The formats of all commands. */
export const allFormats: readonly string[] = commandNames.flatMap((name) => specOf(name).formats ?? []);

/** The options that have a value. */
export function optionsIn(values: Values): readonly OptionName[] {
  return (Object.keys(optionTable) as OptionName[]).filter((option) => values[option] !== undefined);
}

function takesEffect(given: Given, values: Values): boolean {
  const [, wanted] = given.split(' ');
  const value = values[optionOf(given)];
  if (wanted !== undefined) return value === wanted;
  return value !== undefined && value !== false && !(given === 'cache-mode' && value === 'use');
}

function optionOf(given: Given): OptionName {
  return given.split(' ')[0] as OptionName;
}
