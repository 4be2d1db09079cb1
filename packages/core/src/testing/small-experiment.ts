import { defaultConfig } from '../config/config.js';
import type { ExperimentSettings } from '../training/engine.js';

/** The settings that differ from those of a small model. */
interface Changes {
  readonly model?: Partial<ExperimentSettings['model']>;
  readonly training?: Partial<ExperimentSettings['training']>;
  readonly activeProbability?: number;
}

/** A short training of a small model, with some settings changed. The tests of every engine train it. */
export function experiment({ model, training, activeProbability = 0.1 }: Changes = {}): ExperimentSettings {
  return {
    model: { ...defaultConfig.model, features: 20, neurons: 4, ...model },
    data: { activeProbability },
    training: { ...defaultConfig.training, steps: 5, batchSize: 64, ...training },
  };
}
