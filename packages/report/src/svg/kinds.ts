import type { Kind } from './attribute-reader.js';
import { isColour } from './colour.js';
import { listOf } from './values.js';

export const number: Kind<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

export const notNegative: Kind<number> = (value) => {
  const known = number(value);
  return known !== undefined && known >= 0 ? known : undefined;
};

export const positive: Kind<number> = (value) => {
  const known = number(value);
  return known !== undefined && known > 0 ? known : undefined;
};

export const share: Kind<number> = (value) => {
  const known = notNegative(value);
  return known !== undefined && known <= 1 ? known : undefined;
};

export const boolean: Kind<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

/** A text without the templates that Plotly fills in. */
export const text: Kind<string> = (value) =>
  typeof value === 'string' ? (value.includes('%{') ? undefined : value) : numberText(value);

const numberText: Kind<string> = (value) => (number(value) === undefined ? undefined : String(value));

/** One of these texts. */
export function oneOf<const T extends string>(...texts: readonly T[]): Kind<T> {
  return (value) => texts.find((each) => each === value);
}

/** A list, of which every element is of a kind. */
export function listOfKind<T>(kind: Kind<T>): Kind<readonly T[]> {
  return (value) => {
    const list = listOf(value)?.map(kind);
    return list?.every((each) => each !== undefined) ? (list as readonly T[]) : undefined;
  };
}

/** One value for all marks, or a list with one for each of at least this many. */
export function eachOf<T>(kind: Kind<T>, count: number): Kind<(index: number) => T> {
  const listed = listOfKind(kind);
  return (value) => {
    const one = kind(value);
    if (one !== undefined) return () => one;
    const list = listed(value);
    return list === undefined || list.length < count ? undefined : (index) => list[index]!;
  };
}

/** Numbers, of which those that are none are gaps: NaN. */
export const numbersWithGaps: Kind<readonly number[]> = (value) => {
  const list = listOf(value);
  return list?.every((each) => each === null || typeof each === 'number')
    ? list.map((each) => (Number.isFinite(each) ? (each as number) : Number.NaN))
    : undefined;
};

/** A colour that browsers and Plotly understand alike. */
export const colour: Kind<string> = (value) =>
  typeof value === 'string' && isColour(value) ? value : undefined;

/** The dashes of a line: a name, or lengths in pixels. */
export const dash: Kind<string> = (value) =>
  typeof value === 'string' &&
  (/^(solid|dot|dash|longdash|dashdot|longdashdot)$/.test(value) ||
    /^[\d.]+(px)?([ ,]+[\d.]+(px)?)*$/.test(value))
    ? value
    : undefined;
