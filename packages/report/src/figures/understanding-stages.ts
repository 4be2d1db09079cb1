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
  const { converged, trained } = understood;
  const judged = convergence === undefined ? {} : { convergence };
  const convergenceFigure = stepsFigureNumber(analyses, firstSweep);
  const own = { ...sweptSettings(config), steps: convergedSteps(config) };
  const seed = seeds[0] ?? null;
  return [
    stage('figure-a', tasks.lossLadder, {
      params: {
        seed,
        converged: own,
        steps: { report: config.training.steps, longest: longestSteps(config) },
        names: trained.flatMap(([name, rows]) => rows.map(() => name)),
        convergenceFigure,
      },
      inputs: { ladder: converged.ladder, rows: settled(trained.flatMap(([, rows]) => rows)), ...judged },
    }),
  ];
}
