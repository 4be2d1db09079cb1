import { type Config, seedsOf } from '@superposition/core/internal/config/config';
import { type SweptSettings, sweptSettings } from '@superposition/core/internal/config/sweeps';
import type { Weights } from '@superposition/core/internal/network/weights';
import type { Stage } from '@superposition/pipeline/internal/graph/stage';
import { claimsStage } from './claims/stages.js';
import { claimTasks } from './claims/tasks.js';
import { crossCheckStages } from './cross-check/stages.js';
import { crossCheckTasks } from './cross-check/tasks.js';
import { sparsityGrid } from './error/sparsity-grid.js';
import { errorStages, lossComparisonStage } from './error/stages.js';
import { errorTasks } from './error/tasks.js';
import { formationStage } from './formation/stages.js';
import { formationTasks } from './formation/tasks.js';
import { geometryStages } from './geometry/stages.js';
import { geometryTasks } from './geometry/tasks.js';
import { engines, givenModelStage, type Machine, trainingsOf } from './models/stages.js';
import { modelTasks } from './models/tasks.js';
import { measuredModel, summaryStage } from './quantities/stages.js';
import { quantityTasks } from './quantities/tasks.js';
import { responseStages } from './responses/stages.js';
import { responseTasks } from './responses/tasks.js';
import { sweepStages } from './sweeps/stages.js';
import { sweepTasks } from './sweeps/tasks.js';
import {
  convergedTwin,
  type GainLineStage,
  gainLines,
  type OtherFindings,
  type Understood,
  understandingStages,
  type WordsOfSeeds,
  wordsOfSeeds,
} from './understanding/stages.js';
import { understandingTasks } from './understanding/tasks.js';
import {
  designFindingsStage,
  type Group,
  lineFindingsStage,
  trainedFindingsStage,
  trainedGroups,
} from './variants/stages.js';
import { variantTasks } from './variants/tasks.js';
import { weightStages } from './weights/stages.js';
import { weightTasks } from './weights/tasks.js';

export { engines, type Machine };

/** Every task of the analyses. */
export const tasks = {
  ...modelTasks,
  ...quantityTasks,
  ...errorTasks,
  ...responseTasks,
  ...weightTasks,
  ...formationTasks,
  ...geometryTasks,
  ...sweepTasks,
  ...crossCheckTasks,
  ...claimTasks,
  ...understandingTasks,
  ...variantTasks,
} as const;

/** What a graph is built from besides its config. */
export interface AnalysesOptions extends Machine {
  /** Weights to measure instead of trained ones. Stages that need a training are then left out. */
  readonly weights?: Weights | undefined;
  readonly grid?: readonly number[];
}

/** What the section "Understanding" is drawn from. */
export interface Understanding {
  /** The model of the first seed, or the given one. */
  readonly shown: Understood;
  /** The same training over more steps; the shown model itself where there is none. */
  readonly converged: Understood;
  /** Other trainings beside the converged one, by their name in the ids. */
  readonly trained: readonly Group[];
  /** The findings of these trainings, and of lines along which settings vary. */
  readonly others: OtherFindings;
  /** Of given weights, the one model is in both lists. */
  readonly words: WordsOfSeeds;
  readonly gainLines: readonly GainLineStage[];
}

/** The stages of the analyses of one config. */
export type Analyses = ReturnType<typeof buildAnalyses>;

/**
 * Builds the graph of the analyses of a config. The graph is a pure function of the config and of the machine's facts.
 * Figures show the model of the first seed; quantities and the loss comparison are over all seeds. If weights are
 * given, they are the only model, and they are evaluated on the streams of seed 0.
 *
 * @throws RangeError when the config's engine has no task or needs a fact that is not given, or when given weights do
 *   not have the shape of the config
 */
export function buildAnalyses(
  config: Config,
  { grid = sparsityGrid, weights, ...machine }: AnalysesOptions = {},
) {
  const isTrained = weights === undefined;
  const seeds = isTrained ? seedsOf(config) : [0];
  const own = sweptSettings(config);
  const trainings = trainingsOf(config, machine);
  const trainedAt = (at: SweptSettings) =>
    seeds.map((seed) => measuredModel(config, trainings.nameOf(at, seed), trainings.stageAt(at, seed), seed));

  const models = isTrained
    ? trainedAt(own)
    : [measuredModel(config, 'given', givenModelStage(config, weights), seeds[0]!)];
  const quantities = summaryStage('quantities', models);
  const shown = models[0]!;
  const all = models.map(({ model }) => model);
  const errors = errorStages(config, shown, seeds[0]!, grid);
  const { orders, ...drawnWeights } = weightStages(shown, all.slice(1));
  const directions = geometryStages(shown, orders, all.slice(1));
  const understood = { ...shown, randomFrames: directions.randomFrames };
  const groups = isTrained ? trainedGroups(config, trainings, seeds) : [];
  const others: OtherFindings = isTrained
    ? {
        trained: trainedFindingsStage(groups),
        lines: lineFindingsStage(config, trainings, seeds[0]!),
        designs: designFindingsStage(config, trainings, seeds[0]!),
      }
    : {};
  const { findings, pair, alone, subjects } = understandingStages(
    config,
    isTrained ? convergedTwin(config, trainings, understood, seeds[0]!) : { shown: understood },
    others,
  );
  const sweptStages = isTrained ? sweepStages(config, trainings) : { sweeps: [], convergence: undefined };
  const withSquares = isTrained && own.lossExponent !== 2 ? trainedAt({ ...own, lossExponent: 2 }) : [];
  const ofSquares = withSquares[0] && {
    quantities: summaryStage('quantities[lossExponent=2]', withSquares),
    first: withSquares[0],
  };

  return {
    models,
    quantities,
    ...errors,
    ...responseStages(shown, orders),
    ...drawnWeights,
    ...directions,
    /** Of the model of the first seed. */
    formation: isTrained
      ? formationStage(config, trainings.nameOf(own, seeds[0]!), trainings.stageAt(own, seeds[0]!))
      : undefined,
    /** The trained models of all seeds; empty when weights are given. */
    trainedModels: isTrained ? seeds.map((seed) => trainings.stageAt(own, seed)) : [],
    ...sweptStages,
    lossComparison: isTrained
      ? lossComparisonStage(config, { quantities, first: shown }, ofSquares)
      : undefined,
    ...(isTrained && machine.tfjs !== undefined
      ? crossCheckStages(config, seeds, quantities, machine.tfjs)
      : { crossCheck: undefined, crossCheckStatistics: undefined }),
    /** What `get understanding` prints. */
    understanding: findings,
    /** The same of trained models, for what may be concluded from it. */
    explanation: pair,
    /** The same of given weights. */
    given: alone,
    /** What the section "Understanding" is drawn from; absent where no feature has to share a neuron. */
    understood: subjects && {
      ...subjects,
      trained: groups,
      others,
      words: isTrained
        ? wordsOfSeeds(config, trainings, seeds)
        : { report: [subjects.shown.words], converged: [subjects.converged.words] },
      gainLines: isTrained ? gainLines(sweptStages.sweeps, trainings, config) : [],
    },
    claims: isTrained
      ? claimsStage(config, all, seeds, quantities, errors.sparsitySweep, pair, sweptStages.convergence)
      : undefined,
  } satisfies Record<string, Stage | readonly unknown[] | Understanding | undefined>;
}
