import type { Convergence } from '@superposition/analyses/internal/sweeps/convergence';
import type { SweepSummary } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { SweptSettings } from '@superposition/core/internal/config/sweeps';
import type { Figure, PlotPanel } from '../figure.js';
import { axis } from '../plot/axis.js';
import { dotStrips, someByRank } from '../plot/dot-strip.js';
import { guideLines } from '../plot/guide-line.js';
import { lineTraces, linesPanel, ownMark, shownIds, sweepLines, sweepTable } from '../plot/sweep-panels.js';
import { sweptAxis } from '../plot/swept-axis.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import {
  distributionMarks,
  howEvaluated,
  missingValues,
  orderParameterDefinitions,
  seedMarks,
} from '../sentences/sweep-definitions.js';
import {
  besideNaiveOnLine,
  endsOfLines,
  gainRanges,
  gainsOfFeatures,
  neuronsUsed,
} from '../sentences/sweep-findings.js';
import {
  isConcluded,
  notConverged,
  trainedOnSparserData,
  whatWasTrained,
  whetherConverged,
} from '../sentences/sweep-setting.js';
import { sweptAt } from '../text/swept-notation.js';
import { attenuationTeal, theoryInk, trainedBlue } from '../theme.js';
import { float32Array } from '../typed-array.js';

export interface SweepExponentParams {
  readonly number: number;
  readonly own: SweptSettings;
  readonly features: number;
  /** The number of the figure that shows which lengths of training have converged; `null` if there is none. */
  readonly stepsFigure: number | null;
}

/** What the figure is drawn from: a sweep over exponents at the report's density, one at a sparser one, or both. */
export interface SweepExponentInputs {
  readonly sweeps: readonly SweepSummary[];
  readonly convergence?: Convergence;
}

const setting = 'lossExponent';
const swept = [setting] as const;

/** The figure of the exponent: losses, the gain of every feature, and neurons used. */
export function sweepExponent(
  { sweeps, convergence }: SweepExponentInputs,
  { number, own, features, stepsFigure }: SweepExponentParams,
): Figure<Sentence> {
  const evidence = { convergence, figure: stepsFigure, own };
  const several = sweeps.length > 1;
  const concluded = sweeps.filter((sweep) => isConcluded(sweep, evidence));
  const density = (sweep: SweepSummary) =>
    sweptAt('activeProbability', sweep.points[0]!.settings.activeProbability);
  const titled = (title: string, sweep: SweepSummary) => (several ? `${title}, ${density(sweep)}` : title);
  const drawn = Math.max(
    1,
    ...sweeps.flatMap(({ points }) => points.map(({ gains }) => someByRank(gains[0] ?? []).length)),
  );
  return {
    id: `figure-${number}`,
    number,
    title: 'Training with other loss exponents',
    caption: sweeps.flatMap((sweep, index) => {
      const trained =
        index === 0
          ? paragraph(whatWasTrained(sweep, swept), whetherConverged(sweep, evidence))
          : trainedOnSparserData(sweep, sweeps[0]!, swept);
      if (!concluded.includes(sweep)) return paragraphs(notConverged(sweep, evidence), trained);
      return paragraphs(
        ...(index === 0 ? [trained] : []),
        paragraph(
          ...(index === 0 ? [] : [trained]),
          gainsOfFeatures(sweep, swept),
          besideNaiveOnLine(sweep, setting),
        ),
        ...(sweep === concluded.at(-1)
          ? [neuronsUsed(concluded, several ? ['activeProbability', setting] : swept)]
          : []),
      );
    }),
    definitions: [
      howEvaluated(sweeps),
      distributionMarks(sweeps[0]!, features, drawn),
      ...orderParameterDefinitions(shownIds),
      ...(sweeps.some(({ seeds }) => seeds.length > 1) ? [seedMarks] : []),
      ...sweeps.flatMap((sweep) =>
        missingValues(sweep, several ? ['activeProbability', ...swept] : swept, shownIds),
      ),
    ],
    panels: [
      ...sweeps.map((sweep, index) =>
        gainsPanel(`gains-${index + 1}`, titled('Gain of each feature', sweep), sweep, own),
      ),
      ...sweeps.map((sweep, index) =>
        linesPanel({
          id: `losses-${index + 1}`,
          title: titled('Loss relative to the naive solution’s', sweep),
          lines: sweepLines.losses,
          sweep,
          setting,
          own,
        }),
      ),
      usagePanel(sweeps, density, own),
    ],
    tables: sweeps.map((sweep) => {
      const table = sweepTable(sweep, setting, shownIds);
      return { ...table, title: titled(table.title, sweep) };
    }),
  };
}

function gainsPanel(id: string, title: string, sweep: SweepSummary, own: SweptSettings): PlotPanel<Sentence> {
  const values = sweep.points.map(({ settings }) => settings[setting]);
  const gaps = values.slice(1).map((value, index) => value - values[index]!);
  const groups = sweep.points.flatMap(({ settings, gains: [gains = []] }) =>
    gains.length === 0 ? [] : [{ at: settings[setting], values: someByRank(gains) }],
  );
  const strips = dotStrips(groups, 0.44 * Math.min(1, ...gaps));
  return {
    kind: 'plot',
    id,
    title,
    summary: gainRanges(sweep, setting),
    width: 'half',
    aspect: 0.68,
    traces: strips.map(({ x, y }, index) => ({
      type: 'scatter',
      mode: 'markers',
      name: sweptAt(setting, groups[index]!.at),
      x: float32Array(x),
      y: float32Array(y),
      marker: { color: trainedBlue, size: 4, opacity: 0.6 },
      hovertemplate: `${sweptAt(setting, groups[index]!.at)}: gain %{y:.3f}<extra></extra>`,
    })),
    layout: {
      showlegend: false,
      xaxis: sweptAxis(setting, values),
      yaxis: axis('gain R⁺[i,i], output at x = 1'),
      ...guideLines([
        ...ownMark(sweep, setting, own, 0.12),
        { axis: 'y', at: 1, label: 'ideal', colour: theoryInk, along: 0.99, dash: 'dot' },
      ]),
    },
  };
}

/** The neurons that a feature uses, a line for each sweep. */
function usagePanel(
  sweeps: readonly SweepSummary[],
  density: (sweep: SweepSummary) => string,
  own: SweptSettings,
): PlotPanel<Sentence> {
  const [first, ...others] = sweeps;
  const panel = linesPanel({
    id: 'neurons',
    title: 'Neurons that a feature uses',
    lines: sweepLines.usage,
    sweep: first!,
    setting,
    own,
  });
  if (others.length === 0) return panel;
  const looks = [
    { colour: trainedBlue, symbol: 'circle' },
    { colour: attenuationTeal, symbol: 'square' },
  ] as const;
  const lines = sweeps.map((sweep, index) => ({
    sweep,
    line: { id: 'neuronUsage.mean' as const, name: density(sweep), ...looks[index]! },
  }));
  return {
    ...panel,
    width: 'full',
    aspect: 0.34,
    summary: paragraph(...lines.map(({ sweep, line }) => endsOfLines(sweep, setting, [line]))),
    traces: lines.flatMap(({ sweep, line }) => lineTraces(line, sweep, setting)),
    layout: {
      ...panel.layout,
      xaxis: sweptAxis(
        setting,
        [...new Set(sweeps.flatMap(({ points }) => points.map(({ settings }) => settings[setting])))].sort(
          (a, b) => a - b,
        ),
      ),
    },
  };
}
