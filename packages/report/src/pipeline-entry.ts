import { checkNumbers, checkObject, checkOptions } from '@superposition/core/internal/public/arguments';
import { type Config, type ConfigInput, wholeConfig } from '@superposition/core/internal/public/config';
import { checkWeights } from '@superposition/core/internal/public/weights';
import type { AnalysesOptions } from '@superposition/analyses/internal/pipeline';
import { buildPipeline, type Pipeline } from './pipeline.js';

/**
 * The graph of a whole report: trainings, measurements, sweeps, figures, and the stage `page` that takes all of them; its
 * value is for `assemble`. It needs `@superposition/pipeline`, whose `compute` or runner runs it. Building it runs nothing.
 *
 * @param config settings; what is left out has its default
 * @param options `weights` to measure instead of trained ones, of the shape of the config; `tfjs`: facts of the backend of
 *   TensorFlow.js, as `openBackend` of `@superposition/engine-tfjs` finds them; `grid`: active probabilities of figure 6
 * @throws ConfigError for a wrong config; RangeError when the engine needs a fact that is not given, and for weights of
 *   another shape; TypeError for wrong options
 */
export function buildReport(config: ConfigInput | Config = {}, options: AnalysesOptions = {}): Pipeline {
  checkOptions('options', options, 'weights, tfjs, grid');
  if (options.weights !== undefined) checkWeights(options.weights);
  if (options.grid !== undefined) checkNumbers('grid', options.grid);
  if (options.tfjs !== undefined)
    checkObject('tfjs', options.tfjs, 'the facts of a backend, which openBackend() found');
  return buildPipeline(wholeConfig(config), options);
}

export type { Pipeline } from './pipeline.js';
