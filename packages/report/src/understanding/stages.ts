import { explainedSettings } from '@superposition/analyses/internal/conclusions/explained';
import type { Analyses } from '@superposition/analyses/internal/pipeline';
import type { Config } from '@superposition/core/config';
import { convergedSteps, longestSteps } from '@superposition/core/internal/config/sweep-grids';
import { type SweptSettings, sweptSettings } from '@superposition/core/internal/config/sweeps';
import { settled, type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import type { Figure } from '../figure.js';
import { figureId } from '../figure-number.js';
import { withoutUnderstanding } from '../sentences/understanding.js';
import { stepsFigureNumber } from '../figures/stages.js';
import { figureTasks as tasks } from '../figures/tasks.js';

/**
 * The figures of the section "Understanding", by their letters; none where the report does not have it.
 *
 * @param seeds empty for a model whose weights were given
 * @param firstSweep the number of the first figure of the sweeps
 */
export function understandingFigures(
  analyses: Analyses,
  config: Config,
  seeds: readonly number[],
  firstSweep: number,
): readonly Stage<Figure>[] {
  const { understood, convergence } = analyses;
  if (understood === undefined || withoutUnderstanding(config) !== undefined) return [];
  const { shown, converged, trained, others, words, gainLines } = understood;
  const seed = seeds[0] ?? null;
  const at = { ...sweptSettings(config), steps: convergedSteps(config) };
  const shared = { seed, converged: at, convergenceFigure: stepsFigureNumber(analyses, firstSweep) };
  const judged = convergence === undefined ? {} : { convergence };
  const { steps } = config.training;
  const isTwin = converged !== shown;
  return [
    stage('figure-a', tasks.lossLadder, {
      params: {
        ...shared,
        steps: { report: steps, longest: longestSteps(config) },
        names: trained.flatMap(([name, rows]) => rows.map(() => name)),
      },
      inputs: {
        ladder: converged.ladder,
        rows: settled(trained.flatMap(([, rows]) => rows)),
        ...(others.designs && { designs: settled(others.designs) }),
        ...judged,
      },
    }),
    stage('figure-b', tasks.codewords, {
      params: { ...shared, steps },
      inputs: {
        raster: converged.wordRaster,
        chance: converged.wordsBesideChance,
        findings: converged.codewords,
        converged: settled(words.converged),
        ...judged,
        ...(isTwin && { shorter: settled(words.report), shorterChance: shown.wordsBesideChance }),
      },
    }),
    stage('figure-c', tasks.angles, {
      params: { ...shared, steps },
      inputs: {
        converged: converged.randomFrames,
        ...(isTwin && { shorter: shown.randomFrames }),
        bounds: converged.bounds,
        ladder: converged.ladder,
        ...judged,
      },
    }),
    config.training.lossExponent === 4
      ? stage('figure-d', tasks.gainTheory, {
          params: {
            ...shared,
            features: config.model.features,
            settings: gainLines.map(({ setting }) => setting),
          },
          inputs: {
            lines: gainLines.map(({ line }) => line),
            alone: converged.gain,
            theory: converged.theory,
            losses: converged.losses,
            ...judged,
          },
        })
      : stage('figure-d', tasks.withoutGainTheory, {
          params: { lossExponent: config.training.lossExponent },
          inputs: {},
        }),
    ...explainedFigures(analyses, config, shared),
    stage('figure-h', tasks.crowd, {
      params: shared,
      inputs: {
        crowd: converged.crowd,
        participation: converged.participation,
        ablation: converged.ablation,
        ...judged,
      },
    }),
  ];
}

/** Figures E to G, which are drawn from the findings of the section. */
function explainedFigures(
  { explanation, given, convergence, sweeps }: Analyses,
  config: Config,
  shared: {
    readonly seed: number | null;
    readonly converged: SweptSettings;
    readonly convergenceFigure: number | null;
  },
): readonly Stage<Figure>[] {
  const params = { ...shared, settings: { ...explainedSettings(config) } };
  const judged = convergence === undefined ? {} : { convergence };
  if (explanation === undefined) {
    const needing = (number: 'E' | 'G', title: string, trains: string) =>
      stage(figureId(number), tasks.needsTraining, { params: { number, title, trains }, inputs: {} });
    return [
      needing('E', 'Where sharing neurons pays', 'models with several exponents on sparse data'),
      ...(given === undefined
        ? []
        : [stage('figure-f', tasks.negativeInputs, { params, inputs: { findings: given } })]),
      needing('G', 'L2 from two starts', 'models on squares from two starts'),
    ];
  }
  const inputs = { findings: explanation, ...judged };
  const overExponents = sweeps.find(({ name }) => name === 'lossExponentSparse');
  return [
    overExponents === undefined
      ? stage('figure-e', tasks.withoutSparseExponents, { params: {}, inputs: {} })
      : stage('figure-e', tasks.sparseExponents, {
          params: { ...params, points: overExponents.points },
          inputs,
        }),
    stage('figure-f', tasks.negativeInputs, { params, inputs }),
    stage('figure-g', tasks.squares, { params, inputs }),
  ];
}
