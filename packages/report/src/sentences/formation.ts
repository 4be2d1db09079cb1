import { counted, oneScale, significant, whole } from '../text/format.js';
import { allOf } from '../text/part-of.js';
import { describeValues, valueWords } from './describe-values.js';
import { paragraph } from './paragraph.js';
import { definition, rule, stated } from './rule.js';

/** A state of a training in numbers. */
export interface StateInNumbers {
  readonly step: number;
  /** All steps of the training. */
  readonly steps: number;
  readonly neurons: number;
  /** R⁺ᵢᵢ and R⁻ᵢᵢ by feature. */
  readonly positive: readonly number[];
  readonly negative: readonly number[];
  readonly neuronsUsed: number;
  /** The last loss of a batch until this step, over that of the naive solution; null where none is known. */
  readonly ratio: number | null;
  /** What losses are divided by. */
  readonly divisor: LossDivisor;
}

/** The naive solution makes no error where it has a neuron for each feature. */
export type LossDivisor = 'naive' | 'output 0';

/** Where in the training a state is. */
const stepOf = rule('counts finished steps', ({ step, steps }: StateInNumbers) =>
  step === 0
    ? `before the first of ${counted(steps, 'step')}`
    : step === steps
      ? `after ${allOf(steps, 'step')}`
      : `after ${whole(step)} of ${counted(steps, 'step')}`,
);

/** The mark on the loss curve. */
export const lossInWords = rule(
  'the loss is that of the last batch that was reported until this step, so it has the noise of one batch',
  (state: StateInNumbers) =>
    state.ratio === null || !Number.isFinite(state.ratio)
      ? ''
      : `The loss of the last batch is ${significant(state.ratio)} times that of ${state.divisor === 'naive' ? 'the naive solution' : 'the output 0'}, ${stepOf(state)}.`,
);

/** The sorted gains. */
export const gainsInWords = rule(
  'exact; a mean is named only where it stands for the features, otherwise groups or quartiles are',
  (state: StateInNumbers) =>
    state.positive.every(Number.isFinite)
      ? `The gain is ${valueWords(describeValues(state.positive))}, ${stepOf(state)}.`
      : `A gain is no number, ${stepOf(state)}.`,
);

/** The band of responses. */
export const answersInWords = rule(
  'exact: the least and the greatest of all features',
  (state: StateInNumbers) => {
    const ends = [state.positive, state.negative].map((values) => [Math.min(...values), Math.max(...values)]);
    if (!ends.flat().every(Number.isFinite)) return '';
    const print = oneScale(ends.flat());
    const [atOne, atMinusOne] = ends.map(([low, high]) => `from ${print(low!)} to ${print(high!)}`);
    return `The outputs of features to themselves go ${atOne} at x = 1 and ${atMinusOne} at x = −1, ${stepOf(state)}.`;
  },
);

/** W_in and the words that it spells. */
export const wordsInWords = rule(
  'counts entries of W_in above a quarter of its root mean square; the mean is of the count, whatever its spread',
  (state: StateInNumbers) =>
    Number.isFinite(state.neuronsUsed)
      ? `A feature uses ${significant(state.neuronsUsed)} of ${counted(state.neurons, 'neuron')} on average, ${stepOf(state)}.`
      : '',
);

/** What the panels show, for how it forms and for trainings in the page. */
export const formationDefinitions = {
  loss: rule(
    'the level is exact, the losses are those of single batches',
    (divisor: LossDivisor) =>
      `The loss is that of the batch before a step, reported about a hundred times, over the exact loss of ${divisor === 'naive' ? 'the naive solution' : 'the output 0'} on the same data.`,
  ),
  gains: definition(
    'The gain of a feature is R⁺ᵢᵢ, what it answers to itself at x = 1 while it alone is active. Outputs go in straight lines from x = −1 to 0 and from 0 to 1, and the band is what all features span.',
  ),
  words: definition(
    'A feature uses a neuron where W_in[k,i] > ¼ of the root mean square of W_in at this step.',
  ),
} as const;

/** The small line above the figure, and its slider. */
export const formationTitle = definition('One training, from its start to the model');
export const sliderOverSteps = definition('Steps');

/** What is read at a place of the slider. */
export const placeOnSlider = rule('one of these states', (state: StateInNumbers) =>
  paragraph(
    stated('the step is that of the state', `Step ${whole(state.step)} of ${whole(state.steps)}.`),
    gainsInWords(state),
  ),
);

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** When the gain was nearly there, and how many neurons a feature used on the way, for the headline. */
export const wayOfTraining = rule(
  'exact numbers of the states that are stored, all finite; a mean gain only where it stands for the features at the end; a detour over more neurons only where some state uses at least a quarter more than the first and the last',
  (states: readonly StateInNumbers[]) => {
    const [first, last] = [states[0], states.at(-1)];
    if (first === undefined || last === undefined || first === last) return '';
    if (!states.every(({ positive }) => positive.every(Number.isFinite))) return '';
    const { kind } = describeValues(last.positive);
    const end = meanOf(last.positive);
    const near = states.find(({ positive }) => meanOf(positive) >= 0.9 * end)!;
    const stands = (kind === 'even' || kind === 'constant') && end > 0 && meanOf(first.positive) < 0.5 * end;
    const gain =
      stands && near !== last
        ? `After ${whole(near.step)} of ${counted(last.steps, 'step')} the ${last.positive.length === 1 ? '' : 'mean '}gain has reached nine tenths of its last value.`
        : '';
    const most = states.reduce((a, b) => (b.neuronsUsed > a.neuronsUsed ? b : a));
    const isDetour = most.neuronsUsed >= 1.25 * Math.max(first.neuronsUsed, last.neuronsUsed);
    const words = isDetour
      ? `A feature uses ${significant(most.neuronsUsed)} of ${counted(last.neurons, 'neuron')} on average after ${counted(most.step, 'step')}, and ${significant(last.neuronsUsed)} at the end.`
      : '';
    return [gain, words].filter((each) => each !== '').join(' ');
  },
);

/** Gains below this are next to none. */
const small = 0.05;

/** The first state and the last one. */
export const howItFormed = rule(
  'exact numbers of two states of one training; a mean is named only where it stands for the features',
  (states: readonly StateInNumbers[]) => {
    const [first, last] = [states[0], states.at(-1)];
    if (first === undefined || last === undefined || first === last) return '';
    const greatest = Math.max(...first.positive.map(Math.abs));
    const begin =
      greatest > 0 && greatest <= small
        ? `Before the first step, the greatest gain is ${significant(greatest, 2)} in magnitude.`
        : gainsInWords(first);
    return paragraph(stated('as above', begin), gainsInWords(last), wordsInWords(last));
  },
);

/** In the place of the states, where there are none. */
export const notRepeated = rule(
  'the training was repeated with the settings of the report, and its last weights were compared with the model bit by bit',
  (seed: number) =>
    `How the model of seed ${seed} formed cannot be shown: repeated with the settings of this report, its training ends at other weights than the model has.`,
);

export const howFormationIsRounded = definition(
  'So that the page stays small, this figure draws gains and outputs to within 1/500 of the largest one, and input weights to within 1/60. Its table and its words take the values as they are.',
);
