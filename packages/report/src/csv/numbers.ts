import { attributesOf, listOf } from '../svg/values.js';

/** A list of numbers or texts of a trace as fields; undefined for what is no list. */
export function fieldsOf(attribute: unknown): readonly (string | number | null)[] | undefined {
  return listOf(attribute)?.map((value) => fieldOf(value, isSingle(attribute)));
}

/** The rows of a matrix of a trace. */
export function matrixOf(attribute: unknown): readonly (readonly (string | number | null)[])[] {
  const single = isSingle(attribute);
  return (listOf(attribute) ?? []).map((row) =>
    (listOf(row) ?? []).map((value) => fieldOf(value, single || isSingle(row))),
  );
}

function isSingle(attribute: unknown): boolean {
  return attribute instanceof Float32Array || attributesOf(attribute)['dtype'] === 'f4';
}

/** A cell with a number, a text, or nothing where there is a gap. */
function fieldOf(value: unknown, single: boolean): string | number | null {
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  return single ? shortestSingle(value) : value;
}

/** The fewest digits that give the same 32 bits: the others say nothing about a number that was rounded to them. */
function shortestSingle(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}
