import type {
  ComparedPart,
  ComparedStep,
  Differences,
} from '@superposition/analyses/internal/cross-check/compare-trajectories';
import type { CrossCheck } from '@superposition/analyses/internal/cross-check/cross-check';
import type { TrajectoryVerdict } from '@superposition/analyses/internal/cross-check/judge-trajectories';
import { rounding } from '@superposition/analyses/internal/cross-check/rounding';
import { ln } from '@superposition/core/internal/numbers/elementary';
import type { Figure, FigureTable, PlotPanel, Trace } from '../figure.js';
import { counted, significant, whole } from '../text/format.js';
import { axis, symbols } from '../plot/axis.js';
import { guideLines } from '../plot/guide-line.js';
import { partNames, verdictSentence } from '../plot/verdict-words.js';
import {
  attenuationTeal,
  type Colour,
  guideGrey,
  interferenceRed,
  otherLossPurple,
  theoryInk,
  trainedBlue,
} from '../theme.js';

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
): Figure {
  const { steps, verdict, diverged } = check;
  return {
    id: `figure-${number}`,
    number,
    title: 'Our engine beside TensorFlow.js',
    caption: [
      `TensorFlow.js (${backend}) trains the model of seed ${seed} as well, from the same weights on the same batches: ${counted(steps.length, 'step')} of it.`,
      growth(steps),
      ending(diverged),
      verdictSentence(verdict),
    ].filter((paragraph) => paragraph !== ''),
    definitions: [
      'Loss: |L′ − L|/max(L, L′) on the batch of a step, before its update. W_in and W_out: ‖W′ − W‖/‖W‖ after it, Frobenius norms in 64 bits. Primes are TensorFlow.js.',
      'Adam’s powers: tf.train.adam multiplies β₁^t and β₂^t up in 32 bits, where 1 − 0.999 is off by 1.3 × 10⁻⁵; our engine in 64 bits. The dashed line on the left is our engine with those powers in 32 bits beside itself. On the right TensorFlow.js is compared with that engine.',
      'Nudged: our engine beside itself when every weight it starts from is moved by 2⁻²³ of itself, of W_out by twice that, up or down, powers in 32 bits in both. It is what rounding does to this training, whoever rounds. Dashed lines are drawn for weights, the larger of W_in and W_out.',
      `Agrees: over the first ten steps nothing that is left exceeds ${whole(verdict.allowed)} times that, plus the rounding of every weight at each step, about u√t after t of them, and u√(B·n) for the loss, a mean of B·n terms, with u = 2⁻²⁴ = ${significant(rounding, 2)}, the largest relative error of one rounding. One entry of a matrix in a thousand is left out: where a gradient cancels to within rounding, Adam’s first step goes either way.`,
      'Fewer than ten steps are judged when a hidden unit comes so near to zero that rounding decides whether it is active: the gradient jumps there, so from then on two trainings part that are both right.',
    ],
    panels: [
      panel('whole', 'TensorFlow.js beside our engine', steps, verdict),
      panel('rest', 'The same, Adam’s powers of β in 32 bits in both', steps, verdict),
    ],
    tables: [table(steps)],
  };
}

const parts: readonly {
  readonly id: ComparedPart;
  readonly symbol: string;
  readonly colour: Colour;
  readonly width: number;
}[] = [
  { id: 'loss', symbol: 'loss', colour: otherLossPurple, width: 1 },
  { id: 'input', symbol: symbols.inputWeights, colour: trainedBlue, width: 2 },
  { id: 'output', symbol: symbols.outputWeights, colour: attenuationTeal, width: 2 },
];

const larger = ({ input, output }: ComparedStep, measure: keyof Differences) =>
  Math.max(input[measure], output[measure]);

function panel(
  measure: 'whole' | 'rest',
  title: string,
  steps: readonly ComparedStep[],
  { steps: judged, allowed }: TrajectoryVerdict,
): PlotPanel {
  const explained = measure === 'whole' ? 'adam' : 'nudged';
  const name = measure === 'whole' ? 'Adam’s powers alone' : 'our engine, nudged';
  return {
    kind: 'plot',
    id: measure,
    title,
    summary: `Relative differences on logarithmic axes against the step. ${parts.map(({ id }) => `${partNames[id]}: ${ends(steps, id, measure)}.`).join(' ')} Dashed, ${name}: ${steps.length === 0 ? 'no value' : `${significant(larger(steps[0]!, explained), 2)} to ${significant(larger(steps.at(-1)!, explained), 2)}`}. One rounding is ${significant(rounding, 2)}.`,
    width: 'half',
    aspect: 0.74,
    traces: [
      ...parts.map(({ id, symbol, colour, width }) =>
        line(symbol, steps, (step) => step[id][measure], { color: colour, width }),
      ),
      line(name, steps, (step) => larger(step, explained), { color: theoryInk, width: 1.5, dash: 'dash' }),
      ...(measure === 'rest'
        ? [
            {
              ...line('limit', steps.slice(0, judged), (step) => allowed * larger(step, 'scale'), {
                color: interferenceRed,
                width: 3,
              }),
              mode: 'lines+text',
              text: ['agrees below'],
              textposition: 'top right',
              textfont: { color: interferenceRed },
              showlegend: false,
            },
          ]
        : []),
    ],
    layout: {
      showlegend: true,
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
      ...guideLines([
        {
          axis: 'y',
          at: rounding,
          logarithmic: true,
          label: 'u = 2⁻²⁴',
          colour: guideGrey,
          dash: 'dot',
          along: 0.5,
          side: 'before',
        },
      ]),
    },
  };
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

function ends(steps: readonly ComparedStep[], part: ComparedPart, measure: 'whole' | 'rest'): string {
  if (steps.length === 0) return 'no value';
  const at = (step: ComparedStep) => `${significant(step[part][measure], 2)} at step ${step.step}`;
  return `${at(steps[0]!)}, ${at(largest(steps, part, measure))} at most, ${at(steps.at(-1)!)}`;
}

function largest(
  steps: readonly ComparedStep[],
  part: ComparedPart,
  measure: 'whole' | 'rest',
): ComparedStep {
  return steps.reduce((most, step) => (step[part][measure] > most[part][measure] ? step : most));
}

/**
 * Says how large the difference is after the first step, at its largest and at the end, and how large rounding alone
 * makes it.
 */
function growth(steps: readonly ComparedStep[]): string {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return '';
  const most = parts
    .map(({ id }) => ({ id, step: largest(steps, id, 'whole') }))
    .reduce((a, b) => (b.step[b.id].whole > a.step[a.id].whole ? b : a));
  const beginning =
    `After the first step the weights differ by ${significant(larger(first, 'whole'), 2)} of their norm; ` +
    `${significant(larger(first, 'adam'), 2)} is what Adam’s powers of β in 32 bits do; with those in both, ${significant(larger(first, 'rest'), 2)} is left, where one rounding is ${significant(rounding, 2)}.`;
  if (steps.length === 1) return beginning;
  return `${beginning} The largest difference is ${significant(most.step[most.id].whole, 2)} (${partNames[most.id]}, step ${whole(most.step.step)}). After step ${whole(last.step)} the weights differ by ${significant(larger(last, 'whole'), 2)}, ${significant(larger(last, 'rest'), 2)} with the same powers; our engine, nudged, is by then ${significant(larger(last, 'nudged'), 2)} from itself.`;
}

function ending(diverged: CrossCheck['diverged']): string {
  if (diverged === null) return '';
  const who =
    diverged.ours && diverged.theirs ? 'both engines' : diverged.ours ? 'our engine' : 'TensorFlow.js';
  return `At step ${whole(diverged.step)} ${who} left the finite numbers, and the comparison ends.`;
}

function table(steps: readonly ComparedStep[]): FigureTable {
  const shown = steps.filter(({ step }) => tickedSteps.includes(step) || step === 3 || step === steps.length);
  const cell = (value: number) => significant(value, 2);
  return {
    title:
      'Relative differences; in brackets with Adam’s powers in 32 bits in both, and what rounding explains of that',
    columns: ['step', 'our loss', 'its loss', ...parts.map(({ id }) => partNames[id])],
    rows: shown.map((step) => [
      whole(step.step),
      significant(step.losses.ours, 6),
      significant(step.losses.theirs, 6),
      ...parts.map(({ id }) => `${cell(step[id].whole)} (${cell(step[id].rest)}; ${cell(step[id].scale)})`),
    ]),
  };
}
