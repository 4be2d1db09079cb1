import { mean } from '@superposition/core/internal/numbers/statistics';
import type { EffectiveMap } from '@superposition/analyses/internal/weights/effective-map';
import type { ResponseFacts } from '@superposition/core/internal/network/response-facts';
import { momentsOf } from '@superposition/core/internal/numbers/moments';
import { counted, oneScale, whole } from '../text/format.js';
import { describeValues, meanStands, valueWords } from './describe-values.js';
import { inAllModels, type ModelSeed, oneModel } from './model.js';
import { definition, rule, stated } from './rule.js';

/** What the diagonal of W_eff is beside the gain, over all models. */
export const effectiveFinding = rule(
  'exact: W_eff[i,i] is the response at x = 1 less that at x = −1; a mean only where it stands for the features of each model, else both ranges; more or less only where the means of all models say so',
  (models: readonly ResponseFacts[]) => {
    if (models.length === 0) return '';
    const features = models[0]!.effective.length;
    const subject = features === 1 ? 'The entry of W_eff' : 'The diagonal of W_eff';
    const all = (name: 'effective' | 'positive' | 'negative') => models.flatMap((each) => [...each[name]]);
    const size = Math.max(...all('effective').map(Math.abs), ...all('positive').map(Math.abs));
    if (size === 0)
      return `${subject} is 0: ${features === 1 ? 'the' : 'no'} feature reaches its own output${features === 1 ? ' with nothing' : ''}.`;
    const where = inAllModels(models.length).trimEnd();
    if (all('negative').every((each) => Math.abs(each) <= 1e-6 * size))
      return `${subject} is the gain${where === '' ? '' : ` ${where}`}, because negative inputs do not reach their own output.`;
    const means = models.map((each) => ({ linear: meanOf(each.effective), gain: meanOf(each.positive) }));
    const isMore = means.every(({ linear, gain }) => linear > gain);
    if (!isMore && !means.every(({ linear, gain }) => linear < gain)) return '';
    const word = isMore ? 'above' : 'below';
    const stands = models.every((each) =>
      [each.effective, each.positive].every((values) => meanStandsFor(values)),
    );
    const over = ` on average over ${features === 1 ? '' : 'features'}${features > 1 && models.length > 1 ? ' and ' : ''}${models.length > 1 ? `${whole(models.length)} models` : ''}`;
    const because = 'W_eff also counts the response to negative inputs';
    if (!stands) {
      const [linear, gain] = [all('effective'), all('positive')];
      const print = oneScale([...ends(linear), ...ends(gain)]);
      const range = (values: readonly number[]) => {
        const [low, high] = ends(values).map(print) as [string, string];
        return low === high ? `is ${low}` : `goes from ${low} to ${high}`;
      };
      const [first, second] = [range(linear), range(gain)];
      // The verb is said once where it is the same.
      const then = first.startsWith('goes') ? second.replace(/^goes /, '') : second;
      return `${where === '' ? subject : `I${where.slice(1)}, the diagonal of W_eff`} ${first}, the gain ${then}: ${because}.`;
    }
    const [linear, gain] = [mean(means.map((each) => each.linear)), mean(means.map((each) => each.gain))];
    const print = oneScale([linear, gain]);
    if (print(linear) === print(gain))
      return `${subject} is close to the gain: both are ${print(gain)}${features === 1 && models.length === 1 ? '' : over}.`;
    return `${subject}, ${print(linear)}, lies ${word} the gain of ${print(gain)}${features === 1 && models.length === 1 ? '' : over}: ${because}.`;
  },
);

function ends(values: readonly number[]): readonly [low: number, high: number] {
  return [Math.min(...values), Math.max(...values)];
}

function meanOf(values: ArrayLike<number>): number {
  return momentsOf(values)!.mean;
}

function meanStandsFor(values: ArrayLike<number>): boolean {
  const { mean, sd } = momentsOf(values)!;
  return meanStands(mean, sd);
}

/** What W_eff is. */
export const effectiveIs = definition(
  'W_eff = W_out·W_in is what the network would do without the relu in its hidden layer.',
);

/** The diagonal of W_eff. */
export const ownGains = rule(
  'exact; a mean is named only where it stands for the features, otherwise groups or quartiles are',
  ({ facts: { features, perFeature } }: EffectiveMap) =>
    `The ${features === 1 ? 'only entry' : 'diagonal'} of W_eff is ${valueWords(describeValues(perFeature))}.`,
);

/** The entries of W_eff off the diagonal. */
export const otherGains = rule(
  'exact numbers over all entries off the diagonal, without a verdict',
  ({ facts: { offDiagonal } }: EffectiveMap) => {
    if (offDiagonal === null) return 'With one feature there is nothing off the diagonal.';
    const { count, mean, rms, min, max } = offDiagonal.moments;
    if (rms === 0) return `Its ${counted(count, 'other entry').replace('entrys', 'entries')} are 0.`;
    const print = oneScale([mean, rms, min, max]);
    return `Its ${whole(count)} other entries have the mean ${print(mean)} and the root mean square ${print(rms)}, and lie between ${print(min)} and ${print(max)}.`;
  },
);

export const effectiveDefinitions = (seed: ModelSeed) => [
  definition(
    'W_eff is equal to R⁺ − R⁻, so its diagonal is the difference between the responses at x = 1 and at x = −1, and not the gain for positive inputs.',
  ),
  stated(
    'describes what is drawn; the seed is that of the model',
    `W_out is drawn transposed, with features across in the same order as W_in in figure 3. W_eff has outputs down and inputs across. ${oneModel(seed)}`,
  ),
];
