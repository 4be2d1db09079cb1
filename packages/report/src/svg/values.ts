import { decodedArray } from '../plot/decoded-array.js';

/** An object of Plotly's attributes. */
export type Attributes = Readonly<Record<string, unknown>>;

/** The attributes in an attribute, none where it is something else. */
export function attributesOf(value: unknown): Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Attributes) : {};
}

/** The elements of a list, a typed array or packed numbers; undefined for anything else. */
export function listOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if (ArrayBuffer.isView(value))
    return value instanceof DataView ? undefined : Array.from(value as unknown as ArrayLike<number>);
  return decodedArray(value);
}

/** A number of pixels as an attribute holds it. */
export function px(value: number): string {
  const text = value.toFixed(2);
  const short = text.replace(/\.?0+$/, '');
  return short === '-0' ? '0' : short;
}
