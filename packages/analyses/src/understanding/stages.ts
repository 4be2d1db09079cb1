import type { Config } from '@superposition/core/config';
import { sweptSettings } from '@superposition/core/internal/config/sweeps';
import { type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import type { Model } from '../models/model.js';
import type { Trainings } from '../models/stages.js';
import { understandingTasks } from './tasks.js';

/** A model counts as converged after ten times the steps of the config, and not before so many. */
const fewestConvergedSteps = 10_000;

/** The steps of the converged twin of a config's models. */
export function convergedSteps({ training }: Pick<Config, 'training'>): number {
  return Math.max(10 * training.steps, fewestConvergedSteps);
}

/** The findings of one model, on the data and under the loss of the config. */
export function findingsStage({ data, training }: Config, name: string, model: Stage<Model>, whole?: string) {
  const params = { activeProbability: data.activeProbability, lossExponent: training.lossExponent };
  const inputs = { model };
  const { weightFindings, ladderFindings, sampleFindings, joinFindings } = understandingTasks;
  return stage(whole ?? `understanding[${name}]`, joinFindings, {
    params: {},
    inputs: {
      parts: [
        stage(`weight-findings[${name}]`, weightFindings, { params, inputs }),
        stage(`ladder[${name}]`, ladderFindings, { params, inputs }),
        stage(`sample-findings[${name}]`, sampleFindings, { params, inputs }),
      ],
    },
  });
}

/** The findings of the model of one seed, and of its converged twin: the same training over more steps. */
export function understandingStage(config: Config, trainings: Trainings, seed: number) {
  const own = sweptSettings(config);
  const findingsAt = (steps: number) => {
    const at = { ...own, steps };
    return findingsStage(config, trainings.nameOf(at, seed), trainings.stageAt(at, seed));
  };
  return stage('understanding', understandingTasks.pairFindings, {
    params: {},
    inputs: { report: findingsAt(own.steps), converged: findingsAt(convergedSteps(config)) },
  });
}
