import type {
  ComparedPart,
  ComparedStep,
} from '@superposition/analyses/internal/cross-check/compare-trajectories';
import type { CrossCheck } from '@superposition/analyses/internal/cross-check/cross-check';
import type { TrajectoryVerdict } from '@superposition/analyses/internal/cross-check/judge-trajectories';
import { rounding } from '@superposition/analyses/internal/cross-check/rounding';
import { ln } from '@superposition/core/internal/numbers/elementary';
import type { Figure, FigureTable, Layout, PlotPanel, Trace } from '../figure.js';
import {
  besideTensorFlow,
  comparedTrainings,
  crossCheckDefinitions,
  differencesPanel,
  differencesTable,
  ending,
  growth,
  larger,
  leftOverBesideRounding,
  partNames,
  verdict as verdictOf,
  withSamePowers,
} from '../sentences/cross-check.js';
import { paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { significant, whole } from '../text/format.js';
import { axis, symbols } from '../plot/axis.js';
import { guideLines } from '../plot/guide-line.js';
import { note } from '../plot/levels.js';
import { type LabelledLine, lineLabels } from '../plot/line-labels.js';
import { type Colour, four, ink, ink2, ink3 } from '../theme.js';

export interface CrossCheckFigureParams {
  readonly number: number;
  readonly seed: number;
  /** Words for the backend of TensorFlow.js and its version. */
  readonly backend: string;
}

/**
 * The figure of the cross-check: the difference of TensorFlow.js from our engine at each step, and what explains it.
 */
export function crossCheckFigure(
  { check }: { check: CrossCheck },
  { number, seed, backend }: CrossCheckFigureParams,
): Figure<Sentence> {
  const { steps, verdict, diverged } = check;
  return {
    id: `figure-${number}`,
    number,
    title: 'Our engine beside TensorFlow.js',
    finding: leftOverBesideRounding(verdict),
    caption: paragraphs(
      comparedTrainings(backend, seed, steps.length),
      growth(steps),
      ending(diverged),
      verdictOf(verdict),
    ),
    definitions: crossCheckDefinitions(verdict.allowed),
    panels: [panel('whole', besideTensorFlow, steps, verdict), panel('rest', withSamePowers, steps, verdict)],
    tables: [table(steps)],
  };
}

const parts: readonly {
  readonly id: ComparedPart;
  readonly symbol: string;
  readonly colour: Colour;
  readonly width: number;
  readonly dash?: string;
}[] = [
  { id: 'loss', symbol: 'loss', colour: ink3, width: 1.25 },
  { id: 'input', symbol: symbols.inputWeights, colour: four, width: 2.25 },
  { id: 'output', symbol: symbols.outputWeights, colour: four, width: 2.25, dash: '8px,3px' },
];

function panel(
  measure: 'whole' | 'rest',
  title: Sentence,
  steps: readonly ComparedStep[],
  { steps: judged, allowed }: TrajectoryVerdict,
): PlotPanel<Sentence> {
  const explained = measure === 'whole' ? 'adam' : 'nudged';
  const name = measure === 'whole' ? 'Adam’s powers alone' : 'nudged';
  const explanation = labelled(name, ink, steps, (step) => larger(step, explained));
  return {
    kind: 'plot',
    id: measure,
    title,
    summary: differencesPanel(steps, measure, explained, name),
    width: 'half',
    aspect: 0.74,
    traces: [
      ...parts.map(({ id, symbol, colour, width, dash = 'solid' }) =>
        line(symbol, steps, (step) => step[id][measure], { color: colour, width, dash }),
      ),
      line(name, steps, (step) => larger(step, explained), { color: ink, width: 1.5, dash: 'dot' }),
      ...(measure === 'rest'
        ? [
            line('limit', steps.slice(0, judged), (step) => allowed * larger(step, 'scale'), {
              color: ink,
              width: 1.25,
              dash: '4px,3px',
            }),
          ]
        : []),
    ],
    layout: {
      showlegend: false,
      xaxis: axis('step', {
        type: 'log',
        tickvals: tickedSteps,
        range: [-0.04, decade(Math.max(2, steps.length)) + 0.04],
        zeroline: false,
      }),
      yaxis: axis('relative difference', {
        type: 'log',
        dtick: 1,
        exponentformat: 'power',
        range: yRange(steps, allowed),
      }),
      shapes: atRounding['shapes'],
      annotations: [
        ...(atRounding['annotations'] as readonly Layout[]),
        ...lineLabels(
          [
            ...parts.map(({ id, symbol, colour }) =>
              labelled(symbol, colour, steps, (step) => step[id][measure]),
            ),
            ...(measure === 'whole' ? [explanation] : []),
            ...(measure === 'rest'
              ? [
                  labelled(
                    'agrees below',
                    ink2,
                    steps.slice(0, judged),
                    (step) => allowed * larger(step, 'scale'),
                  ),
                ]
              : []),
          ].filter(({ points }) => points.length > 0),
          [decade(rounding)],
          yRange(steps, allowed),
        ),
        ...(measure === 'rest' ? atStart(explanation) : []),
      ],
    },
  };
}

/** The line at one rounding. */
const atRounding = guideLines([
  {
    axis: 'y',
    at: rounding,
    logarithmic: true,
    label: 'u = 2⁻²⁴',
    colour: ink3,
    dash: 'dot',
    along: 0.5,
    side: 'before',
  },
]);

/** A label above the beginning of a line. */
function atStart({ text, colour, points: [first] }: LabelledLine): readonly Layout[] {
  return first === undefined ? [] : [note(`<b>${text}</b>`, first, ['left', 'bottom'], colour)];
}

/** A line in decimal logarithms, as its label needs it. */
function labelled(
  text: string,
  colour: Colour,
  steps: readonly ComparedStep[],
  value: (step: ComparedStep) => number,
): LabelledLine {
  const drawn = steps.filter((step) => value(step) >= leastSeen);
  return { text, colour, points: drawn.map((step) => [decade(step.step), decade(value(step))]) };
}

const tickedSteps = [1, 2, 5, 10, 20, 50, 100, 200];

/** The range of both panels, which is the same so that readers can compare them. */
function yRange(steps: readonly ComparedStep[], allowed: number): readonly [low: number, high: number] {
  const shown = steps.flatMap((step) => [
    ...parts.flatMap(({ id }) => [step[id].whole, step[id].rest]),
    larger(step, 'adam'),
    larger(step, 'nudged'),
  ]);
  const seen = shown.filter((value) => value >= leastSeen);
  const limit = allowed * (steps[0] === undefined ? rounding : larger(steps[0], 'scale'));
  return [decade(Math.min(rounding, ...seen)) - 0.2, decade(Math.max(2 * limit, ...seen)) + 0.2];
}

const decade = (value: number) => ln(value) / ln(10);

/**
 * A hundredth of one rounding. Smaller differences are not drawn: two trainings may agree by chance, and zero has no
 * logarithm.
 */
const leastSeen = rounding / 100;

function line(
  name: string,
  steps: readonly ComparedStep[],
  value: (step: ComparedStep) => number,
  drawn: Trace['line'],
): Trace {
  return {
    type: 'scatter',
    mode: 'lines',
    name,
    x: steps.map(({ step }) => step),
    y: steps.map((step) => (value(step) >= leastSeen ? value(step) : null)),
    line: drawn,
    hovertemplate: `${name}, step %{x}: %{y:.2e}<extra></extra>`,
  };
}

function table(steps: readonly ComparedStep[]): FigureTable {
  const shown = steps.filter(({ step }) => tickedSteps.includes(step) || step === 3 || step === steps.length);
  const cell = (value: number) => significant(value, 2);
  return {
    title: differencesTable,
    columns: ['step', 'our loss', 'its loss', ...parts.map(({ id }) => partNames[id])],
    rows: shown.map((step) => [
      whole(step.step),
      significant(step.losses.ours, 6),
      significant(step.losses.theirs, 6),
      ...parts.map(({ id }) => `${cell(step[id].whole)} (${cell(step[id].rest)}; ${cell(step[id].scale)})`),
    ]),
  };
}
