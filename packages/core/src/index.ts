export {
  applySetting,
  type Config,
  ConfigError,
  type ConfigInput,
  type ConfigPath,
  type ConfigProblem,
  configPaths,
  defaultConfig,
  defineConfig,
  type Engine,
  formatProblem,
  type ParsedConfig,
  parseConfig,
  type Sweep,
  type SweepAxis,
  type SweepName,
  type SweptSetting,
  type SweptSettings,
  seedsOf,
  sweepsOf,
} from './public/config.js';
export {
  type TrainingEngine,
  type TrainingProgress,
  type TrainingRequest,
  trainKernel,
  trainReference,
} from './public/engines.js';
export { type TrainOptions, type TrainStepsOptions, train, trainSteps, trajectory } from './public/train.js';
export type { ExperimentSettings, TrainedModel } from './training/engine.js';
export type { TrainingVariant } from './training/variant.js';
export { checkWeights, initialWeights, naiveWeights } from './public/weights.js';
export type { Weights } from './network/weights.js';
export { exactResponses, forward } from './public/responses.js';
export type { Responses } from './network/responses.js';
export {
  type EvaluationOptions,
  type EvaluationProgress,
  evaluate,
  evaluateSteps,
} from './public/evaluate.js';
export { type Evaluation, type SampledLoss, sampledLosses } from './evaluation/evaluate.js';
export type { Estimate } from './evaluation/loss-tally.js';
export { isolatedLosses, naiveLosses, zeroLosses } from './public/closed-forms.js';
export type { PartialLosses } from './evaluation/closed-forms.js';
export { balanced, featureCosines, framePotential, neuronUsage } from './public/geometry.js';
export type { FeatureCosines, NeuronUsage } from './network/geometry.js';
export { modelQuantities, summariseModels } from './public/quantities.js';
export type { ModelQuantities } from './quantities/quantities.js';
export type { Known, Missing, QuantityValue } from './quantities/missing.js';
export type { QuantitySummaries, QuantitySummary } from './quantities/summary.js';
export {
  type QuantityDefinition,
  type QuantityId,
  quantityDefinitions,
  quantityIds,
} from './quantities/quantity-definitions.js';
