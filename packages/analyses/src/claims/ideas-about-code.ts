import { isCode, isNoPolytope, randomnessCosts, wordsAreSpread } from '../conclusions/code.js';
import { allOf, unlessAbove, unlessBelow } from '../conclusions/condition.js';
import { type Explained, findingOf, limits, onConverged, ownId } from '../conclusions/explained.js';
import {
  crowdCosts,
  interferenceCancels,
  isDistributed,
  isFarFromOrthogonal,
  isMirrored,
  isNearlyOrthogonal,
  isReceivedAlike,
  isReceivedByAngles,
  randomDirectionsDo,
} from '../conclusions/interference.js';
import { grouped } from '../numbers/grouped.js';
import { readable } from '../numbers/readable.js';
import { above, of, share } from './idea-numbers.js';
import type { IdeaRule } from './idea-rule.js';

/** How the ideas about directions, words and interference are judged. */
export const ideasAboutCode: Readonly<Record<string, IdeaRule>> = {
  'idea.geometry.orthogonal': (explained) => [
    {
      kind: 'disagrees',
      when: isFarFromOrthogonal(explained),
      words: () =>
        `Some are far from it: the largest |cosine| is ${of(explained, 'geometry.raw.maxAbsCos')}. Their root mean square cosine is ${of(explained, 'geometry.raw.rmsCos')}; that of random directions is ${readable(1 / Math.sqrt(explained.neurons))}.`,
    },
    {
      kind: 'agrees',
      when: isNearlyOrthogonal(explained),
      words: () => `No |cosine| is beyond ${of(explained, 'geometry.raw.maxAbsCos')}.`,
    },
  ],
  'idea.geometry.random': (explained) => [
    {
      kind: 'disagrees',
      when: randomnessCosts(explained),
      words: () =>
        `With random directions as encodings, and the best decoder for them, the loss is ${above(explained, 'ladder.gaussian.ratio')} higher; with random words, ${above(explained, 'ladder.random.ratio')}.`,
    },
    {
      kind: 'agrees',
      when: randomDirectionsDo(explained),
      words: () => `Random directions have ${of(explained, 'ladder.gaussian.ratio')} times its loss.`,
    },
  ],
  'idea.geometry.structure': (explained) => [
    {
      kind: 'answered',
      when: allOf(isCode(explained), isNoPolytope(explained), wordsAreSpread(explained)),
      words: () =>
        `They are no polytope, but a code: each feature drives ${of(explained, 'codewords.quarterRms.K.mean')} neurons on average and leaves the others alone. All neurons carry about as many features, and words overlap less than random words do.`,
    },
  ],
  'idea.encoding.distributed': (explained) => [
    {
      kind: 'agrees',
      when: isDistributed(explained),
      words: () =>
        `After ${grouped(explained.convergedSteps)} steps every feature drives at least ${of(explained, ownId(explained, 'K.least'), 1)} neurons, ${of(explained, ownId(explained, 'K.mean'))} on average: those with a weight above a quarter of the root mean square of W_in.`,
    },
    {
      kind: 'disagrees',
      when: onConverged(explained, (look) =>
        unlessBelow('the least number of neurons of a feature', look(ownId(explained, 'K.least')).value, 2),
      ),
      words: () =>
        `After ${grouped(explained.convergedSteps)} steps some features drive one neuron or none; the mean is ${of(explained, ownId(explained, 'K.mean'))}: those with a weight above a quarter of the root mean square of W_in.${ofShorter(explained)}`,
    },
  ],
  'idea.encoding.mirrored': (explained) => [
    {
      kind: 'agrees',
      when: isMirrored(explained),
      words: () =>
        `The pseudo-inverse of relu(W_in) in place of W_out costs only ${above(explained, 'ladder.pinvRelu.ratio')}, and R⁺ differs from its transpose by ${share(explained.converged['theory.asymmetry']!.value!)} of its norm.`,
    },
  ],
  'idea.sparsity': (explained) => [
    {
      kind: 'agrees',
      when: crowdCosts(explained),
      words: () =>
        `It grows with the number of features that are active at once: for each of them, the mean fourth power is ${[1, 2, 3, 4].map((k) => readable(explained.converged[`crowd.l4.${k}`]!.value! / k / (explained.converged['crowd.l4.1']?.value ?? 1), 2)).join(', ')} times that of one alone, for 1 to 4.`,
    },
  ],
  'idea.interference.cancels': (explained) => [
    {
      kind: 'agrees',
      when: interferenceCancels(explained),
      words: () =>
        `Their mean is ${of(explained, ownId(explained, 'off.mean'))}, and their mean size ${of(explained, ownId(explained, 'off.meanAbs'))}.`,
    },
    {
      kind: 'disagrees',
      when: onConverged(explained, (look) =>
        unlessAbove(
          'the mean of R⁺ off its diagonal over the mean size',
          Math.abs(look(ownId(explained, 'off.mean')).value) / look(ownId(explained, 'off.meanAbs')).value,
          limits.describedByMean,
        ),
      ),
      words: () =>
        `Their mean is ${of(explained, ownId(explained, 'off.mean'))}: ${readable(findingOf(explained, ownId(explained, 'off.mean')) / findingOf(explained, ownId(explained, 'off.meanAbs')), 2)} of their mean size, ${of(explained, ownId(explained, 'off.meanAbs'))}.`,
    },
  ],
  'idea.interference.uniform': (explained) => [
    {
      kind: 'agrees',
      when: allOf(isReceivedAlike(explained), isReceivedByAngles(explained)),
      words: () =>
        `What outputs receive varies by ${share(explained.converged[ownId(explained, 'received.cv')]!.value!)} of its mean, and its correlation with the angles is ${of(explained, ownId(explained, 'received.angles'))}.`,
    },
    {
      kind: 'disagrees',
      when: onConverged(explained, (look) =>
        unlessAbove(
          'the deviation over outputs of what they receive, over its mean,',
          look(ownId(explained, 'received.cv')).value,
          limits.describedByMean,
        ),
      ),
      words: () =>
        `What outputs receive varies by ${share(explained.converged[ownId(explained, 'received.cv')]!.value!)} of its mean.`,
    },
  ],
};

/** The report's own training, where every feature of it drives several neurons. */
function ofShorter({ report, steps, convergedSteps }: Explained): string {
  const shortest = report['codewords.quarterRms.K.shortest']?.value ?? 0;
  return steps === convergedSteps || shortest < 2
    ? ''
    : ` In the shorter training, of ${grouped(steps)} steps, each still drives at least ${shortest}.`;
}
