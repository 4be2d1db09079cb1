import type { Estimate } from '@superposition/analyses/internal/error/sparsity-point';
import type { SparsitySweep } from '@superposition/analyses/internal/error/sparsity-sweep';
import { type Convergence, convergedAt } from '@superposition/analyses/internal/sweeps/convergence';
import type { Figure, Layout, PlotPanel, Trace } from '../figure.js';
import { axis } from '../plot/axis.js';
import { leaderUp, levelAcross, levelName, note, dashedUp } from '../plot/levels.js';
import { lineLabels, widestGap } from '../plot/line-labels.js';
import { modelMarks } from '../plot/model-marks.js';
import { decimalLogarithm, ratioAxis } from '../plot/ratio-axis.js';
import { crossingsOf, type RatioPoint } from '../sentences/crossing.js';
import {
  besideNaiveByDensity,
  howLineRuns,
  linesDisagree,
  sparsityDefinitions,
  sparsityLabels,
  sparsityLines,
  sparsityTitles,
} from '../sentences/error-by-sparsity.js';
import {
  type Compared,
  comparedWith,
  howMeasured,
  levelWithNaive,
  placeWords,
  ratioDefinitions,
  ratiosAtEnds,
  ratiosOf,
  sameRatio,
} from '../sentences/level-with-naive.js';
import { type ModelSeed, oneModel, shownModels } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import { withSamplingError } from '../sentences/reading.js';
import type { Sentence } from '../sentences/rule.js';
import { hollowMarks } from '../sentences/trained.js';
import { type Settled, settledValues } from '../settled.js';
import { four, ink, ink2, ink3 } from '../theme.js';

export interface Figure6Params {
  readonly seed: ModelSeed;
  readonly features: number;
  readonly neurons: number;
  /** The active probability in the settings. A model whose weights are not given was trained with it. */
  readonly activeProbability: number;
  /** How the model was trained, if that is known. */
  readonly training?: { readonly lossExponent: number; readonly steps: number };
  /** The number of the figure that compares lengths of training; null if the report has none. */
  readonly convergenceFigure?: number | null;
}

export interface Figure6Inputs {
  readonly sweep: SparsitySweep;
  /** Whether the model has converged; empty if the report does not know. */
  readonly convergence: readonly Settled<Convergence>[];
}

/** Figure 6: the model on sparser and denser data, relative to the naive solution. */
export function figure6({ sweep, convergence }: Figure6Inputs, params: Figure6Params): Figure<Sentence> {
  const [lengths] = settledValues(convergence);
  const { training } = params;
  const isOpen = training !== undefined && convergedAt(lengths, training.steps) === false;
  const { points, monotone } = sweep;
  const compared = comparedWith(params.features, params.neurons);
  const naive = compared.name === 'naive' ? compared.error : 0;
  return {
    id: 'figure-6',
    number: 6,
    title: 'Sparsity sweep',
    finding: levelWithNaive(points, compared, params.seed),
    caption: paragraphs(
      paragraph(
        oneModel(params.seed),
        howMeasured(params.activeProbability, params.training),
        hollowMarks(isOpen, params.convergenceFigure ?? null),
        sameRatio,
      ),
      besideNaiveByDensity(points, naive, params.seed),
    ),
    definitions: [
      ...ratioDefinitions(compared),
      ...sparsityDefinitions({ ...params, naive, points }),
      ...paragraphs(
        ratiosAtEnds(points, compared),
        paragraph(
          howLineRuns('active', monotone.active, points),
          howLineRuns('all', monotone.all, points),
          howLineRuns('allPerActive', monotone.allPerActive, points),
          linesDisagree(monotone, points),
        ),
      ),
    ],
    panels: [ratioPanel(sweep, compared, params, isOpen)],
    tables: [
      {
        title: 'Mean squared error (± Monte-Carlo standard error)',
        columns: ['p′', 'active entries', 'all entries', 'all / p′'],
        rows: points.map((point) => [
          String(point.activeProbability),
          shown(point.active),
          shown(point.all),
          shown(point.allPerActive),
        ]),
      },
    ],
  };
}

function shown({ value, standardError }: Estimate): string {
  return value === null ? 'n/a' : withSamplingError(value, standardError);
}

function ratioPanel(
  { points, monotone }: SparsitySweep,
  compared: Compared,
  { seed, activeProbability, training }: Figure6Params,
  isOpen: boolean,
): PlotPanel<Sentence> {
  const lines = [
    { text: 'active entries', ratios: ratiosOf(points, 'active', compared), dash: 'solid' },
    { text: 'all entries', ratios: ratiosOf(points, 'all', compared), dash: 'dash' },
  ] as const;
  const {
    axis: up,
    low,
    high,
  } = ratioAxis(
    sparsityTitles.up(compared),
    lines.flatMap(({ ratios }) => ratios.flatMap(({ ratio }) => (ratio === null ? [] : [ratio.value]))),
  );
  const crossings = lines.flatMap(({ text, ratios }) =>
    crossingsOf(ratios).flatMap((crossing) =>
      crossing.place === null ? [] : [{ ...crossing, place: crossing.place, text }],
    ),
  );
  const [bottom, top] = [decimalLogarithm(low), decimalLogarithm(high)];
  const probabilities = [...points.map((point) => point.activeProbability), activeProbability].map(
    decimalLogarithm,
  );
  const [first, last] = [Math.min(...probabilities), Math.max(...probabilities)];
  const own = decimalLogarithm(activeProbability);
  const drawn = lines.map(({ text, ratios }) => ({ text, colour: four, points: placesOf(ratios) }));
  const word = compared.name === 'naive' ? 'naive' : 'output 0';
  return {
    kind: 'plot',
    id: 'sweep',
    title: `${sparsityTitles.panel(compared)}, ${shownModels(seed, training?.steps ?? null)}`,
    summary: sparsityLines(monotone, compared),
    width: 'full',
    aspect: 0.4,
    traces: [
      ...lines.map(({ text, ratios, dash }) => line(text, ratios, dash, isOpen)),
      ...crossings.map(({ place }) => ring(place.value)),
    ],
    layout: {
      showlegend: false,
      xaxis: axis(sparsityTitles.axis, { type: 'log', dtick: 1, showgrid: false }),
      yaxis: up,
      shapes: [
        levelAcross(1),
        dashedUp(activeProbability),
        ...crossings.map(({ place }) => leaderUp(place.value, low, 1)),
      ],
      annotations: [
        levelName(word, 0),
        ...lineLabels(drawn, [0], [bottom, top]),
        note(
          `${seed === null ? '' : 'trained at '}p = ${activeProbability}`,
          [own, widestGap(drawn, [0], [own, own + 0.35 * (last - first)], [bottom, top])],
          ['left', 'middle'],
          ink3,
        ),
        ...crossings.map((crossing) => ({
          ...note(
            `<b>${crossing.text === 'all entries' ? 'all entries: ' : ''}level at<br>${placeWords(crossing)}</b>`,
            [decimalLogarithm(crossing.place.value), 0],
            // Below a line that rises the right is free, below one that falls the left.
            [crossing.direction === 'up' ? 'left' : 'right', 'bottom'],
            ink,
          ),
          yref: 'paper',
        })),
        ...sharedEnd(lines),
      ],
    },
  };
}

/** At p′ = 1 every entry is active, so both lines end in one point; its label stands in the margin. */
function sharedEnd(lines: readonly { readonly ratios: readonly RatioPoint[] }[]): readonly Layout[] {
  const ends = lines.map(({ ratios }) => ratios.at(-1));
  const [one, other] = ends.map((end) => (end?.at === 1 ? end.ratio?.value : undefined));
  if (one === undefined || !(one > 0) || other === undefined || Math.abs(one - other) > 1e-6 * one) return [];
  const at = note(sparsityLabels.sharedEnd(one), [1, decimalLogarithm(one)], ['left', 'middle'], ink2);
  return [{ ...at, xref: 'paper' }];
}

function placesOf(ratios: readonly RatioPoint[]): readonly (readonly [number, number])[] {
  return ratios.flatMap(({ at, ratio }) =>
    ratio === null || !(ratio.value > 0)
      ? []
      : [[decimalLogarithm(at), decimalLogarithm(ratio.value)] as const],
  );
}

function line(name: string, ratios: readonly RatioPoint[], dash: string, isOpen: boolean): Trace {
  return {
    type: 'scatter',
    mode: 'lines+markers',
    name,
    x: ratios.map(({ at }) => at),
    y: ratios.map(({ ratio }) => ratio?.value ?? null),
    error_y: {
      type: 'data',
      array: ratios.map(({ ratio }) => ratio?.margin ?? null),
      color: four,
      thickness: 1,
      width: 0,
    },
    line: { color: four, width: 2.25, dash },
    marker: modelMarks({ colour: four, size: 6.5, open: ratios.map(() => isOpen) }),
    hovertemplate: `${name} at p′ = %{x}: %{y:.4g}<extra></extra>`,
  };
}

function ring(at: number): Trace {
  return {
    type: 'scatter',
    mode: 'markers',
    name: 'level',
    x: [at],
    y: [1],
    marker: { color: ink, size: 13, symbol: 'circle-open', line: { width: 1.5, color: ink } },
    hovertemplate: 'p′ = %{x:.3g}<extra></extra>',
  };
}
