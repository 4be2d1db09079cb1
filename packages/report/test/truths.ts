import { type MeasuredAnew, meanOf, type Sampled } from './measured-anew.js';
import { balanced, usage, zeroColumns } from './neurons-used.js';
import { number, read, spread, type Truth, truth, wrongDirection } from './truth.js';
import { truthsOfFeatures } from './truths-of-features.js';
import { truthsOfHeadlines } from './truths-of-headlines.js';
import { truthsOfSolutions } from './truths-of-solutions.js';
import { truthsOfTheStory } from './truths-of-the-story.js';
import { truthsOfUnderstanding } from './truths-of-understanding.js';
import { truthsOfWeights } from './truths-of-weights.js';

/** The models' mean, and how well it is known: by their samples, and by how much they differ. */
function overModels(all: readonly MeasuredAnew[], of: (each: MeasuredAnew) => Sampled): Sampled {
  const means = all.map(of);
  const sampling = Math.hypot(...means.map(({ error }) => error)) / means.length;
  const between =
    means.length === 1 ? { value: means[0]!.value, error: 0 } : meanOf(means.map(({ value }) => value));
  return { value: between.value, error: Math.hypot(sampling, between.error) };
}

const directions = '(better than|worse than|exactly as (?:large|good) as|not to be told apart from)';

/** A comparison that follows `subject`. A feature that the naive solution ignores has a loss of 1/`ignored`. */
function besideNaive(
  about: string,
  subject: string,
  of: (each: MeasuredAnew) => Sampled,
  ignored: (q: number) => number,
): Truth {
  return truth(about, new RegExp(`${subject} .*?${directions}`), ([, words], { all, features, neurons, q }) =>
    wrongDirection(words!, overModels(all, of), (1 - Math.min(features, neurons) / features) / ignored(q)),
  );
}

/** The means by chance are skewed, so eight deviations may still be what one frame in a thousand has. */
function wrongBesideChance(words: string, off: number): string | null {
  const isRight = /smaller/.test(words) ? off < -2.5 : /larger/.test(words) ? off > 2.5 : Math.abs(off) < 8;
  return isRight ? null : `it is ${off} standard deviations of chance off`;
}

export const truths: readonly Truth[] = [
  ...truthsOfFeatures,
  ...truthsOfHeadlines,
  ...truthsOfTheStory,
  ...truthsOfSolutions,
  ...truthsOfUnderstanding,
  ...truthsOfWeights,
  truth(
    'features that interfere',
    /(other (?:active )?features|others) (?:add|take|disturb)|added by other|taken away by other|rest is interference/,
    ({ input }, { shown }) =>
      shown.interferes || /from samples|is estimated, from/.test(input)
        ? null
        : 'no other feature can interfere',
  ),
  truth(
    'features that do not interfere',
    /no (?:other )?feature (?:that could |can )?(?:interferes?|disturbs)|in no sample did (?:another|a) feature (?:interfere|disturb)/,
    (_, { all }) => (all.some(({ interferes }) => interferes) ? 'other features change an output' : null),
  ),
  truth(
    'interference that is added or taken away',
    /is (added by|taken away by|taken by) other active features/,
    ([, words], { shown: { interference } }) => {
      const off = interference.value / interference.error;
      return (words === 'added by' ? off : -off) > 2
        ? null
        : `measured ${interference.value} ± ${interference.error}`;
    },
  ),
  {
    ...truth('a share and its rest', /100\s%[^.]*the rest/, () => 'nothing is left of 100 %'),
    isNeverSaid: true,
  },
  besideNaive(
    'the loss beside that of the naive solution',
    'loss \\|y − t\\|\\S+, over all entries and divided by p, is',
    (each) => each.lossPerActive,
    (q) => 2 * (q + 1),
  ),
  besideNaive(
    'the error over active entries beside that of the naive solution',
    'mean squared error over active entries is',
    (each) => each.active,
    () => 6,
  ),
  besideNaive(
    'the error over all entries beside that of the naive solution',
    '; over all entries, divided by p, it is',
    (each) => each.allPerActive,
    () => 6,
  ),
  truth(
    'the error at every probability',
    /^Over active entries, (?:and over all entries too, )?the \w+ model is (better than|worse than|exactly as good as) the naive solution(?: by more than 5\s%)? at every p′ tried/,
    ([, words], { all, features, neurons }) =>
      wrongDirection(words!, all[0]!.active, (1 - Math.min(features, neurons) / features) / 6),
  ),
  truth(
    'an error that is the same at every probability',
    /^The error over (?:active entries|all entries divided by p′) is \S+ at every p′, exactly/,
    (_, { shown }) => (shown.interferes ? 'other features change an output' : null),
  ),
  truth(
    'means that stand for features',
    // Beside a description of the features, their mean stands for none.
    new RegExp(
      String.raw`output at x = 1 is (${number})(?: ±| \[| where| and|,)(?![^;]*? in the mean over features, but)`,
    ),
    ({ input }, { shown }) => {
      // Such a mean is not said to stand for the features: what they do follows.
      if (/in the mean over features, but/.test(input)) return null;
      const { mean, sd } = spread(shown.atOne);
      return sd <= 0.3 * Math.abs(mean) + 1e-6 ? null : `features differ: ${mean} with a deviation of ${sd}`;
    },
  ),
  truth(
    'groups of features by their output',
    new RegExp(String.raw`output at x = 1 is (${number}) for (\d+) features? and (${number}) for (\d+)`),
    ([, a, countA, b, countB], { shown: { atOne } }) => {
      const near = (value: string) => atOne.filter((each) => Math.abs(each - read(value)) < 0.01).length;
      return near(a!) === Number(countA) && near(b!) === Number(countB)
        ? null
        : `outputs are ${atOne.join(' ')}`;
    },
  ),
  truth(
    'features that the naive solution computes',
    /[Nn]aive solution(?: that| which)?,?(?: which)? (?:computes|serves) (\d+) features?/,
    ([, count], { features, neurons }) =>
      Number(count) === Math.min(features, neurons) ? null : `it is ${Math.min(features, neurons)}`,
  ),
  truth(
    'features beside the naive solution',
    /^Beside it, the (?:given|trained) model is (.*) of (\d+) features?\.$/,
    ([, parts, total], { features }) => {
      const sum = [...parts!.matchAll(/ on (\d+)/g), ...parts!.matchAll(/from it on (\d+)$/g)].length;
      const counts = [...parts!.matchAll(/ on (\d+)/g)].reduce((all, [, count]) => all + Number(count), 0);
      return sum > 0 && counts === Number(total) && counts <= features
        ? null
        : `the parts add up to ${counts}`;
    },
  ),
  truth(
    'mean |cosine| beside random directions',
    /mean \|cosine\| is .*(both are smaller|both are larger|neither can be told)/,
    ([, words], { offRandom }) => wrongBesideChance(words!, offRandom.magnitude),
  ),
  truth(
    'mean cosine beside random directions',
    /mean cosine is .*(both are smaller|both are larger|neither can be told)/,
    ([, words], { offRandom }) => wrongBesideChance(words!, offRandom.signed),
  ),
  truth(
    'the training of a given model',
    /training loss|[Tt]rained with|what (?:the )?training minimi[sz]es/,
    (_, { isGiven }) => (isGiven ? 'nothing is known of its training' : null),
  ),
  truth(
    'features that start with a neuron of their own',
    /(\d+) features? (?:has|have) a neuron of (?:its|their) own with weights 1/,
    ([, count], { features, neurons }) =>
      Number(count) === Math.min(features, neurons) ? null : `it is ${Math.min(features, neurons)}`,
  ),
  truth(
    'features that use a single neuron',
    /(\d+|No) features?[^.]* uses? a single neuron/,
    ([, said], { weights }) => {
      const counts = [weights, balanced(weights)].map(
        (each) => usage(each).filter((used) => used === 1).length,
      );
      return counts.includes(said === 'No' ? 0 : Number(said))
        ? null
        : `as given ${counts[0]}, balanced ${counts[1]}`;
    },
  ),
  truth(
    'the least frame potential',
    new RegExp(
      String.raw`No (\d+) directions in (\d+) dimensions? can have a frame potential below (${number})`,
    ),
    ([, directions, dimensions, least], { weights, neurons }) => {
      const count = weights.features - zeroColumns(weights);
      const bound = Math.max(count, count ** 2 / neurons);
      return Number(directions) === count &&
        Number(dimensions) === neurons &&
        Math.abs(read(least!) - bound) <= 0.01 * bound
        ? null
        : `of ${count} in ${neurons} it is ${bound}`;
    },
  ),
  truth('columns of zeros', /(\d+|No) columns? (?:of zeros|is all zeros)/, ([, said], { weights }) =>
    zeroColumns(weights) === (said === 'No' ? 0 : Number(said)) ? null : `there are ${zeroColumns(weights)}`,
  ),
];
