import type { Convergence } from '@superposition/analyses/internal/sweeps/convergence';
import type { FeatureGains } from '@superposition/analyses/internal/sweeps/feature-gains';
import type { SweepSummary } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { SweptSetting, SweptSettings } from '@superposition/core/internal/config/sweeps';
import type { Figure } from '../figure.js';
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
import { isConcluded, notConverged, whatWasTrained, whetherConverged } from '../sentences/sweep-setting.js';
import { changeAlongLine } from '../sentences/sweep-transition.js';
import { four } from '../theme.js';

export interface SweepLineParams {
  readonly number: number;
  readonly setting: SweptSetting;
  /** The settings of the rest of the report. The figure marks their value. */
  readonly own: SweptSettings;
  /** The number of the figure that shows which lengths of training have converged; `null` if there is none. */
  readonly stepsFigure: number | null;
}

const titles: Readonly<Record<SweptSetting, string>> = {
  neurons: 'Training with other numbers of neurons',
  activeProbability: 'Training on sparser and denser data',
  lossExponent: 'Training with other loss exponents',
  steps: 'Training for other numbers of steps',
};

/** What the figure of a line is drawn from. */
export interface SweepLineInputs {
  readonly sweep: SweepSummary;
  /** The gain of each feature, of the models of the first seed. */
  readonly gains: FeatureGains;
  /** Absent if the report has no sweep over steps. */
  readonly convergence?: Convergence;
}

/** The figure of a sweep along one setting: losses relative to the naive solution, and the gain of each feature. */
export function sweepLine(inputs: SweepLineInputs, params: SweepLineParams): Figure<Sentence> {
  const { sweep, convergence } = inputs;
  const { setting, own, stepsFigure } = params;
  const evidence = { convergence, figure: stepsFigure, own };
  const swept = [setting];
  const isTrusted = isConcluded(sweep, evidence);
  const trained = paragraph(whatWasTrained(sweep, swept), whetherConverged(sweep, evidence));
  const figure = lineFigure(inputs, params, () => !isTrusted);
  if (!isTrusted)
    return { ...figure, finding: paragraph(), caption: paragraphs(notConverged(sweep, evidence), trained) };
  return {
    ...figure,
    finding: changeAlongLine(sweep, setting),
    caption: paragraphs(trained, gainsOfFeatures(sweep, swept)),
    definitions: [
      ...figure.definitions,
      ...paragraphs(besideNaiveOnLine(sweep, setting), neuronsUsed([sweep], swept)),
    ],
  };
}

/** The figure of a line without its caption. */
export function lineFigure(
  { sweep, gains }: SweepLineInputs,
  { number, setting, own }: SweepLineParams,
  isUnconverged: (settings: SweptSettings) => boolean,
): Omit<Figure<Sentence>, 'caption'> {
  const ids = shownIdsOf([sweep]);
  const [most] = gains.points.map((point) => point.gains).sort((a, b) => b.length - a.length);
  return {
    id: `figure-${number}`,
    number,
    title: titles[setting],
    definitions: [
      howEvaluated([sweep]),
      hairlines(most?.length ?? 0, drawnFeatures(most ?? []).length, gains.seed),
      lineMarks(sweep.seeds.length > 1),
      ...orderParameterDefinitions(ids),
      ...missingValues(sweep, [setting], ids),
    ],
    panels: [
      lossesPanel({ lines: lossLines(sweep, setting), setting, own, isUnconverged }),
      ...sweptGainsPanels([{ id: 'gains', gains, colour: () => four }], setting, own),
    ],
    tables: [sweepTable(sweep, setting, ids)],
  };
}
