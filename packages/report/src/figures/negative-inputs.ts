import { type Explained, lineOf } from '@superposition/analyses/internal/conclusions/explained';
import type { Convergence } from '@superposition/analyses/internal/sweeps/convergence';
import type { Findings } from '@superposition/analyses/internal/understanding/finding';
import type { UnderstandingPair } from '@superposition/analyses/internal/understanding/understanding';
import type { Figure } from '../figure.js';
import { axis } from '../plot/axis.js';
import { changeRows } from '../plot/change-rows.js';
import { findingPanel, rangeOf } from '../plot/finding-lines.js';
import { levelAcross } from '../plot/levels.js';
import { decimalLogarithm } from '../plot/ratio-axis.js';
import { sweptAxis } from '../plot/swept-axis.js';
import { modelWord, shownModels } from '../sentences/model.js';
import {
  alongDensity,
  changesInWords,
  clippedInputs,
  type DensityPoint,
  densitySummary,
  isOnlySideEffect,
  type LossChange,
  negativeDefinitions,
} from '../sentences/negative-inputs.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { isConcluded, notConverged, whetherConverged } from '../sentences/sweep-setting.js';
import { decimals, significant } from '../text/format.js';
import { four } from '../theme.js';
import type { ExplainedParams } from './explained-params.js';
import { drawnModels } from './drawn-models.js';

export interface NegativeInputsInputs {
  /** Of trained models, those of the report’s and of the converged one; else of the given one. */
  readonly findings: UnderstandingPair | Findings;
  readonly convergence?: Convergence;
}

/** Figure F: what the output for negative inputs is worth, and what the negative weights behind it are. */
export function negativeInputsFigure(
  { findings, convergence }: NegativeInputsInputs,
  { seed, settings, converged, convergenceFigure }: ExplainedParams,
): Figure<Sentence> {
  const pair = seed === null ? null : (findings as UnderstandingPair);
  const ours = pair === null ? (findings as Findings) : pair.converged;
  const explained: Explained = { ...settings, report: pair?.report ?? ours, converged: ours };
  const changes = changesOf(ours, settings.lossExponent);
  const { models, tested, isOpen } = drawnModels({ seed, converged, convergenceFigure }, convergence);
  const whose = shownModels(seed, converged.steps);
  const word = seed === null ? modelWord(seed) : 'converged';
  const costs = retrainedAlong(explained);
  const outputs = outputsAlong(explained);
  return {
    id: 'figure-f',
    number: 'F',
    title: 'Negative inputs',
    finding: !isConcluded(models, tested)
      ? paragraph()
      : seed === null
        ? clippedInputs(changes)
        : isOnlySideEffect(explained, changes),
    caption: paragraphs(
      paragraph(notConverged(models, tested), changesInWords(changes, word)),
      alongDensity(costs),
      whetherConverged(models, tested),
    ),
    definitions: [negativeDefinitions(changes)],
    panels: [
      ...(changes.length === 0
        ? []
        : [
            changeRows(changes, {
              title: `Change of the loss, ${whose}`,
              summary: changesInWords(changes, word),
              isOpen: isOpen(converged.steps),
            }),
          ]),
      ...(costs.length < 2 || outputs.length < 2
        ? []
        : [
            densityPanel(
              'retrained',
              `Loss with input weights ≥ 0, over that of ${whose} each`,
              costs,
              1,
              isOpen(converged.steps),
            ),
            densityPanel(
              'at-minus-one',
              `Mean output at x = −1, ${whose} each`,
              outputs,
              0,
              isOpen(converged.steps),
            ),
          ]),
    ],
    tables: [
      {
        title: 'Change of the loss',
        columns: ['', 'change, %', '± 3 standard errors'],
        rows: changes.map(({ what, change, margin }) => [
          what,
          decimals(100 * change, 3),
          decimals(100 * margin, 3),
        ]),
      },
      ...(costs.length < 2
        ? []
        : [
            {
              title: 'By density',
              columns: ['p', 'loss ratio', '± 3 standard errors', 'output at −1'],
              rows: costs.map(({ at, value, margin = 0 }) => [
                String(at),
                decimals(value, 4),
                decimals(margin, 4),
                significant(outputs.find((each) => each.at === at)?.value ?? Number.NaN),
              ]),
            },
          ]),
    ],
  };
}

/** Changes of the loss of one network; of a separate training, beyond what seeds differ by. */
function changesOf(findings: Findings, lossExponent: number): readonly LossChange[] {
  const spread = findings['trained.twins.ratio.sd']?.value ?? 0;
  const known = (what: LossChange['what'], id: string, from: 0 | 1, deviation = 0): readonly LossChange[] => {
    const { value = null, standardError = 0 } = findings[id] ?? {};
    if (value === null) return [];
    return [
      {
        what,
        change: value - from,
        margin: 3 * Math.max(standardError, deviation),
        isOverSeeds: deviation > 0,
      },
    ];
  };
  return [
    // Without an output, only these two powers of the error are measured.
    ...(lossExponent === 2 || lossExponent === 4
      ? known('removed', `negative.remove.l${lossExponent}`, 0)
      : []),
    ...known('clipped', 'ladder.clip.ratio', 1),
    ...known('retrained', 'trained.nonNegative.ratio', 1, spread),
  ];
}

function retrainedAlong(explained: Explained): readonly DensityPoint[] {
  return lineOf(explained, 'activeProbability').flatMap(({ at }) => {
    const own = at === explained.activeProbability;
    const id = own ? 'trained.nonNegative.ratio' : `trained.nonNegative.activeProbability=${at}.ratio`;
    const { value = null, standardError = 0 } = explained.converged[id] ?? {};
    return value === null ? [] : [{ at, value, margin: 3 * standardError }];
  });
}

function outputsAlong(explained: Explained): readonly DensityPoint[] {
  return lineOf(explained, 'activeProbability').flatMap(({ at, id }) => {
    const { value = null } = explained.converged[id('outputMinusOne')] ?? {};
    return value === null ? [] : [{ at, value }];
  });
}

function densityPanel(
  id: string,
  title: string,
  points: readonly DensityPoint[],
  level: 0 | 1,
  isOpen: boolean,
) {
  const lines = [{ name: title, colour: four, points, open: points.map(() => isOpen) }];
  return findingPanel({
    id,
    title,
    summary: densitySummary(title, points),
    shown: '%{y:.4f} at p = %{x}',
    lines: lines.map((line) => ({ ...line, name: 'p' })),
    xaxis: sweptAxis(
      'activeProbability',
      points.map(({ at }) => at),
    ),
    yaxis: axis(level === 1 ? 'ratio of losses' : 'output'),
    range: rangeOf(lines, [level]),
    place: decimalLogarithm,
    shapes: [levelAcross(level)],
  });
}
