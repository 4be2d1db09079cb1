import { limits } from '@superposition/core/internal/config/limits';
import { type OptionName, optionTable, type specOf } from './command-table.js';
import {
  readAge,
  readBytes,
  readChoice,
  readInteger,
  readNames,
  readSample,
  readSetting,
  readTensorNames,
} from './read-values.js';
import { optionsIn, type Values } from './sources.js';
import type { SweepSample } from './sweep-points.js';
import { usage } from './usage.js';

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
  /** The names of the tensors to take. */
  readonly weightsNames?: { readonly W_in: string; readonly W_out: string };
  readonly transpose: boolean;
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
  /** File for the profile. */
  readonly profile?: string;
  /** Ids of quantities, separated by commas. */
  readonly quantities?: string;
  /** Train with the seeds 0 … n − 1. */
  readonly seeds?: number;
  /** How the points of a sweep are drawn. */
  readonly sample?: SweepSample;
  /** What a sweep leaves in the cache. */
  readonly keep: 'all' | 'result';
  /** Runs nothing, and says what would run. */
  readonly plan: boolean;
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

/**
 * Reads the values of options.
 *
 * @param nameOf how messages call the value of an option
 * @throws UserError for a value that the option cannot have
 */
export function readOptions(
  values: Values,
  { formats }: Pick<ReturnType<typeof specOf>, 'formats'>,
  nameOf: (option: OptionName) => string,
  origins: Options['origins'] = {},
): Options {
  for (const option of optionsIn(values))
    if ([values[option]].flat().includes('')) throw usage(`${nameOf(option)} needs a value`);
  const text = (name: 'config' | 'weights' | 'out' | 'cache' | 'tensorboard' | 'profile' | 'quantities') => {
    const value = values[name] as string | undefined;
    return value === undefined ? {} : { [name]: value };
  };
  return {
    ...text('config'),
    ...text('weights'),
    ...(values['weights-names'] !== undefined && {
      weightsNames: readTensorNames(nameOf('weights-names'), values['weights-names'] as string),
    }),
    transpose: values.transpose === true,
    ...text('out'),
    ...text('cache'),
    ...text('tensorboard'),
    ...text('profile'),
    ...text('quantities'),
    set: ((values.set as string[] | undefined) ?? []).map((each) => readSetting(nameOf('set'), each)),
    cacheRead: (values['cache-read'] as string[] | undefined) ?? [],
    cachePush: values['cache-push'] === true,
    cacheMode: readChoice(
      nameOf('cache-mode'),
      optionTable['cache-mode'].choices,
      values['cache-mode'] as string | undefined,
    ),
    force: (values.force as string[] | undefined) ?? [],
    ...(values.freeze !== undefined && { freeze: values.freeze as string[] }),
    ...(values.jobs !== undefined && { jobs: readInteger(nameOf('jobs'), [1, 256], values.jobs as string) }),
    ...(values.retries !== undefined && {
      retries: readInteger(nameOf('retries'), [0, 100], values.retries as string),
    }),
    ...(values['fail-fast'] === true && { failFast: true }),
    cacheBudget: readBytes(
      nameOf('cache-budget'),
      values['cache-budget'] as string | undefined,
      values['older-than'] === undefined ? 2 ** 30 : Number.POSITIVE_INFINITY,
    ),
    ...(values['older-than'] !== undefined && {
      olderThan: readAge(nameOf('older-than'), values['older-than'] as string),
    }),
    now: values.now === true,
    ...(values.port !== undefined && {
      port: readInteger(nameOf('port'), [1, 65_535], values.port as string),
    }),
    dryRun: values['dry-run'] === true,
    ...(values.seeds !== undefined && {
      seeds: readInteger(
        nameOf('seeds'),
        [limits.seedCount.min, limits.seedCount.max],
        values.seeds as string,
      ),
    }),
    ...(values.sample !== undefined && { sample: readSample(nameOf('sample'), values.sample as string) }),
    keep: readChoice(nameOf('keep'), optionTable.keep.choices, values.keep as string | undefined),
    plan: values.plan === true,
    only: readNames(nameOf('only'), values.only as string[] | undefined),
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
