import { type Config, seedsOf } from '@superposition/core/internal/config/config';
import type { TrainedModel } from '@superposition/core/internal/training/engine';
import { type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import { trainingParams } from '../models/stages.js';
import { formationTasks } from './tasks.js';

/** So many states take about 30 kB of the page. */
const states = 24;

/**
 * How the model of the first seed formed. Left out for models of TensorFlow.js, whose bits the kernel does not repeat.
 *
 * @param name of the model in the names of stages
 */
export function formationStage(config: Config, name: string, model: Stage<TrainedModel>) {
  if (config.engine === 'tfjs') return undefined;
  return stage(`formation[${name}]`, formationTasks.formation, {
    params: { ...trainingParams(config, seedsOf(config)[0]!), states },
    inputs: { model },
  });
}
