import type { Config } from '@superposition/core/config';
import { convergedSteps } from '@superposition/core/internal/config/sweep-grids';
import { type Sweep, type SweptSettings, sweptSettings } from '@superposition/core/internal/config/sweeps';
import { type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import type { RandomFrames } from '../geometry/random-frames.js';
import { randomFramesStage } from '../geometry/stages.js';
import type { Model } from '../models/model.js';
import type { Trainings } from '../models/stages.js';
import type { Findings } from './finding.js';
import type { GainLine } from './gain-line.js';
import { understandingTasks } from './tasks.js';
import { hasToShare } from './understanding-params.js';
import type { Words } from './words.js';

/** A model, the name that its stages have in brackets, and its directions beside random ones. */
export interface UnderstoodModel {
  readonly name: string;
  readonly model: Stage<Model>;
  readonly randomFrames: Stage<RandomFrames>;
}

/** The subjects of one model, on the data and under the loss of the config: a stage each. */
export type Understood = ReturnType<typeof subjectsOf>;

/** The stages of the subjects of one model with fewer neurons than features. */
function subjectsOf(config: Config, understood: UnderstoodModel) {
  const { data, training } = config;
  const { name, model } = understood;
  const params = { activeProbability: data.activeProbability, lossExponent: training.lossExponent };
  const measured = { params, inputs: { model } };
  const ofWeights = { params: {}, inputs: { model } };
  const tasks = understandingTasks;
  return {
    ...understood,
    gain: stage(`gain[${name}]`, tasks.gainOfModel, {
      params: { settings: sweptSettings(config) },
      inputs: { model },
    }),
    theory: stage(`theory[${name}]`, tasks.theory, measured),
    bounds: stage(`bounds[${name}]`, tasks.bounds, ofWeights),
    words: wordsStage(understood),
    wordsBesideChance: stage(`words-beside-chance[${name}]`, tasks.wordsBesideChance, ofWeights),
    wordRaster: stage(`word-raster[${name}]`, tasks.wordRaster, ofWeights),
    codewords: stage(`codewords[${name}]`, tasks.codewords, ofWeights),
    participation: stage(`participation[${name}]`, tasks.participation, ofWeights),
    ownGains: stage(`own-gains[${name}]`, tasks.ownGains, ofWeights),
    ladder: stage(`loss-ladder[${name}]`, tasks.ladder, measured),
    losses: stage(`losses[${name}]`, tasks.losses, measured),
    negativeOutputs: stage(`negative-outputs[${name}]`, tasks.negativeOutputs, measured),
    crowd: stage(`crowd[${name}]`, tasks.crowd, measured),
    scale: stage(`best-scale[${name}]`, tasks.scale, measured),
    ablation: stage(`ablation[${name}]`, tasks.ablation, measured),
  };
}

/** The words of one model. */
function wordsStage({ name, model }: Pick<UnderstoodModel, 'name' | 'model'>) {
  return stage(`words[${name}]`, understandingTasks.words, { params: {}, inputs: { model } });
}

/** The findings of one model: of all its subjects, or only its geometry with as many neurons as features. */
function findingsStage(
  understood: Understood | UnderstoodModel,
  name = `understanding[${understood.name}]`,
): Stage<Findings> {
  const { joinFindings } = understandingTasks;
  const frames = understood.randomFrames;
  if (!hasSubjects(understood))
    return stage(name, joinFindings, { params: {}, inputs: { frames, parts: [] } });
  const { ladder, theory, bounds, codewords, participation, ownGains } = understood;
  const { losses, negativeOutputs, crowd } = understood;
  const parts = [theory, bounds, codewords, participation, ownGains, losses, negativeOutputs, crowd];
  return stage(name, joinFindings, {
    params: {},
    inputs: {
      frames,
      ladder,
      words: understood.wordsBesideChance,
      parts: [...parts, understood.scale, understood.ablation],
    },
  });
}

/** The shown model of a report, and its converged twin: the same training over more steps. */
export interface UnderstoodPair {
  readonly shown: UnderstoodModel;
  /** At the most steps that are allowed, a model is its own twin. Left out where weights were given. */
  readonly converged?: UnderstoodModel;
}

/** The model of the first seed, and the training of the same seed over more steps. */
export function convergedTwin(
  config: Config,
  trainings: Trainings,
  shown: UnderstoodModel,
  seed: number,
): UnderstoodPair {
  const at = { ...sweptSettings(config), steps: convergedSteps(config) };
  const name = trainings.nameOf(at, seed);
  if (name === shown.name) return { shown, converged: shown };
  const model = trainings.stageAt(at, seed);
  return { shown, converged: { name, model, randomFrames: randomFramesStage(name, model) } };
}

/** What stands beside both models: findings of other trainings, and of lines along which settings vary. */
export interface OtherFindings {
  readonly trained?: Stage<Findings> | undefined;
  readonly lines?: Stage<Findings> | undefined;
  readonly designs?: Stage<Findings> | undefined;
}

/**
 * What `get understanding` prints, and the subjects of both models, where features have to share neurons. Of given weights, both
 * models are the given one, and it prints one list of findings.
 */
export function understandingStages(
  config: Config,
  { shown, converged }: UnderstoodPair,
  others: OtherFindings,
) {
  const measured = (each: UnderstoodModel) => (hasToShare(config.model) ? subjectsOf(config, each) : each);
  const first = measured(shown);
  const second = converged === undefined || converged === shown ? first : measured(converged);
  const pair = converged === undefined ? undefined : pairStage(first, second, others);
  const alone = pair === undefined ? findingsStage(first, 'understanding') : undefined;
  return {
    findings: (pair ?? alone)!,
    /** Only where weights were given. */
    alone,
    /** Left out where weights were given. */
    pair,
    subjects: hasSubjects(first) && hasSubjects(second) ? { shown: first, converged: second } : undefined,
  };
}

function hasSubjects(each: Understood | UnderstoodModel): each is Understood {
  return 'ladder' in each;
}

function pairStage(
  first: Understood | UnderstoodModel,
  second: Understood | UnderstoodModel,
  { trained, lines, designs }: OtherFindings,
) {
  const report = findingsStage(first);
  const converged = second === first ? report : findingsStage(second);
  return stage('understanding', understandingTasks.pairFindings, {
    params: {},
    inputs: {
      report,
      converged,
      ...(trained && { trained }),
      ...(lines && { lines }),
      ...(designs && { designs }),
    },
  });
}

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
