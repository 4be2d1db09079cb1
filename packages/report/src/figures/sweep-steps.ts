import { type Convergence, convergedAt } from '@superposition/analyses/internal/sweeps/convergence';
import type { Figure } from '../figure.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { whatWasTrained } from '../sentences/sweep-setting.js';
import { hollowMarks } from '../sentences/trained.js';
import { whereTrainingsConverge } from '../sentences/sweep-transition.js';
import {
  convergenceRows,
  fromWhereConverged,
  ownLength,
  whenConverged,
} from '../sentences/training-length.js';
import { lineFigure, type SweepLineInputs, type SweepLineParams } from './sweep-line.js';

/**
 * The figure of the sweep over training steps: that of a line sweep, which also says which trainings have converged. It
 * concludes nothing else, because most of its models have not.
 */
export function sweepSteps(
  inputs: SweepLineInputs & { readonly convergence: Convergence },
  params: SweepLineParams,
): Figure<Sentence> {
  const { sweep, convergence } = inputs;
  const isOpen = (steps: number) => convergedAt(convergence, steps) === false;
  const figure = lineFigure(inputs, params, ({ steps }) => isOpen(steps));
  return {
    ...figure,
    finding: whereTrainingsConverge(convergence, params.own.steps),
    caption: paragraphs(
      paragraph(ownLength(convergence, params.own.steps), fromWhereConverged(convergence)),
      paragraph(
        whatWasTrained(sweep, ['steps']),
        hollowMarks(
          sweep.points.some(({ settings }) => isOpen(settings.steps)),
          null,
        ),
      ),
    ),
    definitions: [...figure.definitions, whenConverged(convergence)],
    tables: [
      ...figure.tables,
      {
        title: 'Beside the longest, of the same seed',
        columns: ['T', 'seed', 'loss / its loss', 'gain', 'output at x = −1', 'neurons used', 'converged'],
        rows: convergenceRows(convergence),
      },
    ],
  };
}
