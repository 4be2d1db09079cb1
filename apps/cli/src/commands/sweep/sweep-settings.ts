import { seedsOf } from '@superposition/core/internal/config/config';
import type { Options } from '../../arguments/command-line.js';
import type { SettingPoint, Settings } from '../../arguments/setting-lists.js';
import { mostSweepPoints, sweepPoints } from '../../arguments/sweep-points.js';
import { configWith, type LoadedConfig, readConfig } from '../../config/config-file.js';
import type { Running } from '../../config/run-config.js';
import { UserError } from '../../user-error.js';

/** One config of a sweep. */
export interface ConfigPoint extends SettingPoint {
  readonly loaded: LoadedConfig;
  /** Names the config among the others: `model.neurons=5,data.activeProbability=0.02`. */
  readonly name: string;
}

/** The settings on which a model or its measurement depends. */
const groups = ['engine', 'model', 'data', 'training', 'evaluation'];

/** Whether a model or its measurement depends on the setting at a path. */
export const isOfModels = (path: string) => groups.includes(path.split('.')[0]!);

/**
 * Reads the config, and makes one for each point of the sweep.
 *
 * @throws UserError for a setting that changes no model, for a point that is no config, and for too many models
 */
export async function sweepConfigs(
  options: Options,
  folder: string,
  running: Running,
): Promise<readonly ConfigPoint[]> {
  const set = withSeeds(options);
  const asked = sweepPoints(set, options.sample);
  const idle = Object.keys(asked[0]!.varied).find((path) => !isOfModels(path));
  if (idle !== undefined)
    throw new UserError(
      `a sweep over ${idle} would have no effect: models and their measurement depend on ${groups.join(', ')} alone`,
    );
  if (asked[0]!.varied['training.seeds'] !== undefined)
    throw new UserError(
      'training.seeds cannot have several values in a sweep: each seed has a row of its own; give --seeds N',
    );
  const text = await readConfig(folder, options.config, running);
  const points: ConfigPoint[] = [];
  let models = 0;
  for (const point of asked) {
    // Only reports compare engines, which takes facts of the machine.
    const settings: Settings = [...noCrossCheck, ...point.settings];
    const loaded = await configWith(text, settings);
    models += seedsOf(loaded.config).length;
    if (models > mostSweepPoints)
      throw new UserError(
        `the sweep asks for more than ${mostSweepPoints} models: take fewer values, points or seeds`,
      );
    const name = Object.entries(point.varied).map(([path, value]) => `${path}=${JSON.stringify(value)}`);
    points.push({ ...point, loaded, name: name.join(',') });
  }
  return points;
}

const noCrossCheck: Settings = [
  ['report.crossCheck', 'false'],
  ['report.crossCheckStatistics', 'false'],
];

function withSeeds({ set, seeds }: Options): Settings {
  if (seeds === undefined) return set;
  const given = set.find(([path]) => path === 'training.seeds');
  if (given !== undefined)
    throw new UserError(`--seeds ${seeds} and --set training.seeds=${given[1]} cannot be combined`);
  return [...set, ['training.seeds', String(seeds)]];
}
