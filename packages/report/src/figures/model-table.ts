import { ln } from '@superposition/core/internal/numbers/elementary';
import { significant, span, whole } from '../text/format.js';

/** A column of a table of models. */
export interface ModelColumn {
  readonly name: string;
  /** One value for each model; null where there is none. */
  readonly values: readonly (number | string | boolean | null)[];
}

/** What a sweep has made: models with their settings and quantities. */
export interface ModelTable {
  /** The settings that vary. */
  readonly settings: readonly ModelColumn[];
  readonly quantities: readonly ModelColumn[];
  readonly models: number;
}

/** The values of a column on a scale from 0 to 1. */
export interface ColumnScale {
  /** NaN for a model without a value. */
  readonly places: readonly number[];
  /** What stands at the ends. */
  readonly ends: readonly [low: string, high: string];
}

/** From this factor between its ends on, positive numbers are on a logarithmic scale. */
const manyTimes = 20;

/** Integers have no decimals. */
export function shownNumber(value: number): string {
  return Number.isInteger(value) ? whole(value) : significant(value);
}

/** Numbers from the least to the greatest, or words side by side in the order in which they come. */
export function columnScale({ values }: ModelColumn): ColumnScale {
  if (values.some((value) => value !== null && typeof value !== 'number')) {
    const words = [...new Set(values.map(String))];
    const last = Math.max(1, words.length - 1);
    return {
      places: values.map((value) => words.indexOf(String(value)) / last),
      ends: [words[0]!, words.length > 1 ? words.at(-1)! : ''],
    };
  }
  const numbers = values.filter((value) => value !== null) as number[];
  const [low, high] = [least(numbers), greatest(numbers)];
  if (!(high > low))
    return {
      places: values.map((value) => (value === null ? Number.NaN : 0.5)),
      ends: [shownNumber(low), ''],
    };
  const isLogarithmic = low > 0 && high / low >= manyTimes;
  const place = isLogarithmic ? ln : (value: number) => value;
  return {
    places: values.map((value) =>
      value === null ? Number.NaN : (place(value as number) - place(low)) / (place(high) - place(low)),
    ),
    ends: [shownNumber(low), shownNumber(high)],
  };
}

/** Groups of the values of a setting, ascending, and the group of each model. */
export interface ValueGroups {
  readonly labels: readonly string[];
  readonly groupOf: readonly number[];
}

/** More values than these are drawn from a range: they are taken together, as many to a group as to any other. */
const mostValues = 24;
const groups = 8;

/** The groups of a setting's values: each value, or of very many some ranges with as many values each. */
export function valueGroups({ values }: ModelColumn): ValueGroups {
  const known = [...new Set(values)];
  const isNumbers = known.every((value) => typeof value === 'number');
  const distinct = isNumbers ? (known as number[]).sort((a, b) => a - b) : known;
  if (!isNumbers || distinct.length <= mostValues) {
    const show = (value: unknown) => (typeof value === 'number' ? shownNumber(value) : String(value));
    return { labels: distinct.map(show), groupOf: values.map((value) => distinct.indexOf(value as never)) };
  }
  const size = distinct.length / groups;
  const groupAt = (index: number) => Math.min(groups - 1, Math.floor(index / size));
  const placeOf = new Map(distinct.map((value, index) => [value, index]));
  const members = (distinct as number[]).reduce<number[][]>(
    (all, value, index) => {
      all[groupAt(index)]!.push(value);
      return all;
    },
    Array.from({ length: groups }, () => []),
  );
  return {
    labels: members.map((own) => span(significant(own[0]!, 2), significant(own.at(-1)!, 2))),
    groupOf: values.map((value) => groupAt(placeOf.get(value as never)!)),
  };
}

export const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
export const greatest = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);
