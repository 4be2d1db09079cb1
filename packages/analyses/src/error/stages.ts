import type { Config } from '@superposition/core/config';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import { type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import type { MeasuredModel } from '../quantities/stages.js';
import { errorTasks } from './tasks.js';

/**
 * The error of a model: by feature, alone and together with other features, and at other active probabilities.
 *
 * @param seed names the streams of the evaluations
 * @param grid active probabilities; the config's own is added
 */
export function errorStages(
  { model: { neurons }, data: { activeProbability }, evaluation }: Config,
  { name, model, responses, evaluation: evaluated, quantities }: MeasuredModel,
  seed: number,
  grid: readonly number[],
) {
  const probabilities = [...new Set([...grid, activeProbability])].sort((a, b) => a - b);
  return {
    perFeatureMse: stage(`per-feature-mse[${name}]`, errorTasks.perFeatureMse, {
      params: { neurons },
      inputs: { evaluation: evaluated, quantities },
    }),
    isolatedAndTotal: stage(`isolated-and-total[${name}]`, errorTasks.isolatedAndTotal, {
      params: {},
      inputs: { responses, evaluation: evaluated },
    }),
    sparsitySweep: stage('sparsity-sweep', errorTasks.sparsitySweep, {
      params: {},
      inputs: {
        points: probabilities.map((probability) =>
          stage(`sparsity-sweep[activeProbability=${probability}]`, errorTasks.sparsityPoint, {
            params: { activeProbability: probability, activeEntries: evaluation.samples, seed },
            inputs: { model },
          }),
        ),
      },
    }),
  };
}

/** The models of all seeds with one loss: their quantities, and the first of them. */
export interface ModelsOfLoss {
  readonly quantities: Stage<QuantitySummaries>;
  readonly first: MeasuredModel;
}

/**
 * The losses of models trained with the config's loss exponent, beside those of models trained with the square.
 *
 * @param ofSquares undefined where the config's own exponent is 2
 */
export function lossComparisonStage(
  { training: { lossExponent } }: Config,
  own: ModelsOfLoss,
  ofSquares: ModelsOfLoss | undefined,
) {
  const trained = [
    { trainedWith: lossExponent, ...own },
    ...(ofSquares === undefined ? [] : [{ trainedWith: 2, ...ofSquares }]),
  ];
  return stage('loss-comparison', errorTasks.lossComparison, {
    params: { lossExponent, trainedWith: trained.map(({ trainedWith }) => trainedWith) },
    inputs: {
      trained: trained.map((each) => each.quantities),
      responses: trained.map(({ first }) => first.responses),
    },
  });
}
