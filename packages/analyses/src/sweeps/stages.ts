import type { Config } from '@superposition/core/config';
import { type Sweep, sweepsOf } from '@superposition/core/internal/config/sweeps';
import { stage } from '@superposition/pipeline/internal/graph/stage';
import { memoizeByName } from '../models/memoize-by-name.js';
import type { Trainings } from '../models/stages.js';
import { sweepTasks } from './tasks.js';

/** The number of active entries in the evaluation of a sweep's point, unless evaluation.samples is smaller. */
const entriesOfSweepPoint = 20_000;

/** The sweeps of a config: models trained and measured at each point, with each seed. */
export function sweepStages(config: Config, trainings: Trainings) {
  const pointAt = memoizeByName(trainings.nameOf, (name, at, seed) =>
    stage(`sweep-point[${name}]`, sweepTasks.sweepPoint, {
      params: {
        activeProbability: at.activeProbability,
        lossExponent: at.lossExponent,
        activeEntries: Math.min(config.evaluation.samples, entriesOfSweepPoint),
        seed,
      },
      inputs: { model: trainings.stageAt(at, seed) },
    }),
  );
  const sweeps = sweepsOf(config).map((each) => ({
    ...each,
    summary: stage(`sweep[${each.name}]`, sweepTasks.sweepSummary, {
      params: { points: each.points, seeds: each.seeds },
      inputs: { models: each.points.flatMap((at) => each.seeds.map((seed) => pointAt(at, seed))) },
    }),
    // Of a map, no figure shows single features.
    gains: each.axes.length === 1 ? gainsStage(each, trainings) : undefined,
  }));
  return { sweeps, convergence: convergenceStage(trainings, sweeps) };
}

/** The gain of every feature along a line, of the models of its first seed. */
function gainsStage({ name, points, seeds: [seed = 0] }: Sweep, trainings: Trainings) {
  return stage(`feature-gains[${name}]`, sweepTasks.featureGains, {
    params: { points, seed },
    inputs: { models: points.map((at) => trainings.stageAt(at, seed)) },
  });
}

/** Which lengths of training have converged, if the config has a sweep over them. */
function convergenceStage(trainings: Trainings, sweeps: readonly Sweep[]) {
  const overSteps = sweeps.find(({ name }) => name === 'trainingSteps');
  if (overSteps === undefined) return undefined;
  const { points, seeds } = overSteps;
  const longest = points.at(-1)!;
  const { activeProbability, lossExponent } = longest;
  const comparisons = points.slice(0, -1).flatMap((at) =>
    seeds.map((seed) =>
      stage(`convergence-point[${trainings.nameOf(at, seed)}]`, sweepTasks.compareTrainings, {
        params: { activeProbability, lossExponent },
        inputs: { model: trainings.stageAt(at, seed), longest: trainings.stageAt(longest, seed) },
      }),
    ),
  );
  return stage('convergence', sweepTasks.convergence, {
    params: { steps: points.map(({ steps }) => steps), seeds },
    inputs: { comparisons },
  });
}
