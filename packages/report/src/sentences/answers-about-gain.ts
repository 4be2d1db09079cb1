import { type Explained, findingOf } from '@superposition/analyses/internal/conclusions/explained';
import {
  gainDescribesFeatures,
  gainIsUnfinished,
  isOneOfSeveral,
  keptLengths,
  oneStationaryGain,
  otherOptima,
  theoryError,
  theoryPoints,
  theoryPredictsGain,
} from '@superposition/analyses/internal/conclusions/gain';
import {
  eachWinsItsOwn,
  gainRisesWithExponent,
  ofSquares,
  risingExponents,
  squaresAreUnequal,
  squaresGainIsLower,
  squaresGainIsShare,
  startsMeet,
  stepsOfSquares,
} from '@superposition/analyses/internal/conclusions/squares';
import { allOf, beside } from '@superposition/analyses/internal/conclusions/condition';
import { counted, listing, percent, significant, span } from '../text/format.js';
import { type Answer, conclusion, numberOf } from './answer.js';
import { definition } from './rule.js';

const inShort = conclusion(
  'one gain describes the features: its deviation is below a quarter of its mean; a training is too short where the mean gain changes by more than 0.003 over further steps; one of several optima where trainings from words of another length keep them within 3 % of the loss',
  {
    condition: (explained) =>
      beside(gainDescribesFeatures(explained), gainIsUnfinished(explained), isOneOfSeveral(explained)),
    what: 'one gain describes all features',
    words: (explained) => {
      const gain = numberOf(explained, 'trained.report.gain');
      const after =
        gainIsUnfinished(explained).outcome === 'holds'
          ? ` of a training that is too short: the mean gain is ${gain} after its ${counted(explained.steps, 'step')}, and ${numberOf(explained, 'trained.twins.gain')} after ${counted(explained.convergedSteps, 'step')}`
          : '';
      const several =
        isOneOfSeveral(explained).outcome === 'holds' ? ' The weights are one of several optima.' : '';
      const diagonal = diagonalOf(explained);
      const rest = after === '' && diagonal !== gain ? `: the mean gain is ${gain}` : after;
      return `${diagonal} is ${diagonal === gain ? 'the gain' : 'not the gain, but the diagonal of W_eff'}${rest}.${several}`;
    },
  },
);

/** The mean of the diagonal of W_eff = R⁺ − R⁻. */
function diagonalOf(explained: Explained): string {
  const [gain, leak] = ['gain', 'outputMinusOne'].map((part) =>
    findingOf(explained, `trained.report.${part}`),
  );
  return significant(gain! - leak!);
}

const mixture = conclusion(
  'one gain describes the features: its deviation is below a quarter of its mean; the diagonal of W_eff is R⁺ − R⁻ of any network',
  {
    condition: gainDescribesFeatures,
    what: 'the diagonal of W_eff is something else than the gain',
    words: (explained) => {
      const [gain, leak] = ['gain', 'outputMinusOne'].map((part) =>
        numberOf(explained, `trained.report.${part}`),
      );
      const diagonal = diagonalOf(explained);
      return diagonal === gain
        ? `${diagonal} is both the diagonal of W_eff = W_out·W_in and the gain, because a negative input hardly moves its own output.`
        : `${diagonal}, the diagonal of W_eff = W_out·W_in, mixes what an output answers to its own feature at +1, ${gain}, with what it answers at −1, ${leak}. Only the first is the gain of the relu that a feature gets.`;
    },
  },
);

const balance = conclusion(
  'the cubic predicts the gain within 5 % where at most two features are active on average and there are ten neurons or more',
  {
    condition: theoryPredictsGain,
    what: 'a balance of two errors predicts the gain within 5 %',
    words: (explained) =>
      `The gain balances two errors. A lower gain leaves out more of each relu; a higher one lets features that share neurons disturb each other more. A theory of this balance predicts the gain within ${percent(theoryError(explained))} in ${counted(theoryPoints(explained).length, 'model')} with at least ten neurons and, on average, at most two active features.`,
    figure: 'D',
  },
);

const unique = conclusion('the loss of the uniform family, in the theory, is stationary at one gain', {
  condition: oneStationaryGain,
  what: 'the loss is stationary at one gain only',
  words: (explained) =>
    `In the theory of Figure D, the loss of networks that serve all features alike is stationary at one gain only, ${numberOf(explained, 'theory.cubic.measured.gain')}.`,
  figure: 'D',
});

const several = conclusion('a training from words of another length keeps them, within 3 % of the loss', {
  condition: isOneOfSeveral,
  what: 'the weights are one of several optima',
  words: (explained) => {
    const ratios = otherOptima(explained);
    const gains = ratios.map((id) => findingOf(explained, id.replace(/ratio$/, 'gain')));
    const most = Math.max(...ratios.map((id) => Math.abs(findingOf(explained, id) - 1)));
    const lengths = keptLengths(explained);
    return `Several sets of weights are about as good: trainings from other starts end with losses within ${percent(most, 1)} of this one and gains of ${span(significant(Math.min(...gains)), significant(Math.max(...gains)))}. From words of ${listing(lengths.map(String))} neuron${lengths.join() === '1' ? '' : 's'}, the sets of neurons that features drive, a training keeps that length, which is not the model’s own. So this is the best solution that was found, not one that is known to be the best.`;
  },
  figure: 'A',
});

/** Why the gain is what it is. */
export function answerAboutGain(explained: Explained): Answer {
  return {
    id: 'answer-gain',
    question: definition('Why is the gain about 0.43, and is it the only optimum?'),
    sentences: [inShort, mixture, balance, unique, several].map((each) => each(explained)),
  };
}

const gainOfSquares = conclusion(
  'the mean gain is within 5 % of m/n, and lower than with the report’s exponent by more than 0.003, as much as further steps may change a gain',
  {
    condition: (explained) => allOf(squaresGainIsShare(explained), squaresGainIsLower(explained)),
    what: 'L2 leads to a gain of m/n, below that of the report’s exponent',
    words: (explained) =>
      `No. L2’s gain is about m/n: ${numberOf(explained, 'trained.squares.gain')} on average with ${counted(explained.neurons, 'neuron')} for ${counted(explained.features, 'feature')}. With q = ${explained.lossExponent} it is ${numberOf(explained, 'trained.twins.gain')}. So it is lower under L2, not higher as the document expected.`,
    figure: 'G',
  },
);

const unequal = conclusion(
  'the deviation of the gain is above half of its mean, and more than 10 % of the features have below a quarter of the best gain',
  {
    condition: squaresAreUnequal,
    what: 'L2 shares its gain unequally',
    words: (explained) =>
      `L2 does not share its gain equally: after ${counted(explained.convergedSteps, 'step')}, ${percent(findingOf(explained, 'trained.squares.belowQuarter'))} of the features get less than a quarter of the best gain.`,
    figure: 'G',
  },
);

const drift = conclusion(
  'after the longest training from both starts, the deviations of the gain differ by less than 10 %, and the shares of features below a quarter of the greatest by less than 5 points',
  {
    condition: startsMeet,
    what: 'a normal and a naive start lead to the same solution under L2',
    words: (explained) => {
      const steps = stepsOfSquares(explained);
      const fromBoth = (after: number, part: string, print: (value: number) => string) =>
        (['squares', 'squaresNaiveStart'] as const)
          .map((start) => print(findingOf(explained, ofSquares(explained, start, after, part))))
          .join(' and ');
      const deviations = (after: number) => fromBoth(after, 'gain.sd', (value) => significant(value, 2));
      const [first, last] = [steps[0]!, steps.at(-1)!];
      const before =
        first === last ? '' : `, where after ${counted(first, 'step')} it is ${deviations(first)}`;
      return `From a normal start and from the naive solution, trainings under L2 drift to one kind of solution: after ${counted(last, 'step')}, ${fromBoth(last, 'belowQuarter', (share) => percent(share))} of the features get less than a quarter of the best gain, and the standard deviation of the gain is ${deviations(last)}${before}.`;
    },
    figure: 'G',
  },
);

const wins = conclusion(
  'each loss is lower, beyond three standard errors, with the exponent that is said to win it',
  {
    condition: eachWinsItsOwn,
    what: 'each exponent wins one of the two mean squares',
    words: (explained) =>
      `L2 wins the mean square over all entries (${numberOf(explained, 'trained.squares.l2')} against ${numberOf(explained, 'trained.twins.l2')}, over p), which it trains; q = ${explained.lossExponent} wins the mean square over active entries (${numberOf(explained, 'trained.twins.mse.active')} against ${numberOf(explained, 'trained.squares.mse.active')}).`,
    figure: 'G',
  },
);

const rising = conclusion(
  'the gains of the models on sparse data with q of 2 or more rise from each exponent to the next by more than 0.003',
  {
    condition: gainRisesWithExponent,
    what: 'the gain rises with the exponent',
    words: (explained) => {
      const points = risingExponents(explained);
      return `The mean gain rises with the exponent: on the sparse data of Figure E it is ${points.map(({ at, id }) => `${numberOf(explained, id('gain'))} at q = ${at}`).join(', ')}.`;
    },
    figure: 'E',
  },
);

const ownSquares = definition(
  'The models of this report are trained on L2 themselves, so there is no other exponent to compare L2 with.',
);

/** Whether the same trick emerges under L2. */
export function answerAboutSquares(explained: Explained): Answer {
  return {
    id: 'answer-squares',
    question: definition('Under L2, does the same solution emerge with a higher gain?'),
    sentences:
      explained.lossExponent === 2
        ? [{ text: ownSquares, evidence: [] }, rising(explained)]
        : [gainOfSquares, unequal, drift, wins, rising].map((each) => each(explained)),
  };
}
