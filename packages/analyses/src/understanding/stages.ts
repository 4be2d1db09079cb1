import type { Config } from '@superposition/core/config';
import { convergedSteps } from '@superposition/core/internal/config/sweep-grids';
import { sweptSettings } from '@superposition/core/internal/config/sweeps';
import { type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import type { RandomFrames } from '../geometry/random-frames.js';
import { randomFramesStage } from '../geometry/stages.js';
import type { Model } from '../models/model.js';
import type { Trainings } from '../models/stages.js';
import type { Findings } from './finding.js';
import { understandingTasks } from './tasks.js';

/** A model, the name that its stages have in brackets, and its directions beside random ones. */
export interface UnderstoodModel {
  readonly name: string;
  readonly model: Stage<Model>;
  readonly randomFrames: Stage<RandomFrames>;
}

/** The findings of one model, on the data and under the loss of the config. */
export function findingsStage(
  { data, training }: Config,
  { name, model, randomFrames }: UnderstoodModel,
  whole = `understanding[${name}]`,
) {
  const params = { activeProbability: data.activeProbability, lossExponent: training.lossExponent };
  const inputs = { model };
  const { weightFindings, ladderFindings, sampleFindings, joinFindings } = understandingTasks;
  return stage(whole, joinFindings, {
    params: {},
    inputs: {
      frames: randomFrames,
      parts: [
        stage(`weight-findings[${name}]`, weightFindings, { params, inputs }),
        stage(`loss-ladder[${name}]`, ladderFindings, { params, inputs }),
        stage(`sample-findings[${name}]`, sampleFindings, { params, inputs }),
      ],
    },
  });
}

/** The findings of the model of one seed, and of its converged twin: the same training over more steps. */
export function understandingStage(
  config: Config,
  trainings: Trainings,
  {
    shown,
    seed,
    trained,
    lines,
  }: {
    readonly shown: UnderstoodModel;
    readonly seed: number;
    readonly trained?: Stage<Findings> | undefined;
    readonly lines?: Stage<Findings> | undefined;
  },
) {
  const at = { ...sweptSettings(config), steps: convergedSteps(config) };
  const name = trainings.nameOf(at, seed);
  const report = findingsStage(config, shown);
  const twin = () => {
    const model = trainings.stageAt(at, seed);
    return findingsStage(config, { name, model, randomFrames: randomFramesStage(name, model) });
  };
  // At the most steps that are allowed, a model is its own twin.
  const converged = name === shown.name ? report : twin();
  return stage('understanding', understandingTasks.pairFindings, {
    params: {},
    inputs: { report, converged, ...(trained && { trained }), ...(lines && { lines }) },
  });
}
