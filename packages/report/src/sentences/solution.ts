import { unlessEnoughWeights } from '@superposition/analyses/internal/conclusions/code';
import {
  answersWithItsSign,
  hasCodewords,
  isBelowChance,
  isNaiveLike,
  isUniform,
  type Network,
  servesNone,
} from '@superposition/analyses/internal/conclusions/solution';
import { percent, significant, whole, withDeviation } from '../text/format.js';
import { partThat, rangeOf } from '../text/part-of.js';
import { numberWords } from '../text/number-words.js';
import { aboutNetwork, type Reading } from './about-network.js';
import type { Answer } from './answer.js';
import { definition } from './rule.js';
import { networkBesideTheory } from './solution-and-theory.js';

const kind = aboutNetwork(
  'exact. Nothing: all gains are within 0.05 of 0. Naive-like: every gain is within 0.1 of 1 or within 0.05 of 0, and no more are near 1 than there are neurons. Uniform: a mean gain above 0 with a deviation below a quarter of it, and no gain near 0. Of other networks, mixed: no gain is below −0.05. Else none of these',
  (network) => {
    const { features, isSo, found } = network;
    if (isSo(servesNone)) return 'It solves nothing: no feature answers to +1 at its own output.';
    const numberOf = (id: string) => found(`gain.${id}`)?.value ?? Number.NaN;
    if (isSo(isNaiveLike)) {
      const served = numberOf('nearOne');
      const others = served === features ? '' : `, and the other ${whole(features - served)} next to nothing`;
      return `It is *naive-like* in whom it serves: ${partThat(served, features, 'feature', ['gets', 'get'])} a gain near 1${others}.`;
    }
    if (isSo(isUniform))
      return `It is *uniform*: ${partThat(features, features, 'feature', ['is', 'are'])} served, with a gain of ${withDeviation(numberOf('mean'), numberOf('sd'), 'prose')} (standard deviation over features).`;
    const range = `gains run from ${significant(numberOf('least'), 2)} to ${significant(numberOf('greatest'), 2)}`;
    const some = (id: string, verb: string) => {
      const count = numberOf(id);
      if (count === 0) return `no feature ${verb}s`;
      return partThat(count, features, 'feature', [`${verb}s`, verb]);
    };
    if (isSo(answersWithItsSign))
      return `It is *mixed*: ${range}, and ${some('belowQuarter', 'get')} less than a quarter of the greatest.`;
    return `It is neither naive-like, nor uniform, nor a mixture of features that are served well and badly: ${range}, and ${some('negative', 'answer')} to +1 with an output below −0.05.`;
  },
);

const codewords = aboutNetwork(
  'codewords only of 50 weights or more, and where less than 2 % of the input weights lie between on and off, and features have words of the same lengths in both gauges; the share is that of the gauge in which it is larger',
  (network) => {
    const { features, neurons, isSo } = network;
    const numberOf = numbersOf(network);
    if (isSo(hasCodewords)) {
      const without = numberOf('quarterRms.wordless');
      const ends = [numberOf('quarterRms.K.shortest'), numberOf('quarterRms.K.longest')] as const;
      const whose =
        without === 0
          ? 'its features have'
          : `of its ${whole(features)} features, ${whole(without)} switch${without === 1 ? 'es' : ''} no neuron on, and the ${features - without === 1 ? 'other one has a' : 'others have'}`;
      const word = without > 0 && features - without === 1 ? 'codeword' : 'codewords';
      return `Input weights are either on or off: ${whose} ${word} of ${rangeOf(...ends, neurons, 'neuron', numberWords)}.`;
    }
    if (Number.isNaN(numberOf('quarterRms.K.longest')))
      return 'No input weight is above a quarter of their root mean square, so there are no codewords.';
    const between = Math.max(numberOf('betweenEighthAndHalf'), numberOf('balanced.betweenEighthAndHalf'));
    if (between < 0.02 && unlessEnoughWeights(network) !== undefined) return '';
    return Number.isNaN(between) || between < 0.02
      ? 'Which input weights are on depends on the gauge, so nothing is said of codewords.'
      : `Its features have no codewords: ${percent(between)} of the input weights lie between on and off.`;
  },
  'B',
);

const spreadOfWords = aboutNetwork(
  'only of codewords; even loads and few overlaps where they are below those of random words with p < .01 in both gauges',
  ({ isSo, found }) => {
    if (!isSo(hasCodewords) || found('codewords.quarterRms.load.sd.p') === null) return '';
    const even = isSo((network: Network) => isBelowChance(network, 'load.sd'));
    const apart = isSo((network: Network) => isBelowChance(network, 'overlapSquare'));
    if (even && apart) return 'They load the neurons more evenly than random words do, and overlap less.';
    if (even)
      return 'They load the neurons more evenly than random words do, but do not certainly overlap less.';
    return apart
      ? 'They overlap less than random words do, but do not certainly load the neurons more evenly.'
      : 'They are not certainly spread over the neurons better than random words are.';
  },
  'B',
);

function numbersOf({ found }: Reading) {
  return (id: string) => found(`codewords.${id}`)?.value ?? Number.NaN;
}

/** What kind of solution a given network is, and which parts of the theory hold of it. */
export function kindOfSolution(network: Network): Answer {
  const said = [kind, codewords, spreadOfWords, ...networkBesideTheory];
  return {
    id: 'solution',
    question: definition('What kind of solution is this?'),
    sentences: said.map((each) => each(network)).filter(({ text }) => text !== ''),
  };
}
