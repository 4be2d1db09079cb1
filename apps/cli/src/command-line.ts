import { parseArgs } from 'node:util';
import { nearestTo } from '@superposition/pipeline/select';
import { UserError } from './user-error.js';

/** Options that every command takes. */
export interface Options {
  /** Config file; when left out, `superposition.config.ts` (.js, .json) is looked for upward. */
  readonly config?: string;
  /** `[path, text]` pairs, in order. */
  readonly set: readonly (readonly [string, string])[];
  readonly out?: string;
  readonly cache?: string;
  readonly cacheMode: 'use' | 'refresh' | 'off';
  readonly force: readonly string[];
  readonly jobs?: number;
  readonly json: boolean;
  readonly csv: boolean;
  readonly list: boolean;
  readonly quiet: boolean;
}

/** What the user asked for. */
export type Command =
  | { readonly name: 'help' | 'version' }
  | { readonly name: 'report' | 'plan'; readonly options: Options }
  | { readonly name: 'get'; readonly ids: readonly string[]; readonly options: Options };

const commands = ['report', 'plan', 'get'] as const;
const cacheModes = ['use', 'refresh', 'off'] as const;

const definitions = {
  config: { type: 'string' },
  set: { type: 'string', multiple: true },
  out: { type: 'string' },
  cache: { type: 'string' },
  'cache-mode': { type: 'string' },
  force: { type: 'string', multiple: true },
  jobs: { type: 'string' },
  json: { type: 'boolean' },
  csv: { type: 'boolean' },
  list: { type: 'boolean' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

const onlyFor: Partial<Record<keyof typeof definitions, (typeof commands)[number]>> = {
  csv: 'get',
  list: 'get',
};

/**
 * Reads the words after the program's name.
 *
 * @throws UserError naming what is wrong and the nearest right word
 */
export function readCommandLine(words: readonly string[]): Command {
  // pnpm hands on the `--` that some people put between a script's name and its arguments.
  const given = words[0] === '--' ? words.slice(1) : [...words];
  const { values, positionals, tokens } = parseWords(given);
  for (const token of tokens) checkOption(token);
  if (values.help || (positionals.length === 0 && given.length === 0)) return { name: 'help' };
  if (values.version) return { name: 'version' };

  const [name, ...ids] = positionals;
  if (name === undefined) throw usage(`a command is missing: ${commands.join(', ')}`);
  if (name === 'help') return { name };
  if (!isOneOf(commands, name)) throw usage(`unknown command '${name}'${suggestion(name, commands)}`);
  for (const [option, command] of Object.entries(onlyFor)) {
    if (values[option as keyof typeof values] !== undefined && command !== name) {
      throw usage(`--${option} is an option of '${command}', not of '${name}'`);
    }
  }
  const options = readOptions(values);
  if (name === 'get') {
    if (ids.length === 0 && !options.list)
      throw usage("'get' needs at least one id; 'get --list' names them");
    if (options.json && options.csv) throw usage('--json and --csv exclude each other');
    return { name, ids, options };
  }
  if (ids.length > 0) throw usage(`'${name}' takes no arguments, but got '${ids.join(' ')}'`);
  return { name, options };
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

function readOptions(values: ReturnType<typeof parseWords>['values']): Options {
  const text = (name: 'config' | 'out' | 'cache') => {
    const value = values[name] as string | undefined;
    if (value === '') throw usage(`--${name} needs a value`);
    return value === undefined ? {} : { [name]: value };
  };
  const cacheMode = (values['cache-mode'] as string | undefined) ?? 'use';
  if (!isOneOf(cacheModes, cacheMode)) {
    throw usage(`--cache-mode is '${cacheMode}': it must be one of ${cacheModes.join(', ')}`);
  }
  return {
    ...text('config'),
    ...text('out'),
    ...text('cache'),
    set: ((values.set as string[] | undefined) ?? []).map(readSetting),
    cacheMode,
    force: (values.force as string[] | undefined) ?? [],
    ...(values.jobs !== undefined && { jobs: readJobs(values.jobs as string) }),
    json: values.json === true,
    csv: values.csv === true,
    list: values.list === true,
    quiet: values.quiet === true,
  };
}

function readSetting(text: string): readonly [string, string] {
  const equals = text.indexOf('=');
  if (equals <= 0) throw usage(`--set is '${text}': it must be PATH=VALUE, for example model.neurons=20`);
  return [text.slice(0, equals), text.slice(equals + 1)];
}

function readJobs(text: string): number {
  const jobs = Number(text);
  if (!/^\d+$/.test(text) || jobs < 1 || jobs > 256)
    throw usage(`--jobs is '${text}': it must be an integer 1 … 256`);
  return jobs;
}

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
