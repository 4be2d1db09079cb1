import { resolve } from 'node:path';
import { idleSweepSettings } from '@superposition/core/internal/config/depth';
import { type Graph, graph } from '@superposition/pipeline/internal/graph/graph';
import { selectStages } from '@superposition/pipeline/internal/graph/select';
import type { Stage } from '@superposition/pipeline/internal/graph/stage';
import { someOf } from '@superposition/pipeline/internal/values/some-of';
import { buildPipeline } from '@superposition/report/internal/pipeline';
import type { Options } from '../arguments/command-line.js';
import { type ConfigText, configWith, type LoadedConfig, readConfig } from '../config/config-file.js';
import { type GivenWeights, loadWeights, withShapeOf } from '../config/given-weights.js';
import type { Running } from '../config/run-config.js';
import { UserError } from '../user-error.js';
import { nearestHint } from './nearest-hint.js';

/** A config, and the pipeline that follows from it. */
export interface LoadedPipeline {
  readonly loaded: LoadedConfig;
  /** The weights that `--weights` gives. The pipeline measures them, and trains no model. */
  readonly given?: GivenWeights;
  readonly pipeline: ReturnType<typeof buildPipeline>;
  /** Names of the stages that `--force` selects. */
  readonly force: ReadonlySet<string>;
  /** Names of the stages that `--freeze` selects. */
  readonly freeze: ReadonlySet<string>;
}

/**
 * Loads the config and builds its graph.
 *
 * @throws UserError for a config or an option that cannot be used
 */
export async function loadPipeline(
  options: Options,
  folder: string,
  warn: (message: string) => void,
  running: Running = {},
): Promise<LoadedPipeline> {
  const [loaded] = await loadPipelines([options], options, folder, warn, running);
  return loaded!;
}

/**
 * The pipelines of several lists of settings. The config runs once for all of them.
 *
 * @throws UserError for a config or an option that cannot be used
 */
export async function loadPipelines(
  points: readonly Pick<Options, 'set'>[],
  options: Options,
  folder: string,
  warn: (message: string) => void,
  running: Running = {},
): Promise<readonly LoadedPipeline[]> {
  const { text, given } = await readSubject(options, folder, running);
  if (given?.isRounded) warn('some weights are not float32 numbers; each was rounded to the nearest one');
  for (const warning of given?.warnings ?? []) warn(`the weights in ${options.weights}: ${warning}`);
  const pipelines: LoadedPipeline[] = [];
  for (const { set } of points) pipelines.push(await pipelineOf(text, given, { ...options, set }));
  if (given === undefined) for (const warning of new Set(pipelines.flatMap(idleSettings))) warn(warning);
  return pipelines;
}

function idleSettings({ loaded: { config } }: LoadedPipeline): readonly string[] {
  const paths = idleSweepSettings(config);
  if (paths.length === 0) return [];
  const [have, these] = paths.length === 1 ? ['has', 'this sweep'] : ['have', 'these sweeps'];
  return [
    `${someOf(paths)} ${have} no effect: at depth ${config.report.depth}, a report has ${these} only if the values are given`,
  ];
}

async function readSubject(
  { config, weights, weightsNames, transpose }: Options,
  folder: string,
  running: Running,
): Promise<{ readonly text: ConfigText; readonly given: GivenWeights | undefined }> {
  const reading = readConfig(folder, config, running);
  reading.catch(() => {});
  const given =
    weights === undefined
      ? undefined
      : await loadWeights(resolve(folder, weights), {
          ...(weightsNames !== undefined && { names: weightsNames }),
          transpose,
        });
  return { text: await reading, given };
}

async function pipelineOf(
  text: ConfigText,
  given: GivenWeights | undefined,
  options: Options,
): Promise<LoadedPipeline> {
  const loaded = shaped(await configWith(text, options.set), given, options);
  const pipeline = buildPipeline(loaded.config, {
    ...loaded.machine,
    ...(given !== undefined && {
      weights: given.weights,
      from: { ...given.from, file: given.file, passedOver: given.passedOver },
    }),
  });
  const force = selectedStages(options.origins.force ?? '--force', pipeline.graph, options.force);
  const freeze = selectedStages(options.origins.freeze ?? '--freeze', pipeline.graph, options.freeze ?? []);
  const both = [...freeze].filter((name) => force.has(name));
  if (both.length > 0) throw new UserError(`--force and --freeze both name ${someOf(both)}`);
  return { loaded, ...(given !== undefined && { given }), pipeline, force, freeze };
}

/**
 * The config, with given weights in their shape. Then the facts of the machine are left out, because only trainings depend on
 * them.
 */
function shaped(loaded: LoadedConfig, given: GivenWeights | undefined, options: Options): LoadedConfig {
  if (given === undefined) return loaded;
  const config = withShapeOf(loaded.config, given, options.set, options.origins.set);
  return { ...loaded, config, machine: {} };
}

/**
 * Refuses `--force` and `--freeze` on the command line if they name no stage that these targets need: they would have no effect.
 *
 * @throws UserError
 */
export function refuseIdle(
  asked: Pick<LoadedPipeline, 'force' | 'freeze'>,
  targets: readonly Stage[],
  options: Options,
): void {
  const { byName } = graph(targets);
  for (const option of ['force', 'freeze'] as const) {
    const named = [...asked[option]];
    if (options.origins[option] !== undefined || named.length === 0) continue;
    if (!named.some((name) => byName.has(name)))
      throw new UserError(
        `--${option} would have no effect: nothing that is asked for needs ${someOf(named)}`,
      );
  }
}

function selectedStages(name: string, graph: Graph, patterns: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const pattern of patterns) {
    const selected = selectStages(graph, pattern);
    if ('nearest' in selected)
      throw new UserError(
        `${name} ${pattern}: there is no stage or family of this name${nearestHint(selected.nearest)}`,
      );
    for (const name of selected.found) names.add(name);
  }
  return names;
}
