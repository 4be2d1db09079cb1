import type {
  ComparedPart,
  ComparedStep,
  Differences,
} from '@superposition/analyses/internal/cross-check/compare-trajectories';
import type { CrossCheck } from '@superposition/analyses/internal/cross-check/cross-check';
import type { TrajectoryVerdict } from '@superposition/analyses/internal/cross-check/judge-trajectories';
import { rounding } from '@superposition/analyses/internal/cross-check/rounding';
import { counted, decimals, significant, whole } from '../text/format.js';
import { definition, rule, stated } from './rule.js';

/** The names of the compared parts in captions, legends and tables. */
export const partNames: Readonly<Record<ComparedPart, string>> = {
  loss: 'loss',
  input: 'W_in',
  output: 'W_out',
};

const parts = ['loss', 'input', 'output'] as const;

/** The larger of the differences of both matrices. */
export const larger = ({ input, output }: ComparedStep, measure: keyof Differences) =>
  Math.max(input[measure], output[measure]);

const largest = (steps: readonly ComparedStep[], part: ComparedPart, measure: 'whole' | 'rest') =>
  steps.reduce((most, step) => (step[part][measure] > most[part][measure] ? step : most));

/** Why the section compares two engines. */
export const whyCompared = definition(
  'TensorFlow.js shares no arithmetic with our engine (dense matrix products, automatic differentiation, its own Adam), and repeats the beginning of the training.',
);
export const verdictFollows = definition('The verdict on the first steps:');

/** What the figure compares. */
export const comparedTrainings = rule(
  'both begin with the same weights and see the same batches',
  (backend: string, seed: number, steps: number) =>
    `TensorFlow.js (${backend}) trains the model of seed ${seed} as well, from the same weights on the same batches: ${counted(steps, 'step')} of it.`,
);

/** How large the difference is after the first step, at its largest and at the end, and how large rounding alone makes it. */
export const growth = rule(
  'computed numbers, of which no sample was taken; a step was compared',
  (steps: readonly ComparedStep[]) => {
    const [first, last] = [steps[0], steps.at(-1)];
    if (first === undefined || last === undefined) return '';
    const most = parts
      .map((id) => ({ id, step: largest(steps, id, 'whole') }))
      .reduce((a, b) => (b.step[b.id].whole > a.step[a.id].whole ? b : a));
    const beginning =
      `After the first step the weights differ by ${significant(larger(first, 'whole'), 2)} of their norm; ` +
      `${significant(larger(first, 'adam'), 2)} is what Adam’s powers of β in 32 bits do; with those in both, ${significant(larger(first, 'rest'), 2)} is left, where one rounding is ${significant(rounding, 2)}.`;
    if (steps.length === 1) return beginning;
    return `${beginning} The largest difference is ${significant(most.step[most.id].whole, 2)} (${partNames[most.id]}, step ${whole(most.step.step)}). After step ${whole(last.step)} the weights differ by ${significant(larger(last, 'whole'), 2)}, ${significant(larger(last, 'rest'), 2)} with the same powers; our engine, nudged, is by then ${significant(larger(last, 'nudged'), 2)} from itself.`;
  },
);

/** Why the comparison ends before the steps do. */
export const ending = rule('a training diverged', (diverged: CrossCheck['diverged']) => {
  if (diverged === null) return '';
  const who =
    diverged.ours && diverged.theirs ? 'both engines' : diverged.ours ? 'our engine' : 'TensorFlow.js';
  return `At step ${whole(diverged.step)} ${who} left the finite numbers, and the comparison ends.`;
});

/** The headline: how much of the difference rounding does not explain. */
export const leftOverBesideRounding = rule(
  'judgeTrajectories gave a verdict; the worst step of the judged ones is compared with the limit, in numbers that nothing has sampled',
  ({ kind, steps, worst, allowed }: TrajectoryVerdict) => {
    if (kind === 'not judged' || worst === null) return '';
    const over = steps === 1 ? 'in the first step' : `over the first ${whole(steps)} steps`;
    const times = significant(worst.difference / worst.scale, 2);
    return `Beyond Adam’s powers of β, both engines differ ${over} by ${kind === 'agrees' ? `at most ${times} times what rounding explains, and so agree` : `up to ${times} times what rounding explains, beyond the limit of ${whole(allowed)}`}.`;
  },
);

/** The verdict on two engines, and the numbers that it follows from. */
export const verdict = rule(
  'judgeTrajectories decides by a limit on every judged step, in numbers that nothing has sampled',
  ({ kind, steps, allowed, worst, reason }: TrajectoryVerdict) => {
    if (kind === 'not judged' || worst === null) return `*Not judged:* ${reason ?? 'there is no step'}.`;
    const over = steps === 1 ? 'In the first step' : `Over the first ${whole(steps)} steps`;
    const found =
      `${over} what is left is at most ${significant(worst.difference / worst.scale, 2)} times what rounding explains ` +
      `(${partNames[worst.part]}, step ${whole(worst.step)}: ${significant(worst.difference, 2)} beside ${significant(worst.scale, 2)}), where ${whole(allowed)} times would still agree`;
    const why = reason === null ? '' : `; ${reason}`;
    return `*${kind === 'agrees' ? 'Agrees' : 'Differs'}.* ${found}${why}.`;
  },
);

/** What is drawn, and when two engines agree. */
export const crossCheckDefinitions = (allowed: number) => [
  definition(
    'Loss: |L′ − L|/max(L, L′) on the batch of a step, before its update. W_in and W_out: ‖W′ − W‖/‖W‖ after it, Frobenius norms in 64 bits. Primes are TensorFlow.js.',
  ),
  definition(
    'Adam’s powers: tf.train.adam multiplies β₁^t and β₂^t up in 32 bits, where 1 − 0.999 is off by 1.3 × 10⁻⁵; our engine in 64 bits. The dashed line on the left is our engine with those powers in 32 bits beside itself. On the right TensorFlow.js is compared with that engine.',
  ),
  definition(
    'Nudged: our engine beside itself when every weight it starts from is moved by 2⁻²³ of itself, of W_out by twice that, up or down, powers in 32 bits in both. It is what rounding does to this training, whoever rounds. Dashed lines are drawn for weights, the larger of W_in and W_out.',
  ),
  stated(
    'the numbers are those that the verdict is made with',
    `Agrees: over the first ten steps nothing that is left exceeds ${whole(allowed)} times that, plus the rounding of every weight at each step, about u√t after t of them, and u√(B·n) for the loss, a mean of B·n terms, with u = 2⁻²⁴ = ${significant(rounding, 2)}, the largest relative error of one rounding. One entry of a matrix in a thousand is left out: where a gradient cancels to within rounding, Adam’s first step goes either way.`,
  ),
  definition(
    'Fewer than ten steps are judged when a hidden unit comes so near to zero that rounding decides whether it is active: the gradient jumps there, and two trainings may part that are both right. Or when a loss is so large that squares of gradients overflow.',
  ),
];

/** Titles of the panels and of the table. */
export const besideTensorFlow = definition('TensorFlow.js beside our engine');
export const withSamePowers = definition('The same, Adam’s powers of β in 32 bits in both');
export const differencesTable = definition(
  'Relative differences; in brackets with Adam’s powers in 32 bits in both, and what rounding explains of that',
);

const ends = rule(
  'computed numbers',
  (steps: readonly ComparedStep[], part: ComparedPart, measure: 'whole' | 'rest') => {
    if (steps.length === 0) return `${partNames[part]}: no value.`;
    const at = (step: ComparedStep) => `${significant(step[part][measure], 2)} at step ${step.step}`;
    const greatest =
      steps.length === 1 ? '' : `, ${at(largest(steps, part, measure))} at most, ${at(steps.at(-1)!)}`;
    return `${partNames[part]}: ${at(steps[0]!)}${greatest}.`;
  },
);

/** A panel for readers who cannot see it; `explained` is drawn dashed and named `name`. */
export const differencesPanel = rule(
  'describes the lines',
  (steps: readonly ComparedStep[], measure: 'whole' | 'rest', explained: 'adam' | 'nudged', name: string) => {
    const dashed =
      steps.length === 0
        ? 'no value'
        : `${significant(larger(steps[0]!, explained), 2)} to ${significant(larger(steps.at(-1)!, explained), 2)}`;
    return `Relative differences on logarithmic axes against the step. ${parts.map((part) => ends(steps, part, measure)).join(' ')} Dashed, ${name}: ${dashed}. One rounding is ${significant(rounding, 2)}.`;
  },
);

/** For the comparison of whole trainings. */
export const statistics = {
  nothing: definition(
    'No quantity has a standard deviation in both sets of models, so nothing can be compared.',
  ),
  table: definition('Quantities of our models and of those of TensorFlow.js'),
  outside: rule(
    'a twentieth of the quantities would lie outside by chance if both engines were the same',
    (models: number, quantities: number, outside: number) =>
      `TensorFlow.js trained ${counted(models, 'model')} to the end, with first weights and batches from its own random numbers. Of ${quantities === 1 ? '1 quantity' : `${whole(quantities)} quantities`}, ${whole(outside)} ${outside === 1 ? 'lies' : 'lie'} outside the 95 % interval of Welch’s *t*, where about ${decimals(quantities / 20, 1)} would by chance; many of them depend on each other.`,
  ),
} as const;
