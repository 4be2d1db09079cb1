import type { Config } from '@superposition/core/config';
import { convergedSteps } from '@superposition/core/internal/config/sweep-grids';
import { type Sweep, type SweptSettings, sweepsOf } from '@superposition/core/internal/config/sweeps';

/** A point of a line that the sweeps of a config train. */
export interface LineModel {
  readonly line: Sweep;
  readonly at: SweptSettings;
}

/**
 * The converged models along the lines of a config. Lines of shorter trainings than the twin's are left out, because nothing may be
 * concluded from them, and so are points where no feature has to share a neuron.
 */
export function linesOf(config: Config): readonly LineModel[] {
  return sweepsOf(config)
    .filter(({ name, axes }) => axes.length === 1 && name !== 'trainingSteps')
    .flatMap((line) => line.points.map((at) => ({ line, at })))
    .filter(({ at }) => at.steps >= convergedSteps(config) && at.neurons < config.model.features);
}
