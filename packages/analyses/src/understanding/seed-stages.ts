import type { Config } from '@superposition/core/config';
import { convergedSteps } from '@superposition/core/internal/config/sweep-grids';
import { type Sweep, type SweptSettings, sweptSettings } from '@superposition/core/internal/config/sweeps';
import { type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import type { Trainings } from '../models/stages.js';
import type { GainLine } from './gain-line.js';
import { wordsStage } from './stages.js';
import { understandingTasks } from './tasks.js';
import type { Words } from './words.js';

/** Seeds whose converged models are compared. */
export const mostSeeds = 3;

/** The words of the models of several seeds: of the report's own, and of converged ones. */
export interface WordsOfSeeds {
  readonly report: readonly Stage<Words>[];
  readonly converged: readonly Stage<Words>[];
}

/** Measures the words of all seeds. */
export function wordsOfSeeds(config: Config, trainings: Trainings, seeds: readonly number[]): WordsOfSeeds {
  const own = sweptSettings(config);
  const at = (settings: SweptSettings) => (seed: number) =>
    wordsStage({ name: trainings.nameOf(settings, seed), model: trainings.stageAt(settings, seed) });
  return {
    report: seeds.map(at(own)),
    converged: seeds.slice(0, mostSeeds).map(at({ ...own, steps: convergedSteps(config) })),
  };
}

/** The theory of the gain along the sweeps over probability and neurons, if the loss is the fourth power. */
export function gainLines(
  sweeps: readonly Sweep[],
  trainings: Trainings,
  { training: { lossExponent } }: Config,
): readonly GainLineStage[] {
  if (lossExponent !== 4) return [];
  return (['activeProbability', 'neurons'] as const).flatMap((setting) => {
    const line = sweeps.find(({ name }) => name === setting);
    if (line === undefined) return [];
    const { points, seeds } = line;
    const seed = seeds[0]!;
    const made = stage(`gain-line[${setting}]`, understandingTasks.gainLine, {
      params: { points, seed },
      inputs: { models: points.map((at) => trainings.stageAt(at, seed)) },
    });
    return [{ setting, line: made }];
  });
}

/** The theory along one setting. */
export interface GainLineStage {
  readonly setting: 'activeProbability' | 'neurons';
  readonly line: Stage<GainLine>;
}
