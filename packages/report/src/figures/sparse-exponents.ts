import type { Explained } from '@superposition/analyses/internal/conclusions/explained';
import type { Convergence } from '@superposition/analyses/internal/sweeps/convergence';
import type { UnderstandingPair } from '@superposition/analyses/internal/understanding/understanding';
import type { SweptSettings } from '@superposition/core/internal/config/sweeps';
import type { Figure } from '../figure.js';
import { axis } from '../plot/axis.js';
import { type FindingLine, findingPanel, rangeOf } from '../plot/finding-lines.js';
import { levelAcross } from '../plot/levels.js';
import { sweptAxis } from '../plot/swept-axis.js';
import { shownModels } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import {
  exponentDefinitions,
  exponentMarks,
  type ExponentPoint,
  exponentPoints,
  exponentSummary,
  sharingPays,
  sparseTheoryError,
  withoutSparseSweep,
} from '../sentences/sparse-exponents.js';
import { isConcluded, notConverged, whetherConverged } from '../sentences/sweep-setting.js';
import { decimals } from '../text/format.js';
import { four, ink } from '../theme.js';
import type { ExplainedParams } from './explained-params.js';
import { drawnModels } from './drawn-models.js';

export interface SparseExponentsParams extends ExplainedParams {
  /** Of the sweep over exponents on sparse data. */
  readonly points: readonly SweptSettings[];
}

export interface SparseExponentsInputs {
  readonly findings: UnderstandingPair;
  readonly convergence?: Convergence;
}

const head = { id: 'figure-e', number: 'E', title: 'Where sharing neurons pays' } as const;

/** In the place of Figure E, where no models were trained on sparse data. */
export function withoutSparseExponents(): Figure<Sentence> {
  return { ...head, caption: [withoutSparseSweep()], definitions: [], panels: [], tables: [] };
}

/** Figure E: the gain and the loss on sparse data by the exponent, beside the theory of at most one active feature. */
export function sparseExponentsFigure(
  { findings, convergence }: SparseExponentsInputs,
  { seed, settings, converged, convergenceFigure, points: swept }: SparseExponentsParams,
): Figure<Sentence> {
  const explained: Explained = { ...settings, ...findings };
  const points = exponentPoints(explained);
  const [first] = swept;
  if (points.length < 2 || first === undefined) return withoutSparseExponents();
  const { tested, isOpen } = drawnModels({ seed, converged, convergenceFigure }, convergence);
  const models = { points: swept.map((each) => ({ settings: each })) };
  const whose = `${shownModels(seed, first.steps)} each`;
  return {
    ...head,
    finding: isConcluded(models, tested) ? sharingPays(explained) : paragraph(),
    caption: paragraphs(
      paragraph(notConverged(models, tested), exponentMarks(points, first.activeProbability)),
      sparseTheoryError(explained, first.activeProbability),
      whetherConverged(models, tested),
    ),
    definitions: exponentDefinitions,
    panels: [
      panelOf('gain', `Mean gain, ${whose}`, 'gain', isOpen(first.steps), points, {
        measured: ({ at, gain }) => ({ at, value: gain }),
        theory: ({ at, predicted }) => ({ at, value: predicted }),
      }),
      panelOf(
        'loss',
        `Loss over that of the naive solution, ${whose}`,
        'loss / naive',
        isOpen(first.steps),
        points,
        {
          measured: ({ at, ratio, margin }) => ({ at, value: ratio, margin }),
          theory: ({ at, predictedRatio }) => ({ at, value: predictedRatio }),
        },
      ),
    ],
    tables: [
      {
        title: 'On sparse data, by exponent',
        columns: [
          'q',
          'mean gain',
          'sd over features',
          'theory',
          'loss / naive',
          '± 3 standard errors',
          'theory',
        ],
        rows: points.map((point) => [
          String(point.at),
          ...[
            point.gain,
            point.gainSpread,
            point.predicted,
            point.ratio,
            point.margin,
            point.predictedRatio,
          ].map((value) => decimals(value, 3)),
        ]),
      },
    ],
  };
}

type Of = (point: ExponentPoint) => FindingLine['points'][number];

function panelOf(
  id: 'gain' | 'loss',
  title: string,
  up: string,
  isOpen: boolean,
  points: readonly ExponentPoint[],
  { measured, theory }: { readonly measured: Of; readonly theory: Of },
) {
  const lines: readonly FindingLine[] = [
    { name: 'theory', colour: ink, isTheory: true, points: points.map(theory) },
    { name: 'trained', colour: four, points: points.map(measured), open: points.map(() => isOpen) },
  ];
  return findingPanel({
    id,
    title,
    summary: paragraph(...lines.map(({ name, points: of }) => exponentSummary(name, of))),
    shown: '%{y:.3f} at q = %{x}',
    lines,
    xaxis: sweptAxis(
      'lossExponent',
      points.map(({ at }) => at),
    ),
    yaxis: axis(up),
    range: rangeOf(lines, id === 'loss' ? [0, 1] : [0]),
    place: (at) => at,
    shapes: id === 'loss' ? [levelAcross(1)] : [],
  });
}
