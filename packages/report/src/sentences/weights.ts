import type { InputWeights, NeuronUse } from '@superposition/analyses/internal/weights/input-weights';
import { capital, counted, listing, percent, significant, whole } from '../text/format.js';
import { partOf } from '../text/part-of.js';
import { momentsOf } from '@superposition/core/internal/numbers/moments';
import { meanStands } from './describe-values.js';
import { allModels, inAllModels, type ModelSeed, modelWord, oneModel } from './model.js';
import { definition, rule, stated } from './rule.js';

/** `as trained` or `as given`. */
export function ownGauge(seed: ModelSeed): string {
  return `as ${modelWord(seed)}`;
}

export const columnsAreEncodings = definition('Each column of W_in is the encoding of one feature.');

/** How many neurons features use, in both gauges. */
export const neuronsUsed = rule(
  'counts by the threshold that the sentence names; a mean only where it stands for the features; both gauges, because a count depends on them',
  (weights: InputWeights, seed: ModelSeed) => {
    const { neurons, use } = weights.facts;
    const [ours, balanced] = [useWords(use.trained, neurons), useWords(use.balanced, neurons)];
    const threshold =
      'A neuron counts as used where the input weight is above ¼ of the root mean square of W_in.';
    const found =
      ours === balanced
        ? `${ours}, ${ownGauge(seed)} and in the balanced gauge${usesDiffer(weights) ? '' : ' alike'}`
        : `${ours} ${ownGauge(seed)}; in the balanced gauge ${balanced}`;
    return `${neurons === 1 ? capital(found) : `Of ${counted(neurons, 'neuron')}, ${found}`}. ${threshold}`;
  },
);

/** How many neurons features use, in all models. */
export const useFinding = rule(
  'counts of all features of all models: each number where there are at most three of one model, else the range, and a mean only where it stands for them',
  (uses: readonly NeuronUse[], neurons: number) => {
    const [first] = uses;
    if (first === undefined) return '';
    const of = counted(neurons, 'neuron');
    const counts = uses.flatMap(({ perFeature }) => perFeature);
    const [low, high] = [Math.min(...counts), Math.max(...counts)];
    const isOne = first.perFeature.length === 1;
    const where = uses.length === 1 ? '' : ` ${inAllModels(uses.length).trimEnd()}`;
    if (high === 0)
      return neurons === 1
        ? `${isOne ? 'The feature' : 'No feature'} ${isOne ? 'does not use' : 'uses'} the one neuron${where}.`
        : `${isOne ? 'The feature uses none' : 'No feature uses any'} of ${of}${where}.`;
    if (low === high)
      return `${isOne ? 'The' : 'Every'} feature uses ${partOf(low, neurons, 'neuron')}${where}.`;
    const kinds = first.histogram.flatMap((features, used) => (features > 0 ? [{ features, used }] : []));
    if (uses.length === 1 && kinds.length <= 3) {
      const parts = kinds.reverse().map(({ features, used }, index) => {
        const some = index === 0 ? counted(features, 'feature') : whole(features);
        return `${some} ${features === 1 ? 'uses' : 'use'} ${index === 0 ? partOf(used, neurons, 'neuron') : usedWord(used, neurons)}`;
      });
      return `${listing(parts)}.`;
    }
    const over = uses.length === 1 ? 'A' : `Over ${whole(uses.length)} models, a`;
    const { mean, sd } = momentsOf(counts)!;
    return meanStands(mean, sd)
      ? `${over} feature uses ${significant(mean)} of ${of} on average, from ${whole(low)} to ${whole(high)}.`
      : `${over} feature uses from ${whole(low)} to ${whole(high)} of ${of}.`;
  },
);

/** Whether as many features use so many neurons in both gauges. */
export function usesDiffer({ facts: { use } }: InputWeights): boolean {
  const { length } = use.trained.histogram;
  return (
    length !== use.balanced.histogram.length ||
    use.trained.histogram.some((features, used) => features !== use.balanced.histogram[used])
  );
}

/** What the bars are. */
export const useMarks = rule(
  'names what is drawn: the balanced gauge only where its counts differ, lines only over several models',
  (weights: InputWeights, models: number) =>
    [
      models > 1 ? `Lines: the range over ${allModels(models)}.` : '',
      usesDiffer(weights)
        ? 'Pale: the balanced gauge.'
        : 'In the balanced gauge the bars are the same, so they are not drawn.',
    ]
      .filter((words) => words !== '')
      .join(' '),
);

function useWords({ perFeature, histogram, mean }: NeuronUse, neurons: number): string {
  const counts = histogram.flatMap((features, used) => (features > 0 ? [{ features, used }] : []));
  const [first] = counts;
  if (counts.length === 1) {
    if (perFeature.length === 1) return `the feature uses ${usedWord(first!.used, neurons)}`;
    if (first!.used === 0) return neurons === 1 ? 'no feature uses the one neuron' : 'no feature uses any';
    return `every feature uses ${usedWord(first!.used, neurons)}`;
  }
  if (counts.length <= 3) {
    return listing(
      counts
        .reverse()
        .map(
          ({ features, used }, index) =>
            `${index === 0 ? counted(features, 'feature') : whole(features)} ${features === 1 ? 'uses' : 'use'} ${usedWord(used, neurons)}`,
        ),
    );
  }
  const [low, high] = [first!.used, counts.at(-1)!.used];
  const square = perFeature.reduce((sum, each) => sum + (each - mean) * (each - mean), 0);
  return meanStands(mean, Math.sqrt(square / perFeature.length))
    ? `a feature uses ${significant(mean)} on average (${whole(low)} to ${whole(high)})`
    : `a feature uses between ${whole(low)} and ${whole(high)}`;
}

function usedWord(used: number, neurons: number): string {
  if (neurons === 1) return used === 0 ? 'no neuron' : 'the one neuron';
  return used === 0 ? 'none' : whole(used);
}

/** How many features use one neuron, and how many none. */
export const fewNeurons = rule(
  'counts in both gauges; left out where the counts of all features are listed anyway',
  ({ facts: { use } }: InputWeights, seed: ModelSeed) => {
    const distinct = ({ histogram }: NeuronUse) => histogram.filter((features) => features > 0).length;
    if (distinct(use.trained) <= 3 && distinct(use.balanced) <= 3) return '';
    return (
      `${withUse(use, 1, 'a single neuron', 'No feature uses a single neuron', seed)} ` +
      withUse(use, 0, 'none', 'Every feature uses at least one', seed)
    );
  },
);

function withUse(
  { trained, balanced }: InputWeights['facts']['use'],
  used: number,
  words: string,
  noFeature: string,
  seed: ModelSeed,
): string {
  const [ours, other] = [trained.histogram[used] ?? 0, balanced.histogram[used] ?? 0];
  if (ours === 0 && other === 0) return `${noFeature}, in either gauge.`;
  return `${counted(ours, 'feature')} ${ours === 1 ? 'uses' : 'use'} ${words} ${ownGauge(seed)}, and ${whole(other)} in the balanced gauge.`;
}

/** Whether the weights have codewords. */
export const digital = rule(
  'codewords are digital where fewer than 2 % of the entries of W_in lie between ⅛ and ½ of its root mean square: then a count depends little on the threshold',
  ({ facts: { betweenEighthAndHalf: share } }: InputWeights) => {
    if (share === null) return '';
    const between = `${percent(share, share > 0 && share < 0.1 ? 1 : 0)} of the entries lie between ⅛ and ½ of the root mean square`;
    return share < 0.02
      ? `The counts depend little on the threshold: ${between}.`
      : `The counts depend on the threshold, because ${between}.`;
  },
);

export const inputDefinitions = ({ facts: { use } }: InputWeights, seed: ModelSeed) => [
  stated(
    'describes the counts; thresholds and zero columns are those of the weights',
    'Feature i “uses” neuron k when W_in[k,i] > ¼ of the root mean square of all entries of W_in: here ' +
      `${significant(use.trained.threshold)} on the weights ${ownGauge(seed)}, ${significant(use.balanced.threshold)} in the balanced gauge. Negative input weights do not count as use.`,
  ),
  stated(
    'describes the counts; thresholds and zero columns are those of the weights',
    'Scaling a neuron’s input weights by s > 0 and its output weights by 1/s changes no output but may change ' +
      `such a count, so it is stated twice: ${ownGauge(seed)}, and in the balanced gauge, where every neuron’s input and output weights have equal norm. There, a neuron without input or without output has weights of 0.`,
  ),
  stated(
    'describes the counts; thresholds and zero columns are those of the weights',
    `${oneModel(seed)} Features and neurons are numbered from 0.`,
  ),
];

/** The bars of the neurons used, in words. */
export const useSummary = rule('describes the bars', (weights: InputWeights, seed: ModelSeed) =>
  [neuronsUsed(weights, seed), fewNeurons(weights, seed)].filter((words) => words !== '').join(' '),
);
