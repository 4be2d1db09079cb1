import type { Convergence } from '@superposition/analyses/internal/sweeps/convergence';
import type { FeatureGains } from '@superposition/analyses/internal/sweeps/feature-gains';
import type { SweepSummary } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { SweptSettings } from '@superposition/core/internal/config/sweeps';
import type { Figure } from '../figure.js';
import { exponentColour } from '../plot/exponent-colour.js';
import { drawnFeatures } from '../plot/gain-columns.js';
import { lossesPanel, lossLines, shownIdsOf, sweepTable, sweptGainsPanels } from '../plot/sweep-panels.js';
import { hairlines } from '../sentences/gain-columns.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import {
  howEvaluated,
  lineMarks,
  missingValues,
  orderParameterDefinitions,
} from '../sentences/sweep-definitions.js';
import { besideNaiveOnLine, gainsOfFeatures, neuronsUsed } from '../sentences/sweep-findings.js';
import {
  atDensity,
  isConcluded,
  notConverged,
  type SweptModels,
  trainedOnSparserData,
  whatWasTrained,
  whetherConverged,
} from '../sentences/sweep-setting.js';
import { changeAlongLine } from '../sentences/sweep-transition.js';
import { sweptAt } from '../text/swept-notation.js';

export interface SweepExponentParams {
  readonly number: number;
  readonly own: SweptSettings;
  /** The number of the figure that shows which lengths of training have converged; `null` if there is none. */
  readonly stepsFigure: number | null;
}

/** What the figure is drawn from: a sweep over exponents at the report's density, one at a sparser one, or both. */
export interface SweepExponentInputs {
  readonly sweeps: readonly SweepSummary[];
  /** Of each sweep, the gain of each feature. */
  readonly gains: readonly FeatureGains[];
  readonly convergence?: Convergence;
}

const setting = 'lossExponent';
const swept = [setting] as const;

/** The figure of the exponent: losses relative to the naive solution, and the gain of every feature, for each density. */
export function sweepExponent(
  { sweeps, gains, convergence }: SweepExponentInputs,
  { number, own, stepsFigure }: SweepExponentParams,
): Figure<Sentence> {
  const evidence = { convergence, figure: stepsFigure, own };
  const several = sweeps.length > 1;
  const concluded = sweeps.filter((sweep) => isConcluded(sweep, evidence));
  const density = (sweep: SweptModels) =>
    sweptAt('activeProbability', sweep.points[0]!.settings.activeProbability);
  const titled = (title: string, sweep: SweepSummary) => (several ? `${title}, ${density(sweep)}` : title);
  const ids = shownIdsOf(sweeps);
  const [most] = gains
    .flatMap(({ points }) => points.map((point) => point.gains))
    .sort((a, b) => b.length - a.length);
  const lines = sweeps.flatMap((sweep, index) =>
    lossLines(sweep, setting).map((line) => ({
      ...line,
      name: index > 0 ? density(sweep) : line.name,
      isThin: index > 0,
    })),
  );
  return {
    id: `figure-${number}`,
    number,
    title: 'Training with other loss exponents',
    finding: paragraph(
      ...concluded
        .slice(0, 1)
        .filter((sweep) => sweep === sweeps[0])
        .map((sweep) => changeAlongLine(sweep, setting)),
    ),
    caption: sweeps.flatMap((sweep, index) => {
      const trained =
        index === 0
          ? paragraph(whatWasTrained(sweep, swept), whetherConverged(sweep, evidence))
          : trainedOnSparserData(sweep, sweeps[0]!, swept);
      if (!concluded.includes(sweep)) {
        // Convergence is judged at the density of the first sweep: what is said of its models is said once.
        const isSaid = index > 0 && sweeps[0]!.points[0]?.settings.steps === sweep.points[0]?.settings.steps;
        return paragraphs(...(isSaid ? [] : [notConverged(sweep, evidence)]), trained);
      }
      return paragraphs(
        ...(index === 0 ? [trained] : []),
        paragraph(...(index === 0 ? [] : [trained]), gainsOfFeatures(sweep, swept)),
      );
    }),
    definitions: [
      howEvaluated(sweeps),
      hairlines(most?.length ?? 0, drawnFeatures(most ?? []).length, gains[0]?.seed ?? 0),
      lineMarks(sweeps.some(({ seeds }) => seeds.length > 1)),
      ...orderParameterDefinitions(ids),
      ...sweeps.flatMap((sweep) =>
        missingValues(sweep, several ? ['activeProbability', ...swept] : swept, ids),
      ),
      ...paragraphs(
        ...concluded.map((sweep) =>
          paragraph(...(several ? [atDensity(sweep)] : []), besideNaiveOnLine(sweep, setting)),
        ),
        concluded.length === 0
          ? paragraph()
          : neuronsUsed(concluded, several ? ['activeProbability', setting] : swept),
      ),
    ],
    panels: [
      lossesPanel({
        lines,
        setting,
        own,
        ...(several && { thin: density(sweeps[1]!) }),
        isUnconverged: ({ steps, activeProbability }) =>
          !concluded.some(
            ({ points: [first] }) =>
              first?.settings.steps === steps && first.settings.activeProbability === activeProbability,
          ),
      }),
      ...sweptGainsPanels(
        gains.map((each, index) => ({
          id: index === 0 ? 'gains' : 'gains-sparser',
          gains: each,
          ...(several && { name: density(each) }),
          colour: (settings: SweptSettings) => exponentColour(settings.lossExponent, own.lossExponent),
        })),
        setting,
        own,
      ),
    ],
    tables: sweeps.map((sweep) => {
      const table = sweepTable(sweep, setting, ids);
      return { ...table, title: titled(table.title, sweep) };
    }),
  };
}
