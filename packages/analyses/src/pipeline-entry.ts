import { type Config, type ConfigInput, wholeConfig } from '@superposition/core/internal/public/config';
import { checkNumbers, checkObject, checkOptions } from '@superposition/core/internal/public/arguments';
import { checkWeights } from '@superposition/core/internal/public/weights';
import { type Analyses, type AnalysesOptions, buildAnalyses as build, engines } from './pipeline.js';

export type { Analyses, AnalysesOptions, Machine } from './pipeline.js';
/** The stage that trains one model, by the name of its engine; `parseConfig` takes these names as `engines`. @public */
export { engines };

/**
 * The graph of the analyses of a config: one stage for each model, measurement and sweep, for `compute` or a runner of
 * `@superposition/pipeline`, which must be installed. Figures show the model of the first seed; quantities and the loss
 * comparison are over all seeds. Building it runs nothing.
 *
 * @param config settings; what is left out has its default
 * @param options `weights` to measure instead of trained ones, of the shape of the config; `tfjs`: facts of the backend of
 *   TensorFlow.js, as `openBackend` of `@superposition/engine-tfjs` finds them; `grid`: active probabilities
 * @throws ConfigError for a wrong config; RangeError when the engine needs a fact that is not given, and for weights of
 *   another shape; TypeError for wrong options
 */
export function buildAnalyses(config: ConfigInput | Config = {}, options: AnalysesOptions = {}): Analyses {
  checkOptions('options', options, 'weights, tfjs, grid');
  if (options.weights !== undefined) checkWeights(options.weights);
  if (options.grid !== undefined) checkNumbers('grid', options.grid);
  if (options.tfjs !== undefined)
    checkObject('tfjs', options.tfjs, 'the facts of a backend, which openBackend() found');
  return build(wholeConfig(config), options);
}
