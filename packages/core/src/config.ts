import type { z } from 'zod';
import { configPaths, valueAt } from './config-paths.js';
import { type Config, type ConfigInput, configSchema, type Engine } from './config-schema.js';
import { limits } from './limits.js';
import { nearest } from './nearest.js';

export { type ConfigPath, configPaths } from './config-paths.js';
export { type Config, type ConfigInput, configSchema, type Engine, engines } from './config-schema.js';

/** One thing wrong with a config: where, what stands there, and what would be right (with the allowed range). */
export interface ConfigProblem {
  readonly path: string;
  readonly value: unknown;
  readonly message: string;
}

/** The outcome of `parseConfig`: a config with every default filled in, or every problem at once. */
export type ParsedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** The config when nothing is set: the experiment of the document, with ten seeds. */
export const defaultConfig: Config = configSchema.parse({});

/** The identity, for `superposition.config.ts`: it only lets an editor check and complete the settings. */
export function defineConfig(input: ConfigInput): ConfigInput {
  return input;
}

/** The seeds to train: a count k means 0 … k − 1. */
export function seedsOf(config: Pick<Config, 'training'>): number[] {
  const { seeds } = config.training;
  return typeof seeds === 'number' ? Array.from({ length: seeds }, (_, seed) => seed) : [...seeds];
}

/** The setting or group that a wrong path most likely meant: by its last name if that exists, else the nearest. */
function intended(path: string, key: string): string | undefined {
  const groups = ['model', 'model.init', 'data', 'training', 'evaluation', 'report'];
  const known = [...configPaths.map((setting) => setting.path), ...groups];
  const lastName = (name: string) => name.slice(name.lastIndexOf('.') + 1);
  const twin = known.find((name) => lastName(name) === lastName(key));
  const near = nearest(key, known.map(lastName));
  return twin ?? nearest(path, known) ?? known.find((name) => lastName(name) === near);
}

function unknownKey(parent: string, key: string, input: unknown): ConfigProblem {
  const path = parent === '' ? key : `${parent}.${key}`;
  const paths = configPaths.map((setting) => setting.path);
  const guess = intended(path, key);
  const siblings = paths.filter((known) => parent === '' || known.startsWith(`${parent}.`));
  const hint = guess === undefined ? '' : ` (did you mean ${guess}?)`;
  const message = `is not a setting${hint}; it must be one of ${siblings.join(', ')}`;
  const container = parent === '' ? input : valueAt(input, parent);
  const value = Object.getOwnPropertyDescriptor(container ?? {}, key)?.value as unknown;
  return { path, value, message };
}

function describeIssue(issue: z.core.$ZodIssue, input: unknown): ConfigProblem[] {
  // Inside a list the whole setting is at fault: its allowed values are documented as one.
  const dotted = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(dotted, key, input));
  const setting = configPaths.find(({ path }) => dotted === path || dotted.startsWith(`${path}.`));
  if (setting !== undefined) {
    return [
      { path: setting.path, value: valueAt(input, setting.path), message: `must be ${setting.allowed}` },
    ];
  }
  const members = configPaths.filter(({ path }) => dotted === '' || path.startsWith(`${dotted}.`));
  const message = `must be an object with settings among ${members.map(({ path }) => path).join(', ')}`;
  return [{ path: dotted, value: valueAt(input, dotted), message }];
}

interface Limit {
  /** The settings that the limit involves; it is checked when each of them is right by itself. */
  readonly paths: readonly string[];
  readonly check: (config: Config, installed: readonly Engine[]) => ConfigProblem | undefined;
}

/** The largest value of one factor when the other is given and their product is bounded. */
const share = (product: number, other: number, max: number) => Math.min(max, Math.floor(product / other));

const crossFieldLimits: readonly Limit[] = [
  {
    paths: ['model.features', 'model.neurons', 'model.init.kind'],
    check: ({ model }) =>
      model.init.kind === 'naive' && model.neurons > model.features
        ? {
            path: 'model.neurons',
            value: model.neurons,
            message:
              `must be an integer 1 … ${model.features} (model.features) when model.init.kind is 'naive', ` +
              'where neuron k serves feature k',
          }
        : undefined,
  },
  {
    paths: ['model.features', 'model.neurons'],
    check: ({ model }) =>
      model.features * model.neurons > limits.weightEntries.max
        ? {
            path: 'model.neurons',
            value: model.neurons,
            message:
              `must be an integer 1 … ${share(limits.weightEntries.max, model.features, limits.neurons.max)} with ` +
              `model.features ${model.features}: a weight matrix has at most ${limits.weightEntries.max} entries`,
          }
        : undefined,
  },
  {
    paths: ['model.features', 'training.batchSize'],
    check: ({ model, training }) =>
      model.features * training.batchSize > limits.batchEntries.max
        ? {
            path: 'training.batchSize',
            value: training.batchSize,
            message:
              `must be an integer 1 … ${share(limits.batchEntries.max, model.features, limits.batchSize.max)} with ` +
              `model.features ${model.features}: batchSize × features is at most ${limits.batchEntries.max}`,
          }
        : undefined,
  },
  {
    paths: ['engine'],
    check: ({ engine }, installed) =>
      installed.includes(engine)
        ? undefined
        : {
            path: 'engine',
            value: engine,
            message: `is not installed; must be one of ${installed.map((name) => `'${name}'`).join(', ')}`,
          },
  },
];

/** The settings that are right by themselves, and defaults for the others: enough to check limits across them. */
function readableParts(input: unknown): Config {
  let parts: unknown = {};
  for (const { path, schema } of configPaths) {
    const read = schema.safeParse(valueAt(input, path));
    if (read.success) parts = withValue(parts, path.split('.'), read.data);
  }
  return configSchema.parse(parts);
}

function withValue(input: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
  const own: Record<string, unknown> = isObject ? { ...input } : {};
  const child = Object.hasOwn(own, key) ? own[key] : undefined;
  return { ...own, [key]: withValue(child, rest, value) };
}

/**
 * Checks anything against the schema and the limits across settings, and fills in defaults. All problems are
 * reported at once, each with its path, value and allowed range; nothing is thrown. `engines` names the
 * installed training engines (the reference engine is always here).
 */
export function parseConfig(
  input: unknown,
  { engines: installed = ['reference'] }: { readonly engines?: readonly Engine[] } = {},
): ParsedConfig {
  const given = input === undefined ? {} : input;
  const result = configSchema.safeParse(given);
  const problems = new Map<string, ConfigProblem>();
  for (const problem of result.success ? [] : result.error.issues.flatMap((i) => describeIssue(i, given))) {
    problems.set(problem.path, problem);
  }
  const config = result.success ? result.data : readableParts(given);
  for (const { paths, check } of crossFieldLimits) {
    const blamed = paths.some((path) => [...problems.keys()].some((bad) => covers(bad, path)));
    const problem = blamed ? undefined : check(config, installed);
    if (problem !== undefined) problems.set(problem.path, problem);
  }
  return problems.size === 0 ? { ok: true, config } : { ok: false, problems: [...problems.values()] };
}

const covers = (outer: string, path: string) =>
  outer === '' || path === outer || path.startsWith(`${outer}.`);

/**
 * A copy of a config input with one setting changed, as `--set PATH=VALUE` wants it. The text is read as JSON
 * where that is possible and stays a text otherwise; at the path of a text or a choice only a JSON string is
 * unquoted, so that a title may be `2024`. An unknown path is set all the same: `parseConfig` reports it.
 */
export function applySetting(input: unknown, path: string, text: string): unknown {
  const type = configPaths.find((setting) => setting.path === path)?.type;
  const value = readValue(text);
  const isText = type === 'text' || type === 'choice';
  return withValue(input, path.split('.'), isText && typeof value !== 'string' ? text : value);
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** A problem as one line, `path = value: message`, with the value cut to about 80 characters. */
export function formatProblem({ path, value, message }: ConfigProblem): string {
  const name = path === '' ? 'the config' : path;
  const shown = showValue(value);
  return `${name} = ${shown.length > 80 ? `${shown.slice(0, 79)}…` : shown}: ${message}`;
}

function showValue(value: unknown): string {
  try {
    // JSON has no NaN and no Infinity, and they are just what an error message must not hide.
    return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  } catch {
    return Object.prototype.toString.call(value);
  }
}
