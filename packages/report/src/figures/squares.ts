import type { Explained } from '@superposition/analyses/internal/conclusions/explained';
import { ofSquares, stepsOfSquares } from '@superposition/analyses/internal/conclusions/squares';
import type { Convergence } from '@superposition/analyses/internal/sweeps/convergence';
import type { UnderstandingPair } from '@superposition/analyses/internal/understanding/understanding';
import type { Figure, FigureTable } from '../figure.js';
import { axis } from '../plot/axis.js';
import { type FindingLine, findingPanel, rangeOf } from '../plot/finding-lines.js';
import { decimalLogarithm } from '../plot/ratio-axis.js';
import { sweptAxis } from '../plot/swept-axis.js';
import { shownModels } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import {
  alreadySquares,
  squaresBesideOwn,
  squaresDefinitions,
  squaresMarks,
  squaresShareUnequally,
  squaresSummary,
  startsOfSquares,
} from '../sentences/squares.js';
import { isConcluded, notConverged } from '../sentences/sweep-setting.js';
import { counted, significant } from '../text/format.js';
import { four, two } from '../theme.js';
import type { ExplainedParams } from './explained-params.js';
import { drawnModels } from './drawn-models.js';

export interface SquaresInputs {
  readonly findings: UnderstandingPair;
  readonly convergence?: Convergence;
}

const head = { id: 'figure-g', number: 'G', title: 'L2 from two starts' } as const;

/** Figure G: what training on squares leads to, from two starts, beside the report’s exponent. */
export function squaresFigure(
  { findings, convergence }: SquaresInputs,
  { seed, settings, converged, convergenceFigure }: ExplainedParams,
): Figure<Sentence> {
  if (settings.lossExponent === 2)
    return {
      ...head,
      caption: [alreadySquares(settings.lossExponent)],
      definitions: [],
      panels: [],
      tables: [],
    };
  const explained: Explained = { ...settings, ...findings };
  const { models, tested, isOpen } = drawnModels({ seed, converged, convergenceFigure }, convergence);
  const whose = `${shownModels(seed, null)} each`;
  return {
    ...head,
    finding: isConcluded(models, tested) ? squaresShareUnequally(explained) : paragraph(),
    caption: paragraphs(
      paragraph(notConverged(models, tested), squaresMarks(explained)),
      paragraph(startsOfSquares(explained), squaresBesideOwn(explained)),
    ),
    definitions: squaresDefinitions,
    panels: (
      [
        ['gain.sd', 'deviation', 'Deviation of the gain over features', 'standard deviation'],
        ['belowQuarter', 'below-quarter', 'Features below a quarter of the greatest gain', 'share'],
      ] as const
    ).flatMap(([part, id, title, up]) => {
      const lines = linesOf(explained, part, isOpen(converged.steps)).filter(
        ({ points }) => points.length > 0,
      );
      const steps = [...new Set(lines.flatMap(({ points }) => points.map(({ at }) => at)))];
      if (steps.length < 2) return [];
      return [
        findingPanel({
          id,
          title: `${title}, ${whose}`,
          summary: paragraph(...lines.map(({ name, points }) => squaresSummary(name, points))),
          shown: '%{y:.3f} after %{x} steps',
          lines,
          xaxis: sweptAxis(
            'steps',
            steps.sort((a, b) => a - b),
          ),
          yaxis: axis(up),
          range: rangeOf(lines, [0]),
          place: decimalLogarithm,
        }),
      ];
    }),
    tables: [tableOf(explained)],
  };
}

function linesOf(
  explained: Explained,
  part: 'gain.sd' | 'belowQuarter',
  isOpen: boolean,
): readonly FindingLine[] {
  const { converged, convergedSteps, lossExponent } = explained;
  const points = (idAt: (steps: number) => string, steps: readonly number[]) =>
    steps.flatMap((at) => {
      const { value = null } = converged[idAt(at)] ?? {};
      return value === null ? [] : [{ at, value }];
    });
  const own = points(() => `trained.twins.${part}`, [convergedSteps]);
  return [
    {
      name: 'L2, normal start',
      colour: two,
      points: points((at) => ofSquares(explained, 'squares', at, part), stepsOfSquares(explained)),
    },
    {
      name: 'L2, naive start',
      colour: two,
      dash: 'dash',
      points: points((at) => ofSquares(explained, 'squaresNaiveStart', at, part), stepsOfSquares(explained)),
    },
    { name: `L${lossExponent}`, colour: four, points: own, open: own.map(() => isOpen) },
  ];
}

function tableOf(explained: Explained): FigureTable {
  const { converged, convergedSteps, lossExponent } = explained;
  const row = (name: string, idOf: (part: string) => string) => [
    name,
    ...['gain', 'gain.sd', 'belowQuarter', 'l2', 'l4', 'mse.active'].map((part) => {
      const { value = null } = converged[idOf(part)] ?? {};
      return value === null ? 'n/a' : significant(value);
    }),
  ];
  return {
    title: 'Trainings on squares, and with the exponent of the report',
    columns: [
      'training',
      'mean gain',
      'its sd over features',
      'share below a quarter of the greatest',
      'L2 / p',
      'L4 / p',
      'mean square, active',
    ],
    rows: [
      ...(['squares', 'squaresNaiveStart'] as const).flatMap((start) =>
        stepsOfSquares(explained).map((steps) =>
          row(`L2, ${start === 'squares' ? 'normal' : 'naive'} start, ${counted(steps, 'step')}`, (part) =>
            ofSquares(explained, start, steps, part),
          ),
        ),
      ),
      row(`q = ${lossExponent}, ${counted(convergedSteps, 'step')}`, (part) => `trained.twins.${part}`),
    ],
  };
}
