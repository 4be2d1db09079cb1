import { unlessEnoughWeights } from '@superposition/analyses/internal/conclusions/code';
import { limits } from '@superposition/analyses/internal/conclusions/explained';
import type { Findings } from '@superposition/analyses/internal/understanding/finding';
import type { Words, WordsBesideChance } from '@superposition/analyses/internal/understanding/words';
import { counted, decimals, listing, percent, significant, span, whole } from '../text/format.js';
import { rangeOf } from '../text/part-of.js';
import type { ModelSeed, ShownTraining } from './model.js';
import { definition, rule, stated } from './rule.js';

/** The words of a trained or a given network, beside random ones. */
export interface WordEvidence {
  readonly seed: ModelSeed;
  /** By seed; the first is the one that the rest is about. */
  readonly models: readonly Words[];
  readonly chance: WordsBesideChance;
  /** In both gauges. */
  readonly findings: Findings;
}

/** A number is told from chance where p is below. */
const rare = 0.01;
/** So many pairs by chance are enough to speak of them. */
const fewestPairs = 10;

const numerals = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const inWords = (count: number) => numerals[count] ?? whole(count);

/** Whether weights are either on or off, in both gauges. */
function isDigital(words: Words): boolean {
  return unlessEnoughWeights(words) === undefined && words.between < limits.betweenShare;
}

/** A number of the words that is below chance with p < .01, in both gauges. */
function isBelowChance(findings: Findings, id: string): boolean {
  return ['codewords', 'codewords.balanced'].every((gauge) => {
    const [value, mean, p] = ['', '.random.mean', '.p'].map(
      (part) => findings[`${gauge}.quarterRms.${id}${part}`]?.value ?? null,
    );
    return value != null && mean != null && p != null && value < mean && p < rare;
  });
}

function ends(lengths: readonly number[]): readonly [number, number] {
  return [lengths.findIndex((count) => count > 0), lengths.findLastIndex((count) => count > 0)];
}

/** The largest overlap that is rarer than in all random words, and that many pairs have by chance. */
function avoidedOverlap({ chance }: WordEvidence): number | null {
  const shared = chance.overlaps.findLastIndex(({ chance: { mean } }) => mean >= fewestPairs);
  const found = chance.overlaps[shared];
  return found !== undefined && shared > 0 && found.pairs < found.extremes[0] ? shared : null;
}

/** The headline: words, loads, overlaps. */
export const whatWords = rule(
  'words only where W_in has at least 50 entries and less than 2 % of them lie between on and off in both gauges, and their lengths only where both gauges give the same ends; loads and overlaps only where they are below chance with p < .01 in both gauges; a number of neurons shared only where fewer pairs share it than in every draw, and ten or more do by chance',
  (evidence: WordEvidence) => {
    const [model] = evidence.models;
    if (model === undefined || !isDigital(model)) return '';
    const { lengths, balancedLengths, features, neurons, load } = model;
    const [low, high] = ends(lengths);
    const lowest = lengths.findIndex((count, length) => length > 0 && count > 0);
    if (high === 0) return '';
    const agree = ends(balancedLengths).join() === [low, high].join();
    const first = !agree
      ? 'Each feature is a word: its weights are either on or off'
      : low === 0
        ? `${whole(lengths[0]!)} of ${counted(features, 'feature')} drive${lengths[0] === 1 ? 's' : ''} no neuron, and the ${features - lengths[0]! === 1 ? 'other one is a word' : 'others are words'} of ${rangeOf(lowest, high, neurons, 'neuron', inWords)}`
        : `Each feature is a word of ${rangeOf(low, high, neurons, 'neuron', inWords)}`;
    const clauses = [first];
    if (isBelowChance(evidence.findings, 'load.sd')) {
      const apart = Math.max(...load) - Math.min(...load);
      clauses.push(
        apart === 0
          ? 'loads are equal'
          : `loads are equal to within ${inWords(apart)} feature${apart === 1 ? '' : 's'}`,
      );
    }
    if (isBelowChance(evidence.findings, 'overlapSquare')) {
      const shared = avoidedOverlap(evidence);
      const found = shared === null ? undefined : evidence.chance.overlaps[shared]!;
      clauses.push(
        found === undefined
          ? 'words overlap less than by chance'
          : `long overlaps are avoided: ${counted(found.pairs, 'pair')} share${found.pairs === 1 ? 's' : ''} ${inWords(shared!)} neuron${shared === 1 ? '' : 's'} where chance gives ${whole(found.chance.mean)}`,
      );
    }
    const [words, ...more] = clauses;
    // The first clause may have an "and" of its own.
    const joint = more.length === 1 && !words!.includes(', and ') ? ', and ' : '; ';
    return `${more.length === 0 ? words : `${words}${joint}${more.join(', and ')}`}.`;
  },
);

/** When a neuron is in a word, and how wide the gap is. */
export const whenInWord = rule(
  'reads the share of entries between ⅛ and ½ of the root mean square, of the first model of each training, in the gauge where it is larger',
  (models: readonly { readonly words: Words; readonly steps: number | null }[]) => {
    const shares = models.map(
      ({ words, steps }) =>
        `${percent(words.between, 1)}${steps === null ? '' : ` after ${counted(steps, 'step')}`}`,
    );
    const digital = models.every(({ words }) => isDigital(words));
    return `A neuron belongs to a word if W_in is above a quarter of its root mean square. Of the entries, ${listing(shares)} lie between an eighth and a half of it${digital ? ', so few that the threshold hardly matters' : ''}.`;
  },
);

/** Loads and overlaps beside chance, in numbers. */
export const loadsAndOverlaps = rule(
  'reads the findings; the words follow p < .01 in the gauge of the weights',
  ({ findings }: WordEvidence) => {
    const at = (id: string) => findings[`codewords.quarterRms.${id}`]?.value ?? null;
    const clause = (name: string, id: string, digits: number) => {
      const [value, mean, sd] = [at(id), at(`${id}.random.mean`), at(`${id}.random.sd`)];
      if (value === null || mean === null || sd === null) return [];
      const print = (each: number) => decimals(each, digits);
      return [`${name} ${print(value)}, by chance ${print(mean)} ± ${print(sd)} (sd)`];
    };
    const words = [
      ...clause('the standard deviation of the loads is', 'load.sd', 2),
      ...clause('the mean squared overlap is', 'overlapSquare', 3),
    ].join('; ');
    return words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
  },
);

/** What the decoder makes of the values of another feature. */
export const swapped = rule(
  'reads the shares of the swap test, for words of the same length, without and with a swap',
  ({ findings }: WordEvidence) => {
    const at = (id: string) => findings[`codewords.quarterRms.swap.${id}`]?.value ?? null;
    const [exact, word, natural] = [at('exact'), at('word'), at('natural')];
    if (exact === null || word === null || natural === null) return '';
    return `When the values of one feature are put on the neurons of another one, the decoder finds that other one in ${percent(exact, 1)} of the pairs with words of one length, and its word in ${percent(word, 1)}; without a swap it finds ${percent(natural, 1)} of the features. That a decoder reads words is by itself no evidence of superposition.`;
  },
);

/** Models whose words are drawn. */
export interface DrawnWords extends ShownTraining {
  readonly models: readonly Words[];
}

/** What the marks are. */
export const wordMarks = rule(
  'names what is drawn: two looks only with a shorter training, outlines only where models are known not to have converged; whiskers only over several seeds',
  (longer: DrawnWords, shorter: DrawnWords) => {
    const hatched = 'Hatched: 95\u00a0% of random words; a number of pairs outside of it is blue.';
    if (longer.steps === null) return hatched;
    const told = ({ steps }: DrawnWords) => counted(steps!, 'step');
    const filled = longer.isOpen ? 'Outlines' : 'Filled';
    const looks =
      shorter.models.length === 0
        ? ''
        : longer.isOpen === shorter.isOpen
          ? `Left bars and large marks: ${told(longer)}; right bars and small marks: ${told(shorter)}.`
          : `${filled}: ${told(longer)}; ${shorter.isOpen ? 'outlines' : 'filled'}: ${told(shorter)}.`;
    const several = Math.max(longer.models.length, shorter.models.length) > 1;
    const whiskers = several
      ? 'Bars: means over seeds, whiskers: all of them; everything else: the first seed.'
      : '';
    return [looks, whiskers, hatched].filter((each) => each !== '').join(' ');
  },
);

/** How random words are made. */
export const wordDefinitions = ({ chance }: WordEvidence) => [
  stated(
    'describes the draws, whose number is that of the test',
    `Load: of how many words a neuron is part; beside ${whole(chance.draws)} draws of words of the same lengths, whose neurons are drawn at random. Overlap: how many neurons two words share; beside ${whole(chance.draws)} draws of words that also put the same load on every neuron, by a chain of 2 × 2 swaps. Overlaps that fewer than five pairs have by chance are not drawn.`,
  ),
  definition(
    'p-values of the standard deviation of the loads and of the mean squared overlap are two-sided, from up to 1000 draws; a sentence needs p < .01 in the gauge of the weights and in the balanced one.',
  ),
];

/** The panels for readers who cannot see them. */
export const lengthsSummary = rule(
  'reads the histogram of the first model',
  ({ models: [model] }: WordEvidence) =>
    model === undefined
      ? ''
      : `Features by the length of their word: ${model.lengths.flatMap((count, length) => (count > 0 ? [`${whole(count)} of ${counted(length, 'neuron')}`] : [])).join(', ')}.`,
);
export const loadsSummary = rule(
  'reads the ends of the loads and of chance',
  ({ models: [model], chance }: WordEvidence) =>
    model === undefined
      ? ''
      : `Loads, least to most: ${span(whole(Math.min(...model.load)), whole(Math.max(...model.load)))}; by chance ${span(significant(chance.sortedLoad[0]!.mean), significant(chance.sortedLoad.at(-1)!.mean))}.`,
);
export const overlapsSummary = rule(
  'reads the numbers of pairs',
  ({ chance }: WordEvidence) =>
    `Pairs by neurons shared: ${chance.overlaps.map(({ pairs, chance: { mean } }, shared) => `${shared}: ${whole(pairs)}, by chance ${significant(mean)}`).join('; ')}.`,
);
export const rasterSummary = rule('describes the picture', ({ models: [model] }: WordEvidence) =>
  model === undefined
    ? ''
    : `A row for each neuron, a column for each feature, sorted by word: cells are filled where the feature switches the neuron on. ${model.distinct === model.features ? 'All words are different' : model.distinct === 1 ? 'All words are the same' : `There are ${whole(model.distinct)} different words`}.`,
);
