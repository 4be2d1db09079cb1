import type { Config } from '@superposition/core/internal/config/config-schema';

/**
 * The document's experiment. It does not state how the weights start. A normal start with 0.01 reproduces its numbers.
 */
export const documentSettings = {
  'model.features': 100,
  'model.neurons': 10,
  'model.init.kind': 'normal',
  'model.init.scale': 0.01,
  'data.activeProbability': 0.02,
  'training.steps': 1000,
  'training.batchSize': 2048,
  'training.learningRate': 0.003,
  'training.lossExponent': 4,
  'training.schedule': 'cosine',
} as const;

/**
 * The paths at which the experiment of a config differs from the document's. Seeds, the number of evaluation samples
 * and the engine are not compared: they change how well we know a number, and not the number itself.
 */
export function differingPaths({
  model,
  data,
  training,
}: Pick<Config, 'model' | 'data' | 'training'>): string[] {
  const ours: Record<keyof typeof documentSettings, number | string> = {
    'model.features': model.features,
    'model.neurons': model.neurons,
    'model.init.kind': model.init.kind,
    'model.init.scale': model.init.scale,
    'data.activeProbability': data.activeProbability,
    'training.steps': training.steps,
    'training.batchSize': training.batchSize,
    'training.learningRate': training.learningRate,
    'training.lossExponent': training.lossExponent,
    'training.schedule': training.schedule,
  };
  const paths = Object.keys(documentSettings) as (keyof typeof documentSettings)[];
  return paths.filter((path) => ours[path] !== documentSettings[path]);
}
