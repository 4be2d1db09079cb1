import type { QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import {
  boundaryIsTwo,
  naiveStartsServeAll,
  servesAll,
  servesAllAlongNeurons,
  theoryStaysBelowNaive,
} from '../conclusions/boundary.js';
import { allOf, conditionOn, unlessAbove, unlessBelow } from '../conclusions/condition.js';
import { type Explained, findingOf, limits, lineOf, onConverged } from '../conclusions/explained.js';
import { isOneOfSeveral, oneStationaryGain, theoryError, theoryPredictsGain } from '../conclusions/gain.js';
import { isSideEffect } from '../conclusions/negative-inputs.js';
import { squaresAreUnequal, squaresGainIsLower } from '../conclusions/squares.js';
import { found } from '../understanding/finding.js';
import { grouped } from '../numbers/grouped.js';
import { readable } from '../numbers/readable.js';
import { above, of, share } from './idea-numbers.js';
import type { IdeaRule } from './idea-rule.js';

/** How the ideas about gains, exponents and their boundaries are judged. */
export const ideasAboutGain: Readonly<Record<string, IdeaRule>> = {
  'idea.l4.driver': (explained) => [
    {
      kind: 'agrees',
      when: allOf(servesAll(explained), squaresAreUnequal(explained)),
      words: () =>
        `After ${grouped(explained.convergedSteps)} steps the least gain is ${of(explained, 'trained.twins.gain.least')} of the mean; under L2, ${share(explained.converged['trained.squares.belowQuarter']!.value!)} of the features have less than a quarter of the best gain.${boundaryIsTwo(explained).outcome === 'holds' ? ' Any exponent above 2 does it, not only 4: where few features are active, theory puts the boundary at 2.' : ''}`,
    },
  ],
  'idea.l2.strategy': (explained) => [
    {
      kind: 'disagrees',
      when: squaresAreUnequal(explained),
      words: () =>
        `Networks trained under L2 do not do it: ${share(explained.converged['trained.squares.belowQuarter']!.value!)} of the features have less than a quarter of the best gain. Where few features are active, both strategies cost the same under L2, exactly.`,
    },
  ],
  'idea.l2.gain': (explained) => [
    {
      kind: 'disagrees',
      when: squaresGainIsLower(explained),
      words: () =>
        `It is lower: ${of(explained, 'trained.squares.gain')} on average, which is about m/n, against ${of(explained, 'trained.twins.gain')}.`,
    },
    {
      kind: 'agrees',
      when: onConverged(explained, (look) =>
        unlessAbove(
          'the mean gain under L2',
          look('trained.squares.gain').value,
          look('trained.twins.gain').value + limits.convergedGain,
        ),
      ),
      words: () =>
        `It is ${of(explained, 'trained.squares.gain')} under L2 and ${of(explained, 'trained.twins.gain')} otherwise.`,
    },
  ],
  'idea.gain.optimum': (explained) => [
    {
      kind: 'answered',
      when: allOf(theoryPredictsGain(explained), oneStationaryGain(explained), isOneOfSeveral(explained)),
      words: () =>
        `As a common gain of all features there is one, ${of(explained, 'theory.cubic.measured.gain')} by a theory that is within ${share(theoryError(explained))} of the trained gains. As weights there are several: trainings from words of another length keep them, at almost this loss. And 0.43 is another quantity, gain.effective, of a training that is too short.`,
    },
  ],
  'idea.uniformity': (explained) => [
    {
      kind: 'agrees',
      when: servesAll(explained),
      words: () =>
        `The least gain is ${of(explained, 'trained.twins.gain.least')} of the mean after ${grouped(explained.convergedSteps)} steps${overSeeds(explained)}.`,
    },
    {
      kind: 'disagrees',
      when: onConverged(explained, (look) =>
        unlessBelow(
          'the least gain over the mean',
          look('trained.twins.gain.least').value,
          limits.ignoredGain,
        ),
      ),
      words: () =>
        `A feature has only ${of(explained, 'trained.twins.gain.least')} of the mean gain after ${grouped(explained.convergedSteps)} steps.`,
    },
  ],
  'idea.isolated.relu': (_, quantities) => [
    {
      kind: 'disagrees',
      when: conditionOn(meansOf(quantities, ['mse.isolated', 'attenuation.positive']), (look) => {
        const missing = look('mse.isolated').value - printedAttenuation;
        const byGain = look('attenuation.positive').value - printedAttenuation;
        return unlessAbove('the part of the difference that the gain makes', byGain / missing, limits.mostOf);
      }),
      words: () => {
        const [isolated, attenuation] = [
          quantities['mse.isolated'].mean!,
          quantities['attenuation.positive'].mean!,
        ];
        return `The gain does: 0.43 is not the gain for positive inputs. With the right one, the formula gives ${readable(attenuation)}, and only ${readable(isolated - attenuation)} of ${readable(isolated)} is left for the output for negative inputs.`;
      },
    },
  ],
  'idea.neurons.boundary': (explained) => {
    const neurons = lineOf(explained, 'neurons').map(({ at }) => at);
    return [
      {
        kind: 'answered',
        when: allOf(
          servesAllAlongNeurons(explained),
          naiveStartsServeAll(explained),
          theoryStaysBelowNaive(explained),
          boundaryIsTwo(explained),
        ),
        words: () =>
          `From none between ${neurons[0]} and ${neurons.at(-1)} of ${explained.features}: no feature has less than ${leastAlong(explained, 'neurons')} of the mean gain. What decides is the exponent, at 2.`,
      },
    ];
  },
  'idea.negative.purpose': (explained) => [
    {
      kind: 'answered',
      when: isSideEffect(explained),
      words: () =>
        `Both, in a way. The output itself is a side effect: without it the loss changes by ${share(explained.converged['negative.remove.l4']!.value!)}. The negative input weights behind it inhibit features that are active together: networks without such weights lose ${above(explained, 'trained.nonNegative.ratio')} more.`,
    },
  ],
};

/** The models that a mean is over, where they are several. */
function overSeeds({ converged }: Explained): string {
  const seeds = converged['trained.twins.seeds']?.value ?? 1;
  return seeds > 1 ? `, in the mean over ${seeds} seeds` : '';
}

/** The least gain over the mean of any model on a line, rounded down. */
function leastAlong(explained: Explained, line: Parameters<typeof lineOf>[1]): string {
  const all = lineOf(explained, line).map(({ id }) => findingOf(explained, id('gain.least')));
  return readable(Math.floor(100 * Math.min(...all) + 1e-9) / 100, 2);
}

/** The attenuation error that the document computes in section 10. */
const printedAttenuation = 0.0542;

function meansOf(quantities: QuantitySummaries, ids: readonly QuantityId[]) {
  return Object.fromEntries(
    ids.map((id) => {
      const { mean, reason } = quantities[id];
      return [id, mean === null ? { value: null, reason: reason ?? 'it has no value' } : found(mean)];
    }),
  );
}
