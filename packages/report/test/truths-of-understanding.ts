import { measuredAnew } from './measured-anew.js';
import { balanced, loads, shareBetween, usage, wordsOf } from './neurons-used.js';
import type { TrialFacts } from './trial-facts.js';
import { inDigits, number, read, spread, type Truth, truth } from './truth.js';

const near = (said: string, measured: number, share = 0.002) =>
  Math.abs(read(said) - measured) <= share * Math.abs(measured) + 0.0006;

const ends = (values: readonly number[]) => `${Math.min(...values)} to ${Math.max(...values)}`;
/** `one to three`, or `three`, as `1 to 3`. */
const saidEnds = (words: string) => {
  const [low, high = low] = words.split(' to ').map(inDigits);
  return `${low} to ${high}`;
};

/** The gains of a training under L2 that is as long as that of the figures. */
function gainsOfSquares({ models, longer, p }: TrialFacts): readonly number[] {
  const weights = models.get(`model[lossExponent=2,steps=${longer.steps},seed=0]`)!;
  return measuredAnew(weights, { p, q: 2, samples: 40 }).atOne;
}

/** What Figures A to D and the answers say of the model of the longer training, or of the given one. */
export const truthsOfUnderstanding: readonly Truth[] = [
  truth(
    'the naive solution and the output 0 on the ladder',
    new RegExp(`, naive (${number}) and zero (${number})\\.$`),
    ([, naive, zero], { longer: { measured }, features, neurons, q }) => {
      const { value, error } = measured.lossPerActive;
      const ofZero = 1 / (2 * (q + 1)) / value;
      const ofNaive = (1 - neurons / features) * ofZero;
      const share = 0.01 + (4 * error) / value;
      return near(zero!, ofZero, share) && near(naive!, ofNaive, share)
        ? null
        : `measured ${ofNaive} and ${ofZero}, to within a share of ${share}`;
    },
  ),
  truth(
    'how long the words are',
    /^Each feature is a word of ([\w ]+?) of (\w+) neurons?[;.,]/,
    ([, lengths, neurons], { longer: { weights } }) =>
      saidEnds(lengths!) === ends(usage(weights)) && inDigits(neurons!) === weights.neurons
        ? null
        : `it is ${ends(usage(weights))} of ${weights.neurons}`,
  ),
  truth(
    'features without a word',
    /^(\d+) of \d+ features? drives? no neuron, and the others? (?:one )?(?:is a word|are words) of ([\w ]+?) of/,
    ([, none, lengths], { longer: { weights } }) => {
      const used = usage(weights).filter((count) => count > 0);
      return weights.features - used.length === Number(none) && saidEnds(lengths!) === ends(used)
        ? null
        : `${used.length} have a word, of ${ends(used)} neurons`;
    },
  ),
  truth(
    'loads that are equal',
    /loads are equal(?: to within (\w+) features?)?/,
    ([, within], { longer: { weights } }) => {
      const all = loads(weights);
      const apart = Math.max(...all) - Math.min(...all);
      return apart === (within === undefined ? 0 : inDigits(within)) ? null : `they are ${all.join(' ')}`;
    },
  ),
  truth(
    'how much loads differ',
    new RegExp(`^The standard deviation of the loads is (${number})`),
    ([, said], { longer: { weights } }) =>
      Math.abs(read(said!) - spread(loads(weights)).sd) <= 0.006
        ? null
        : `it is ${spread(loads(weights)).sd}`,
  ),
  truth(
    'entries between on and off',
    /^Of the entries, ([\d.]+) %(?: after \S+ steps?(?: and ([\d.]+) % after)?)?.* between an eighth and a half/,
    ([, ofLonger, ofOwn], { longer, weights }) => {
      const most = (each: typeof weights) => 100 * Math.max(shareBetween(each), shareBetween(balanced(each)));
      return Math.abs(read(ofLonger!) - most(longer.weights)) <= 0.06 &&
        (ofOwn === undefined || Math.abs(read(ofOwn) - most(weights)) <= 0.06)
        ? null
        : `it is ${most(longer.weights)} and ${most(weights)}`;
    },
  ),
  truth(
    'how many words are different',
    /(?:There are (\d+) different words|All words are (different|the same))\.$/,
    ([, count, all], { longer: { weights } }) => {
      const different = new Set(wordsOf(weights)).size;
      const said = count === undefined ? (all === 'different' ? weights.features : 1) : Number(count);
      return said === different ? null : `${different} are`;
    },
  ),
  truth(
    'statistics of angles that differ from chance, or do not',
    /^(?:After ([\d\u202f]+) steps?|In the given model), (.*?) (?:differs? from chance|of the six can be told)/,
    ([, steps, names], { ownSteps, neurons, offRandom }) => {
      // Random directions of the test are beside the report's own model.
      if (steps !== undefined && read(steps) !== ownSteps) return null;
      const off = { 'mean cosine': offRandom.signed, 'mean |cosine|': offRandom.magnitude };
      const differing = names!.split(/, | and /);
      const wrong = Object.entries(off).filter(([name, deviations]) => {
        if (differing.includes(name)) return Math.abs(deviations) < 2.5;
        return names === 'none' && neurons > 1 && Math.abs(deviations) > 8;
      });
      return wrong.length === 0 ? null : wrong.map(([name, far]) => `${name} is ${far} off`).join(', ');
    },
  ),
  truth(
    'the gain beside the theory',
    new RegExp(`^The mean gain of the (?:given|trained) model is (${number})`),
    ([, said], { longer: { measured } }) => {
      const { mean, sd } = spread(measured.atOne);
      return near(said!, mean) && sd <= 0.26 * Math.abs(mean)
        ? null
        : `it is ${mean}, with a deviation of ${sd}`;
    },
  ),
  truth(
    'features that have no one gain',
    new RegExp(`have no one gain: the mean is (${number}), with a standard deviation of (${number})`),
    ([, said, deviation], { longer: { measured } }) => {
      const { mean, sd } = spread(measured.atOne);
      return near(said!, mean) && near(deviation!, sd) && sd > 0.24 * Math.abs(mean)
        ? null
        : `it is ${mean}, with a deviation of ${sd}`;
    },
  ),
  truth(
    'what the diagonal of W_eff mixes',
    new RegExp(
      `^(${number}), the diagonal of W_?eff = .*feature at \\+1, (${number}), with what it answers at −1, (${number})`,
    ),
    ([, diagonal, gain, leak], { shown: { atOne, atMinusOne } }) => {
      const [ofGain, ofLeak] = [spread(atOne).mean, spread(atMinusOne).mean];
      return near(diagonal!, ofGain - ofLeak) && near(gain!, ofGain) && near(leak!, ofLeak)
        ? null
        : `measured ${ofGain} and ${ofLeak}`;
    },
  ),
  truth(
    'a training that is too short',
    new RegExp(
      `^${number} is (?:the gain|not the gain, but the diagonal of W_?eff) of a training that is too short: the mean gain is (${number}) after its [\\d\u202f]+ steps?, and (${number}) after`,
    ),
    ([, before, after], { shown, longer }) => {
      const [own, later] = [shown, longer.measured].map(({ atOne }) => spread(atOne).mean);
      // The longer trainings may be of several seeds.
      return near(before!, own!, 0.01) && near(after!, later!, 0.01) ? null : `measured ${own} and ${later}`;
    },
  ),
  truth(
    'the gain under L2',
    new RegExp(`L2’s gain is about m/n: (${number}) on average`),
    ([, said], facts) => {
      const { mean } = spread(gainsOfSquares(facts));
      const share = facts.neurons / facts.features;
      return near(said!, mean, 0.02) && Math.abs(mean / share - 1) < 0.07 ? null : `it is ${mean}`;
    },
  ),
  truth(
    'features that L2 gives little',
    /^L2 does not share its gain equally: after [\d\u202f]+ steps?, (\d+) % of the features get less than a quarter of the best gain/,
    ([, said], facts) => {
      const gains = gainsOfSquares(facts);
      const few = gains.filter((gain) => gain < Math.max(...gains) / 4).length;
      // Several seeds have a mean.
      return Math.abs(Number(said) - (100 * few) / gains.length) <= 6 ? null : `${few} of ${gains.length} do`;
    },
  ),
];
