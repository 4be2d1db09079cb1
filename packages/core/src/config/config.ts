import { crossFieldLimits } from './config-limits.js';
import { configPaths, valueAt } from './config-paths.js';
import { type ConfigProblem, describeIssue, unreadable } from './config-problems.js';
import { type Config, type ConfigInput, configSchema, type Engine } from './config-schema.js';
import { plainValues } from './plain-values.js';
import { seedList } from './seeds.js';

export { type ConfigPath, configPaths } from './config-paths.js';
export { type ConfigProblem, formatProblem } from './config-problems.js';
export { type Config, type ConfigInput, configSchema, type Engine } from './config-schema.js';

/** The outcome of `parseConfig`: a config with every default filled in, or every problem at once. */
export type ParsedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** The config when nothing is set: the experiment of the document, with ten seeds. */
export const defaultConfig: Config = configSchema.parse({});

/**
 * Returns its input unchanged. `superposition.config.ts` uses it so that an editor can check and complete the settings.
 */
export function defineConfig(input: ConfigInput): ConfigInput {
  return input;
}

/** The seeds to train: a count k means 0 … k − 1. */
export function seedsOf(config: Pick<Config, 'training'>): number[] {
  return seedList(config.training.seeds);
}

/**
 * The settings that are valid by themselves, and defaults for the others. We need this to check limits across settings.
 */
function readableParts(input: unknown): Config {
  let parts: unknown = {};
  for (const { path, schema } of configPaths) {
    const read = schema.safeParse(valueAt(input, path));
    if (read.success) parts = withValue(parts, path.split('.'), read.data);
  }
  return configSchema.parse(parts);
}

function withValue(input: unknown, keys: readonly string[], value: unknown): unknown {
  const groups: Readonly<Record<string, unknown>>[] = [];
  let found = input;
  for (const key of keys) {
    const isObject = typeof found === 'object' && found !== null && !Array.isArray(found);
    const group = isObject ? (found as Record<string, unknown>) : {};
    groups.push(group);
    found = Object.hasOwn(group, key) ? group[key] : undefined;
  }
  return keys.reduceRight((inner, key, depth) => ({ ...groups[depth], [key]: inner }), value);
}

/**
 * Checks any input against the schema and against the limits across settings, and fills in defaults. All problems are
 * reported at once, each with its path, its value and the allowed range. Nothing is thrown. `engines` names the
 * installed training engines (the two in the default are always installed).
 */
export function parseConfig(
  input: unknown,
  { engines: installed = ['kernel', 'reference'] }: { readonly engines?: readonly Engine[] } = {},
): ParsedConfig {
  let given: unknown;
  try {
    given = input === undefined ? {} : plainValues(input);
  } catch (error) {
    return { ok: false, problems: [unreadable(input, error)] };
  }
  const passedOn = resultPassedOn(given);
  if (passedOn !== undefined) return { ok: false, problems: [passedOn] };
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

/** The problem of a result of `parseConfig` in the place of a config. */
function resultPassedOn(input: unknown): ConfigProblem | undefined {
  if (typeof input !== 'object' || input === null || !('ok' in input)) return undefined;
  if ('config' in input) {
    return {
      path: '',
      value: input,
      message: 'is what parseConfig returned: pass its config, result.config',
    };
  }
  if (!('problems' in input)) return undefined;
  return {
    path: '',
    value: input,
    message: 'is what parseConfig returned, and it has problems: look at result.problems',
  };
}

const covers = (outer: string, path: string) =>
  outer === '' || path === outer || path.startsWith(`${outer}.`);

/**
 * A copy of a config input with one setting changed, as `--set PATH=VALUE` wants it. The text is read as JSON where
 * that is possible, and as a number where people would write one; otherwise it stays a text. At the path of a text or a
 * choice, only a JSON string is unquoted and all else stays a text, so that a title may be `2024`. An unknown path is
 * set like any other; `parseConfig` then reports it.
 */
export function applySetting(input: unknown, path: string, text: string): unknown {
  const type = configPaths.find((setting) => setting.path === path)?.type;
  const value = readValue(text);
  const isText = type === 'text' || type === 'choice';
  if (isText) return withValue(input, path.split('.'), typeof value === 'string' ? value : text);
  // People also write numbers in ways that JSON does not allow: .05, +3, 1.
  const number = typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
  return withValue(input, path.split('.'), number ? Number(text) : value);
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
