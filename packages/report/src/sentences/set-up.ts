import type { Config } from '@superposition/core/config';
import { counted, percent, significant, whole } from '../text/format.js';
import { numberWords } from '../text/number-words.js';
import { definition, rule } from './rule.js';

type Shape = Pick<Config['model'], 'features' | 'neurons'>;

export const setUpTitle = definition('The set-up');

/** What the network has to do. */
export const task = rule(
  'names the shape of the network; whether each feature could have a neuron of its own follows from it',
  ({ features, neurons }: Shape) => {
    const enough = features === 1 ? 'enough for it' : 'enough for each feature to have one of its own';
    const between =
      neurons < features
        ? `Between them ${neurons === 1 ? 'is' : 'are'} only ${counted(neurons, 'neuron')}, so not every feature can have one of its own.`
        : `Between them ${neurons === 1 ? 'is' : 'are'} ${counted(neurons, 'neuron')}, ${enough}.`;
    return features === 1
      ? `The network takes one number, the feature, and returns one, which should be its relu. ${between} There are no biases.`
      : `The network takes ${whole(features)} numbers, the features, and returns as many: output i should be relu of input i, whatever the other inputs are. ${between} There are no biases.`;
  },
);

/** The letters of the first formulas. */
export const lettersOfNetwork = definition(
  'With x for the inputs, y for the outputs, t for what they should be, and two matrices of weights, W_in (neurons × features) and W_out (features × neurons):',
);

/** The data and the loss. */
export const dataAndLoss = rule(
  'names settings; a loss is called that of the training only where models were trained here; that large errors count more follows from the power',
  (activeProbability: number, lossExponent: number, isGiven: boolean) =>
    `In each sample, a feature is active with probability p = ${activeProbability}, and its input is then uniform on (−1, 1); otherwise it is 0. The loss ${
      isGiven ? 'that the weights are evaluated with' : 'of the training'
    } is the mean of |y − t|^q over samples and outputs, with q = ${lossExponent}: the larger the exponent q, the more the large errors count.`,
);

/** Why two matrices are enough. */
export const twoMatrices = definition(
  'While only feature i is active, each output follows a straight line in its input above 0, and another one below. So two matrices hold all that the network does then: R⁺ⱼᵢ is output j when feature i is 1, and R⁻ⱼᵢ is output j when it is −1. The *gain* of feature i is R⁺ᵢᵢ, its own output at 1; that of a relu is 1.',
);

/** The mean of relu(x)^q while a feature is active, as a fraction: 1/(2(q + 1)). */
export function costOfIgnored(lossExponent: number): string {
  const below = 2 * (lossExponent + 1);
  const named: Readonly<Record<number, string>> = {
    6: 'one sixth',
    8: 'one eighth',
    10: 'one tenth',
    12: 'one twelfth',
  };
  return named[below] ?? `1/${below}`;
}

/** What the network would be without its relu. */
export const withoutRelu = definition(
  'Their difference R⁺ − R⁻ is W_eff = W_out·W_in, the one matrix that the network would be without the relu of its neurons. Its diagonal is the gain less what an output answers to its own feature at −1.',
);

/** What ignoring a feature costs. */
export const whyExponent = rule(
  'for x uniform on (−1, 1), the mean of relu(x)^q is 1/(2(q + 1))',
  (lossExponent: number) =>
    `Why the exponent matters: while it is active, an ignored feature, of gain 0, costs ${costOfIgnored(lossExponent)}, the mean of relu(x)^${lossExponent}. One that is attenuated to the gain g, and has no other error, costs`,
);

/** What a gain of 0.4 saves. */
export const soThat = definition('so that');
export const alreadySaves = definition('already saves');

/** (1 − g)^q for g = 0.4; a half power is a square root. */
export function leftOver(lossExponent: number): number {
  let left = 1;
  for (let power = 1; power <= Math.floor(lossExponent); power++) left *= 0.6;
  return Number.isInteger(lossExponent) ? left : left * Math.sqrt(0.6);
}

/** The same under the square, and what it means for many features. */
export const withSquares = rule(
  'a power of 0.6, which falls with the exponent; the last sentence only compares exponents above 1 with each other',
  (lossExponent: number) => {
    const own = percent(1 - leftOver(lossExponent));
    const square = percent(1 - leftOver(2));
    if (lossExponent === 2)
      return `Under the fourth power the same gain would save ${percent(1 - leftOver(4))}: the larger the exponent, the more a small gain for everyone is worth.`;
    return `Under the square the same gain saves ${square} and not ${own}: the larger the exponent, the more a small gain for everyone is worth.`;
  },
);

/** What keeps gains from being 1. */
export const priceOfGain = rule(
  'features have to share neurons where there are fewer of these',
  ({ features, neurons }: Shape) =>
    neurons < features ? 'A gain has its price: features that share a neuron disturb each other.' : '',
);

/** Words in the margin. */
export const marginTerms = {
  feature: definition('an input, with the output of the same index'),
  active: definition(
    'one feature of one sample, when that feature is not 0; “all entries” are all outputs of all samples',
  ),
  exponent: definition('the power q of the error in the loss; L2 is q = 2, L4 is q = 4'),
  gain: definition('of a feature: its own output when it alone is 1; that of a relu is 1'),
} as const;
export const naiveTerm = rule(
  'the naive solution serves min(m, n) features exactly and ignores the others',
  ({ features, neurons }: Shape) => {
    if (neurons >= features) return 'every feature exact, with a neuron of its own';
    const rest = features - neurons;
    return `${counted(neurons, 'feature').replace(/^\d+/, () => numberWords(neurons))} exact, ${neurons === 1 ? 'with a neuron' : 'one neuron each'}; the other ${rest === 1 ? 'one' : numberWords(rest)} 0`;
  },
);
export const seedTerm = rule('lists the seeds, or their ends', (seeds: readonly number[]) => {
  const what = 'one training: its initial weights and every batch';
  const sorted = [...seeds].sort((a, b) => a - b);
  const isRun = sorted.every((seed, index) => seed === sorted[0]! + index);
  const which =
    seeds.length === 1
      ? `only ${seeds[0]} here`
      : isRun
        ? `${sorted[0]} to ${sorted.at(-1)} here`
        : `${significant(seeds.length)} of them here`;
  return `${what}; ${which}`;
});
