import type { Config } from '@superposition/core/config';
import { sweepsOf } from '@superposition/core/internal/config/sweeps';
import { stage } from '@superposition/pipeline/internal/graph/stage';
import { memoizeByName } from '../models/memoize-by-name.js';
import type { Trainings } from '../models/stages.js';
import { sweepTasks } from './tasks.js';

/** The number of active entries in the evaluation of a sweep's point, unless evaluation.samples is smaller. */
const entriesOfSweepPoint = 20_000;

/** A training has converged when its loss exceeds that of the longest training by at most this share. */
const convergenceThreshold = 0.05;

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
  }));
  const overSteps = sweeps.find(({ name }) => name === 'trainingSteps');
  const convergence =
    overSteps &&
    stage('convergence', sweepTasks.convergence, {
      params: { threshold: convergenceThreshold },
      inputs: { sweep: overSteps.summary },
    });
  return { sweeps, convergence };
}
