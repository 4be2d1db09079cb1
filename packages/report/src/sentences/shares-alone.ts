import type { QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import { exactly as exactValue } from '@superposition/core/internal/quantities/missing';
import { type QuantitySummaries, summariseValues } from '@superposition/core/internal/quantities/summary';
import { listing, percent, significant, superscript, whole } from '../text/format.js';
import { type Estimate, exactly, overModels, standing } from './judge.js';
import { definition, rule } from './rule.js';

/** The models whose errors are split, and what they were trained on. */
export interface SharesAlone {
  readonly features: number;
  readonly lossExponent: number;
  /** Whether the loss with this exponent is the one that was trained. */
  readonly isTrained: boolean;
  /** Over all models. */
  readonly quantities: QuantitySummaries;
}

/** The share of an error that a feature has alone. */
export interface ShareAlone {
  /** The error, in two short lines. */
  readonly row: readonly [error: string, entries: string];
  readonly share: number;
  /** Whether samples move the share by more than a few hundredths of it. */
  readonly isBlurred: boolean;
}

/** A share that samples move by more than this is given as about so much. */
const leastBlur = 0.02;

/** What others add to an error: the difference in each model, since the error and its part alone are of the same one. */
function addedByOthers(quantities: QuantitySummaries, alone: QuantityId, of: QuantityId): Estimate | null {
  const [part, total] = [quantities[alone], quantities[of]];
  const differences = total.seeds.flatMap((each, index) => {
    const own = part.seeds[index] ?? null;
    return each === null || own === null ? [] : [exactValue(each - own)];
  });
  if (differences.length < total.seeds.length || differences.length === 0) return null;
  return overModels({ ...summariseValues(differences), standardError: total.standardError });
}

/** The share of an error that a feature has alone; undefined where that is not certainly less than all. */
function shareOf(
  quantities: QuantitySummaries,
  alone: QuantityId,
  of: QuantityId,
  row: ShareAlone['row'],
): ShareAlone | undefined {
  const [part, total] = [quantities[alone].mean, quantities[of].mean];
  const added = addedByOthers(quantities, alone, of);
  if (part === null || total === null || added === null) return undefined;
  if (standing(added, exactly(0)) !== 'more') return undefined;
  return { row, share: part / total, isBlurred: added.margin / total > leastBlur };
}

/** The shares of the error over active entries, of the loss, and of the squared error over all entries: all three, or the first. */
export function sharesOf({ quantities, lossExponent, isTrained }: SharesAlone): readonly ShareAlone[] {
  const active = shareOf(quantities, 'mse.isolated', 'mse.active', ['|error|²', 'active entries']);
  if (active === undefined) return [];
  const all = shareOf(quantities, 'mse.isolated', 'mse.allPerActive', ['|error|²', 'all entries']);
  const loss = shareOf(quantities, 'lq.isolated', 'lq.allPerActive', [
    `|error|${superscript(lossExponent)}`,
    isTrained ? 'all entries, trained' : 'all entries',
  ]);
  if (all === undefined || loss === undefined) return [active];
  return lossExponent === 2 ? [active, loss] : [active, loss, all];
}

/** How much of the errors is there when a feature is alone, for the headline. */
export const sharesAlone = rule(
  'the part alone is exact, and certainly less than the sampled whole; the shares of the loss over all entries are given beside that of the error over active ones or not at all; of several models, of their means',
  (of: SharesAlone) => {
    const { features, lossExponent, isTrained, quantities } = of;
    const interference = overModels(quantities['mse.interference']);
    const found = interference === null ? null : standing(interference, exactly(0));
    const [isolated, total] = [quantities['mse.isolated'].mean, quantities['mse.active'].mean];
    const models = quantities['mse.active'].seeds.length;
    const where = models > 1 ? ` in the mean over ${whole(models)} models` : '';
    if (isolated === null || total === null) return '';
    if (found === 'equal' && total !== 0)
      return features === 1
        ? 'All of the error is the feature’s own: there is no other.'
        : 'In no sample did another feature change the error of an active one: it pays all of it alone.';
    if (found === 'less')
      return `Others take away from the error of an active feature: alone it would be ${significant(isolated)}, among others it is ${significant(total)}${where}.`;
    if (found === 'undecided')
      return 'What others add to the error of an active feature cannot be told apart from 0.';
    const shares = sharesOf(of);
    const [active, loss, all] = shares.map(shareWords);
    if (found !== 'more' || active === undefined) return '';
    const begin = `${models > 1 ? `In the mean over ${whole(models)} models, a feature alone` : 'Alone, a feature'} already pays ${active} of its squared error while active`;
    if (loss === undefined) return `${begin}.`;
    const trained = isTrained
      ? 'the loss that was trained'
      : `the loss |y − t|^${lossExponent} over all entries`;
    return all === undefined
      ? `${begin}, and ${loss} of the squared error over all entries${isTrained ? ', the loss that was trained' : ''}.`
      : `${begin}, ${loss} of ${trained}, and ${all} of the squared error over all entries.`;
  },
);

/** `51 %`, or `about 51 %`. */
export function shareWords({ share, isBlurred }: ShareAlone): string {
  return `${isBlurred ? 'about ' : ''}${percent(share)}`;
}

/** The bars for readers who cannot see them. */
export const sharesInWords = rule(
  'gives the share of each bar',
  (shares: readonly ShareAlone[]) =>
    `A feature alone has ${listing(shares.map((each) => `${shareWords(each)} of ${each.row[0]} over ${each.row[1]}`))}.`,
);

/** The title of the axis. */
export const shareAxis = definition('share of the error that a feature has when it is active alone');

/** The names of the parts of a bar. */
export const sharePartNames = { alone: 'alone', others: 'added by others' } as const;
