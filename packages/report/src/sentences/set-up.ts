import type { Config } from '@superposition/core/config';
import { counted, percent, significant } from '../text/format.js';
import { numberWords } from '../text/number-words.js';
import { definition, rule } from './rule.js';

type Shape = Pick<Config['model'], 'features' | 'neurons'>;

export const setUpTitle = definition('The set-up');

/** What the network has to do. */
export const task = rule(
  'names the shape of the network; fewer neurons than features is said only where it is so',
  ({ features, neurons }: Shape) => {
    const what = features === 1 ? 'relu of its feature' : 'relu of every feature at once';
    const which = neurons < features ? 'A network with fewer neurons than features' : 'A network';
    return `${which} must compute ${what}. Nothing else is asked of it, and there are no biases.`;
  },
);

/** The data and the loss. */
export const dataAndLoss = rule(
  'names settings; a loss is called that of the training only where models were trained here',
  (activeProbability: number, lossExponent: number, isGiven: boolean) =>
    `A feature is active with probability p = ${activeProbability}, and then uniform on (−1, 1); otherwise it is 0. The loss ${
      isGiven ? 'that the weights are evaluated with' : 'of the training'
    } is the mean of |y − t|^q over samples and outputs, with q = ${lossExponent}.`,
);

/** Why two matrices are enough. */
export const twoMatrices = definition(
  'If only one feature is active, a weight times a positive number, or times a negative one, is all that relu sees. So two matrices say all that the network does to one feature: the entry j, i is output j when feature i alone is 1, or −1.',
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

/** What ignoring a feature costs. */
export const whyExponent = rule(
  'for x uniform on (−1, 1), the mean of relu(x)^q is 1/(2(q + 1))',
  (lossExponent: number) =>
    `Why the exponent matters, in two lines. While it is active, an ignored feature costs ${costOfIgnored(lossExponent)}, the mean of relu(x)^${lossExponent}. One that is attenuated to the gain g costs`,
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

/** Words in the margin. */
export const marginTerms = {
  active: definition('one feature of one sample, when that feature is not 0'),
  gain: definition('R⁺ᵢᵢ, output i when feature i alone is 1; that of a relu is 1'),
  exponent: definition('the power q of the error that the loss takes the mean of'),
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
