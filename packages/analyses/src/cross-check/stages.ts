import type { Config } from '@superposition/core/config';
import { hasCrossCheck } from '@superposition/core/internal/config/depth';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import { type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import { trainingParams } from '../models/stages.js';
import type { TfjsBackend } from '../models/tfjs-facts.js';
import { measuredModel, summaryStage } from '../quantities/stages.js';
import { crossCheckTasks } from './tasks.js';

/** TensorFlow.js repeats so many steps of the first model's training. */
const comparedSteps = 200;

/**
 * The comparisons with TensorFlow.js that the config asks for. One compares step by step, from the same random numbers.
 * The other compares whole trainings, where TensorFlow.js uses random numbers of its own.
 *
 * @param ours the quantities of our models of the same seeds
 */
export function crossCheckStages(
  config: Config,
  seeds: readonly number[],
  ours: Stage<QuantitySummaries>,
  tfjs: TfjsBackend,
) {
  const { crossCheckStatistics } = config.report;
  const first = seeds[0]!;
  return {
    crossCheck: hasCrossCheck(config)
      ? stage(`cross-check[seed=${first}]`, crossCheckTasks.crossCheck, {
          params: { ...trainingParams(config, first), comparedSteps, tfjs },
          inputs: {},
        })
      : undefined,
    crossCheckStatistics: crossCheckStatistics
      ? stage('cross-check-statistics', crossCheckTasks.compareQuantities, {
          params: {},
          inputs: { ours, theirs: summaryStage('quantities[tfjs]', seeds.map(theirs)) },
        })
      : undefined,
  };

  function theirs(seed: number) {
    const params = { ...trainingParams(config, seed), tfjs };
    const alone = stage(`tfjs-model[seed=${seed}]`, crossCheckTasks.trainTfjsAlone, { params, inputs: {} });
    return measuredModel(config, `tfjs,seed=${seed}`, alone, seed);
  }
}
