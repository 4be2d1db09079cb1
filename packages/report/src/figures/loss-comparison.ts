import type { ComparedLoss, LossComparison } from '@superposition/analyses/internal/error/loss-comparison';
import { type Convergence, convergedAt } from '@superposition/analyses/internal/sweeps/convergence';
import type { FeatureGains } from '@superposition/analyses/internal/sweeps/feature-gains';
import type { SweptSettings } from '@superposition/core/internal/config/sweeps';
import type { Figure, FigureTable } from '../figure.js';
import { exponentColour } from '../plot/exponent-colour.js';
import { gainsPanel } from '../plot/gain-columns.js';
import { lossDots } from '../plot/loss-dots.js';
import {
  besideNaiveLosses,
  comparedSolution,
  comparisonDefinitions,
  gainsAtExponents,
  gainsOf,
  gainUnderSquares,
  lossDotsInWords,
  lossName,
  lossTableTitle,
  rowName,
  whatWasCompared,
  whoseGains,
  whoWins,
} from '../sentences/loss-comparison.js';
import { gainsOfColumns } from '../sentences/gain-columns.js';
import { type ModelSeed, shownModels } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import { withSamplingError } from '../sentences/reading.js';
import type { Sentence } from '../sentences/rule.js';
import { isConcluded, notConverged, whetherConverged } from '../sentences/sweep-setting.js';
import { whereConverged } from '../sentences/trained.js';
import { capital, significant, superscript, withDeviation } from '../text/format.js';

export interface Figure7Params {
  readonly own: SweptSettings;
  /** Of the models whose single features are described: the first one. */
  readonly seed: ModelSeed;
  /** The number of the figure that compares lengths of training; null if the report has none. */
  readonly convergenceFigure: number | null;
}

/** What figure 7 is drawn from. */
export interface Figure7Inputs {
  readonly comparison: LossComparison;
  /** Along the sweep over exponents, whose models are trained for longer; absent if the report has none. */
  readonly gains?: FeatureGains;
  readonly convergence?: Convergence;
}

/** Figure 7: L4 against L2, both as the loss that is measured and as the loss that models are trained with. */
export function figure7(inputs: Figure7Inputs, params: Figure7Params): Figure<Sentence> {
  const { comparison, convergence } = inputs;
  const { own, seed, convergenceFigure } = params;
  const { rows, lossExponent } = comparison;
  const measured = measuredLosses(lossExponent);
  const trained = rows.filter(({ solution }) => solution === 'trained');
  const drawn = drawnModels(inputs, params);
  const evidence = { convergence, figure: convergenceFigure, own };
  const swept = inputs.gains ?? { points: [] };
  const isTrusted = isConcluded(swept, evidence);
  const gainsAt = (exponent: number) => drawn.models.find((each) => each.lossExponent === exponent)?.gains;
  const converged = convergedAt(convergence, own.steps);
  const compared = trained.map(({ trainedWith }) => trainedWith!);
  const seeds = trained[0]?.gain.seeds.length ?? 0;
  return {
    id: 'figure-7',
    number: 7,
    title: 'L4 against L2',
    finding: whoWins(comparison, measured, isTrusted ? compared.map(gainsAt) : []),
    caption: paragraphs(
      paragraph(
        whatWasCompared(comparison, own.steps, seed),
        whereConverged(convergenceFigure, own.steps, compared, converged),
      ),
      gainUnderSquares(comparison),
      drawn.steps === null
        ? whoseGains(drawn.seed, own.steps, false)
        : paragraph(
            notConverged(swept, evidence),
            whoseGains(drawn.seed, drawn.steps, true),
            whetherConverged(swept, evidence),
            isTrusted
              ? gainsAtExponents(drawn.models.filter((each) => compared.includes(each.lossExponent)))
              : gainsAtExponents([]),
          ),
    ),
    definitions: [
      ...comparisonDefinitions(comparison, own, seeds),
      ...paragraphs(
        ...trained.map((row) => besideNaiveLosses(comparison, row, measured)),
        paragraph(...trained.map((row) => gainsOf(row, seed))),
      ),
    ],
    panels: [
      lossDots({
        id: 'losses',
        title: `Loss divided by that of the ${comparedSolution(comparison) === 'naive' ? 'naive solution' : 'output 0'}, ${shownModels(seed, own.steps, seeds)}${compared.length > 1 ? ' each' : ''}`,
        summary: lossDotsInWords(comparison, measured),
        rows: measured.map((loss) => rowOf(loss, lossExponent)),
        ...dividedBy(comparison, measured),
        series: rows
          .filter(({ solution }) => solution !== comparedSolution(comparison))
          .map(({ solution, trainedWith, losses }) => ({
            name: solution === 'trained' ? `trained, q = ${trainedWith}` : solution,
            look:
              solution !== 'trained'
                ? ('ring' as const)
                : trainedWith === lossExponent
                  ? ('own' as const)
                  : ('squares' as const),
            isOpen: solution === 'trained' && converged === false,
            losses: measured.map((loss) => losses[loss]),
          })),
      }),
      gainsPanel({
        id: 'gains',
        title: `Gain of each feature, ${shownModels(drawn.seed, drawn.steps ?? own.steps)}${drawn.models.length > 1 ? ' each' : ''}`,
        summary: gainsOfColumns(
          drawn.models.map(({ lossExponent: q, gains }) => ({ name: `q = ${q}`, gains })),
        ),
        across: 'exponent q of the training loss',
        columns: drawn.models.map(({ lossExponent: q, gains }) => ({
          tick: String(q),
          isOwn: q === lossExponent,
          name: `q = ${q}`,
          gains,
          colour: exponentColour(q, lossExponent),
        })),
      }),
    ],
    tables: [lossTable(comparison, measured, seeds)],
  };
}

/** The configured loss first, where it is neither L4 nor L2. */
function measuredLosses(lossExponent: number): readonly ComparedLoss[] {
  const own = lossExponent === 2 || lossExponent === 4 ? [] : (['lq.active', 'lq.all'] as const);
  return [...own, 'l4.active', 'l4.all', 'mse.active', 'mse.all'];
}

/** The models whose gains are drawn: those of the sweep over exponents, or else the compared ones. */
function drawnModels({ comparison, gains }: Figure7Inputs, { seed }: Figure7Params) {
  const [first] = gains?.points ?? [];
  if (gains !== undefined && first !== undefined) {
    return {
      seed: gains.seed,
      steps: first.settings.steps,
      models: gains.points.map((point) => ({
        lossExponent: point.settings.lossExponent,
        gains: point.gains,
      })),
    };
  }
  const models = comparison.rows
    .flatMap((row) =>
      row.trainedWith === null ? [] : [{ lossExponent: row.trainedWith, gains: row.gains ?? [] }],
    )
    .sort((a, b) => a.lossExponent - b.lossExponent);
  return { seed: seed ?? 0, steps: null, models };
}

/** The name of a row, in two lines. */
function rowOf(loss: ComparedLoss, lossExponent: number): readonly [string, string] {
  const [kind, entries] = loss.split('.') as ['mse' | 'l4' | 'lq', 'active' | 'all'];
  const exponent = { mse: 2, l4: 4, lq: lossExponent }[kind];
  return [`|error|${superscript(exponent)}`, `${entries} entries`];
}

function dividedBy(comparison: LossComparison, measured: readonly ComparedLoss[]) {
  const name = comparedSolution(comparison);
  const row = comparison.rows.find(({ solution }) => solution === name)!;
  return {
    divisorName: name === 'naive' ? 'naive' : 'output 0',
    divisors: measured.map((loss) => row.losses[loss].mean ?? Number.NaN),
  };
}

function lossTable(
  { rows, lossExponent }: LossComparison,
  measured: readonly ComparedLoss[],
  seeds: number,
): FigureTable {
  return {
    title: lossTableTitle(seeds),
    columns: ['loss', ...rows.map((row) => capital(rowName(row)))],
    rows: measured.map((loss) => [
      lossName(loss, lossExponent),
      ...rows.map(({ losses, improvement, solution }) => {
        const { mean, sd, standardError, reason } = losses[loss];
        if (mean === null) return `n/a${reason === undefined ? '' : ` (${reason})`}`;
        const ratio = improvement[loss];
        const value =
          solution !== 'trained'
            ? significant(mean)
            : sd === null
              ? withSamplingError(mean, standardError)
              : withDeviation(mean, sd);
        return solution === 'naive' || ratio === null ? value : `${value} (${significant(ratio)}×)`;
      }),
    ]),
  };
}
