import type { Analyses } from '@superposition/analyses/internal/pipeline';
import type { Config } from '@superposition/core/config';
import { convergedSteps, longestSteps } from '@superposition/core/internal/config/sweep-grids';
import { sweptSettings } from '@superposition/core/internal/config/sweeps';
import { settled, type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import type { Figure } from '../figure.js';
import { withoutUnderstanding } from '../sentences/understanding.js';
import { stepsFigureNumber } from './stages.js';
import { figureTasks as tasks } from './tasks.js';

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
  const { shown, converged, trained, words, gainLines } = understood;
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
      inputs: { ladder: converged.ladder, rows: settled(trained.flatMap(([, rows]) => rows)), ...judged },
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
  ];
}
