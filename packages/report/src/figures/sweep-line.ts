import type { Convergence } from '@superposition/analyses/internal/sweeps/convergence';
import type { SweepSummary } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { SweptSetting, SweptSettings } from '@superposition/core/internal/config/sweeps';
import type { Figure, PlotPanel } from '../figure.js';
import { linesPanel, naiveSpread, shownIds, sweepLines, sweepTable } from '../plot/sweep-panels.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import {
  howEvaluated,
  missingValues,
  orderParameterDefinitions,
  seedMarks,
} from '../sentences/sweep-definitions.js';
import { besideNaiveOnLine, gainsOfFeatures, neuronsUsed } from '../sentences/sweep-findings.js';
import { isConcluded, notConverged, whatWasTrained, whetherConverged } from '../sentences/sweep-setting.js';

export interface SweepLineParams {
  readonly number: number;
  readonly setting: SweptSetting;
  /** The settings of the rest of the report. The figure marks their value. */
  readonly own: SweptSettings;
  readonly features: number;
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
  /** Absent if the report has no sweep over steps. */
  readonly convergence?: Convergence;
}

/**
 * The figure of a sweep along one setting: losses relative to the naive solution, gain, spread of the gain, neurons
 * used.
 */
export function sweepLine(inputs: SweepLineInputs, params: SweepLineParams): Figure<Sentence> {
  return {
    ...lineFigure(inputs.sweep, params),
    caption: lineCaption(inputs, params),
  };
}

/** What a caption says of one line: what was trained, whether it has converged, and, if it may be concluded from, what was found. */
function lineCaption(
  { sweep, convergence }: SweepLineInputs,
  { setting, own, stepsFigure }: SweepLineParams,
): readonly Sentence[] {
  const evidence = { convergence, figure: stepsFigure, own };
  const swept = [setting];
  const trained = paragraph(whatWasTrained(sweep, swept), whetherConverged(sweep, evidence));
  if (!isConcluded(sweep, evidence)) return paragraphs(notConverged(sweep, evidence), trained);
  return paragraphs(
    trained,
    besideNaiveOnLine(sweep, setting),
    paragraph(gainsOfFeatures(sweep, swept), neuronsUsed([sweep], swept)),
  );
}

/** The figure of a line without its caption. */
export function lineFigure(
  sweep: SweepSummary,
  { number, setting, own, features }: SweepLineParams,
): Omit<Figure<Sentence>, 'caption'> {
  const { losses, gains, spread, usage } = sweepLines;
  const panel = (...[id, title, lines]: readonly [PlotPanel['id'], string, typeof losses]) =>
    linesPanel({ id, title, lines, sweep, setting, own });
  const drawn = panel('spread', 'Spread of the gain over features, relative to its mean', spread);
  return {
    id: `figure-${number}`,
    number,
    title: titles[setting],
    definitions: [
      howEvaluated([sweep]),
      ...orderParameterDefinitions(shownIds),
      ...(sweep.seeds.length > 1 ? [seedMarks] : []),
      ...missingValues(sweep, [setting], shownIds),
    ],
    panels: [
      panel('losses', 'Loss relative to that of the naive solution', losses),
      panel('gain', 'Output of a feature active alone', gains),
      { ...drawn, traces: [naiveSpread(sweep, setting, features), ...drawn.traces] },
      panel('neurons', 'Neurons that a feature uses', usage),
    ],
    tables: [sweepTable(sweep, setting, shownIds)],
  };
}
