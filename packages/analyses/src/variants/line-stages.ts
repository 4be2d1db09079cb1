import type { Config } from '@superposition/core/config';
import { convergedSteps } from '@superposition/core/internal/config/sweep-grids';
import { type SweptSettings, sweptSettings } from '@superposition/core/internal/config/sweeps';
import { type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import type { Trainings } from '../models/stages.js';
import type { Findings } from '../understanding/finding.js';
import type { LinePoint } from '../understanding/line-findings.js';
import { type LineModel, linesOf } from './lines.js';
import { variantTasks } from './tasks.js';

/**
 * What the theory and the shape of the solution are along the lines that the sweeps of a config train, and of the converged model at
 * its own settings: no further training.
 */
export function lineFindingsStage(
  config: Config,
  trainings: Trainings,
  seed: number,
): Stage<Findings> | undefined {
  const lines = linesOf(config).map((model) => ({ point: pointOf(model), at: model.at }));
  const all = [
    ...lines,
    ...ownOf(config).filter((own) => lines.every(({ point }) => point.name !== own.point.name)),
  ];
  if (all.length === 0) return undefined;
  return stage('line-findings', variantTasks.lineFindings, {
    params: { points: all.map(({ point }) => ({ ...point })) },
    inputs: { models: all.map(({ at }) => trainings.stageAt(at, seed)) },
  });
}

/** The converged model at the settings of the config, as a point of the line over densities, which may lack it. */
function ownOf(config: Config): readonly { readonly point: LinePoint; readonly at: SweptSettings }[] {
  if (config.model.neurons >= config.model.features) return [];
  const at = { ...sweptSettings(config), steps: convergedSteps(config) };
  const { activeProbability, lossExponent } = at;
  const name = `activeProbability=${activeProbability}`;
  return [{ point: { name, activeProbability, lossExponent, isSparse: false }, at }];
}

function pointOf({ line: { name, axes }, at }: LineModel): LinePoint {
  const [{ setting }] = axes;
  const { activeProbability, lossExponent } = at;
  const isSparse = name === 'lossExponentSparse';
  return {
    name: `${isSparse ? 'sparse.' : ''}${setting}=${at[setting]}`,
    activeProbability,
    lossExponent,
    isSparse,
  };
}
