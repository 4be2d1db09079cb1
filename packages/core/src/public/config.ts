import * as inner from '../config/config.js';
import { ConfigError } from '../config/config-error.js';
import type {
  Config,
  ConfigInput,
  ConfigPath,
  ConfigProblem,
  Engine,
  ParsedConfig,
} from '../config/config.js';
import { seedList } from '../config/seeds.js';
import { type Sweep, sweepsOf as sweepsOfWhole } from '../config/sweeps.js';
import { checkObject, checkOptions, described } from './arguments.js';

export type { Config, ConfigInput, ConfigPath, ConfigProblem, Engine, ParsedConfig };
export type { Sweep, SweepAxis, SweepName, SweptSetting, SweptSettings } from '../config/sweeps.js';
export { ConfigError };

/** Every engine that a config may name. Which of them can run shows when one is asked for. */
const engines = ['kernel', 'reference', 'tfjs'] as const satisfies readonly Engine[];

/** The config when nothing is set: 100 features, 10 neurons, 1,000 steps of 2,048 samples, ten seeds. */
export const defaultConfig: Config = inner.defaultConfig;

/**
 * Every setting: its path, what it means, the values it takes and its default. The list is made from the schema that
 * `parseConfig` uses.
 */
export const configPaths: readonly ConfigPath[] = inner.configPaths;

/** Returns its input unchanged. A config file uses it, so that an editor checks and completes the settings. */
export function defineConfig(input: ConfigInput): ConfigInput {
  return inner.defineConfig(input);
}

/**
 * Checks any input against the range of each setting and the limits across settings, and fills in defaults. All problems
 * are reported at once, each with path, value, allowed range and, for a wrong name, the one that may be meant. Nothing is
 * thrown for any input.
 *
 * @param options `engines`: the engines that a config may name; `kernel` and `reference` by default
 * @throws TypeError for wrong options
 */
export function parseConfig(
  input: unknown,
  options: { readonly engines?: readonly Engine[] } = {},
): ParsedConfig {
  checkOptions('options', options, 'engines');
  if (options.engines !== undefined && !Array.isArray(options.engines)) {
    throw new TypeError(
      `engines is ${described(options.engines)}: must be a list among ${engines.join(', ')}`,
    );
  }
  return inner.parseConfig(input, options);
}

/**
 * A whole config from one that may leave out anything.
 *
 * @throws ConfigError with every problem of the config
 */
export function wholeConfig(config: ConfigInput | Config | undefined): Config {
  const parsed = inner.parseConfig(config, { engines });
  if (parsed.ok) return parsed.config;
  throw new ConfigError(parsed.problems);
}

/**
 * A problem as one line, `path = value: message`, with the value cut to about 80 characters.
 *
 * @throws TypeError for what is no problem
 */
export function formatProblem(problem: ConfigProblem): string {
  checkObject('problem', problem, 'one of the problems that parseConfig returned');
  if (typeof problem.path !== 'string') {
    throw new TypeError(`problem.path is ${described(problem.path)}: must be a text`);
  }
  return inner.formatProblem(problem);
}

/**
 * A copy of a config input with one setting changed, as `--set PATH=VALUE` of the command line does it. The text is read
 * as JSON where that is possible, and as a number where people would write one; otherwise it stays a text. An unknown path
 * is set like any other; `parseConfig` then reports it.
 *
 * @throws TypeError unless path and text are texts
 */
export function applySetting(input: unknown, path: string, text: string): unknown {
  for (const [name, value] of Object.entries({ path, text })) {
    if (typeof value !== 'string') throw new TypeError(`${name} is ${described(value)}: must be a text`);
  }
  return inner.applySetting(input, path, text);
}

/**
 * The seeds that a config trains: a count k means 0 … k − 1.
 *
 * @throws ConfigError with every problem of the config
 */
export function seedsOf(config: ConfigInput | Config): number[] {
  return seedList(wholeConfig(config).training.seeds);
}

/**
 * The sweeps of a config: for each its axes, every combination of their values, and its seeds. A sweep with an empty list
 * of values is left out. A default grid depends on the rest of the config.
 *
 * @throws ConfigError with every problem of the config
 */
export function sweepsOf(config: ConfigInput | Config): Sweep[] {
  return sweepsOfWhole(wholeConfig(config));
}
