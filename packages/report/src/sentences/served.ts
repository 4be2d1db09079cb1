import { counted, oneScale, percent, whole } from '../text/format.js';
import { partThat } from '../text/part-of.js';
import { numberWords, tenths } from '../text/number-words.js';
import { describeValues } from './describe-values.js';

/** Gains of a relu, which is 1. */
const limits = { none: 0.05, little: 0.75, full: 0.9, most: 1.5 } as const;

/** How the gains of a model are shared out. */
export type Sharing =
  /** Of each feature at least a quarter of the greatest gain. */
  | { readonly kind: 'everyone'; readonly mean: number; readonly how: 'a little' | 'in part' | 'in full' }
  /** Some have a gain near 1 and the others next to none. */
  | { readonly kind: 'chosen'; readonly served: number }
  /** Some features are above a quarter of the greatest gain, with this share of the sum. */
  | { readonly kind: 'unequal'; readonly served: number; readonly share: number }
  /** No feature has a gain worth the name. */
  | { readonly kind: 'nobody' };

/** How gains are shared out; undefined where no such words fit: gains that are no numbers, far beyond 1, or below 0. */
export function sharing(gains: readonly number[]): Sharing | undefined {
  if (gains.length === 0 || !gains.every(Number.isFinite)) return undefined;
  const greatest = gains.reduce((most, gain) => Math.max(most, gain), 0);
  const least = gains.reduce((low, gain) => Math.min(low, gain), 0);
  if (greatest > limits.most || least < -limits.none) return undefined;
  if (greatest <= limits.none) return { kind: 'nobody' };
  const sum = gains.reduce((total, gain) => total + gain, 0);
  const above = gains.filter((gain) => gain > greatest / 4);
  if (above.length === gains.length) {
    const mean = sum / gains.length;
    const low = Math.min(...gains);
    const how = low >= limits.full ? 'in full' : greatest < limits.little ? 'a little' : 'in part';
    return { kind: 'everyone', mean, how };
  }
  const full = gains.filter((gain) => gain >= limits.full).length;
  const none = gains.filter((gain) => Math.abs(gain) <= limits.none).length;
  if (full > 0 && full + none === gains.length) return { kind: 'chosen', served: full };
  return {
    kind: 'unequal',
    served: above.length,
    share: above.reduce((total, gain) => total + gain, 0) / sum,
  };
}

/** Beneath the slider: `everyone, a little`, or `few`. */
export function sharingName(gains: readonly number[]): string {
  const found = sharing(gains);
  switch (found?.kind) {
    case 'everyone':
      return `everyone, ${found.how}`;
    case 'chosen':
    case 'unequal':
      return 2 * found.served < gains.length ? 'few' : 'not all';
    case 'nobody':
      return 'nobody';
    default:
      return '';
  }
}

/** After `Trained on …: `, in one sentence or two. */
export function sharingWords(gains: readonly number[]): string {
  const found = sharing(gains);
  const total = gains.length;
  if (found === undefined) return '';
  if (total === 1) {
    if (found.kind === 'nobody') return 'the feature keeps next to nothing of its value.';
    return found.kind === 'everyone' && found.how === 'in full'
      ? 'the feature keeps its value.'
      : `the feature keeps about ${tenths(gains[0]!)} of its value.`;
  }
  switch (found.kind) {
    case 'nobody':
      return 'nobody. No feature keeps more than a twentieth of its value.';
    case 'everyone': {
      if (found.how === 'in full') return 'everyone. Each feature keeps at least nine tenths of its value.';
      const even = describeValues(gains).kind;
      const keeps =
        even === 'constant' || even === 'even'
          ? `Each feature keeps about ${tenths(found.mean)} of its value.`
          : `Each feature keeps at least ${percent(Math.min(...gains))} of its value, and none more than ${percent(Math.max(...gains))}.`;
      return `everyone, ${found.how}. ${keeps}`;
    }
    case 'chosen': {
      const rest = total - found.served;
      return `${counted(found.served, 'feature')} ${found.served === 1 ? 'keeps its value' : 'keep their value'}, the other ${rest === 1 ? 'one keeps' : `${numberWords(rest)} keep`} next to nothing.`;
    }
    case 'unequal':
      return `${partThat(found.served, total, 'feature', ['takes', 'take'])} ${percent(found.share)} of the total gain.`;
  }
}

/** Below the title of a panel: the least and the greatest gain, or how many are served. */
export function gainsNote(gains: readonly number[]): string {
  if (gains.length === 0) return 'the training diverged';
  if (!gains.every(Number.isFinite)) return 'no gains';
  if (gains.length === 1) return 'one feature';
  const described = describeValues(gains);
  const found = sharing(gains);
  const size = gains.reduce((most, gain) => Math.max(most, Math.abs(gain)), 0);
  const narrow = 0.02 * Math.min(1, size);
  if (described.kind === 'groups' && described.groups.every(({ min, max }) => max - min < narrow)) {
    const print = oneScale(described.groups.map(({ min, max }) => (min + max) / 2));
    return described.groups
      .map(({ count, min, max }) => `${whole(count)} at ${short((min + max) / 2, print)}`)
      .join(', ');
  }
  if (found?.kind === 'unequal' || found?.kind === 'chosen')
    return `${whole(found.served)} above a quarter of the greatest`;
  const ends = [Math.min(...gains), Math.max(...gains)];
  const print = oneScale(ends);
  return print(ends[0]!) === print(ends[1]!)
    ? `all at ${short(ends[0]!, print)}`
    : `all between ${print(ends[0]!)} and ${print(ends[1]!)}`;
}

/** Whole numbers without decimals, where they are exact. */
function short(value: number, print: (value: number) => string): string {
  return Number.isInteger(value) ? whole(value) : print(value);
}

/** The name of a loss in a sentence: `the square of the error`, `the fourth power of the error`, `|error|^3.5`. */
export function powerOfError(lossExponent: number): string {
  const named: Readonly<Record<number, string>> = {
    2: 'the square of the error',
    3: 'the cube of the error',
    4: 'the fourth power of the error',
    5: 'the fifth power of the error',
    6: 'the sixth power of the error',
    7: 'the seventh power of the error',
    8: 'the eighth power of the error',
  };
  return named[lossExponent] ?? `|error|^${lossExponent}`;
}
