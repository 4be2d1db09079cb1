import { figuresCsv } from '@superposition/report/internal/csv/figure-csv';
import type { Figure } from '@superposition/report/internal/figure';
import { decodedArray } from '@superposition/report/internal/plot/decoded-array';
import { type CsvRow, csvText } from '@superposition/report/internal/text/csv-text';
import { table } from './table.js';
import { type TabledValues, tables } from './value-tables.js';

/** A value that `get` prints: of a kind that has a table, or any other. */
export type NamedValue =
  | { [Kind in keyof TabledValues]: Of<Kind> }[keyof TabledValues]
  | { readonly kind: 'figure'; readonly name: string; readonly value: Figure }
  | { readonly kind: 'value'; readonly name: string; readonly value: unknown };

interface Of<Kind extends keyof TabledValues> {
  readonly kind: Kind;
  readonly name: string;
  readonly value: TabledValues[Kind];
}

/** A form of text in which `get` gives values. */
export type ValueFormat = 'json' | 'csv' | 'txt';

/** The values in this form. */
export function formatValues(format: ValueFormat, values: readonly NamedValue[]): string {
  return { json: asJson, csv: asCsv, txt: asText }[format](values);
}

/** A list of names in this form. */
export function formatNames(format: ValueFormat, names: readonly string[]): string {
  if (format === 'json') return `${JSON.stringify(names, null, 2)}\n`;
  if (format === 'csv') return csvText(['id', ...names].map((name) => [name]));
  return `${names.join('\n')}\n`;
}

/**
 * One JSON object from names to values. Typed arrays become lists. NaN and infinities, which JSON lacks, become null.
 */
export function asJson(values: readonly NamedValue[]): string {
  const object = Object.fromEntries(values.map(({ name, value }) => [name, value]));
  return `${JSON.stringify(object, (_key, value: unknown) => (ArrayBuffer.isView(value) ? [...(value as Float32Array)] : value), 2)}\n`;
}

/**
 * Comma-separated values (RFC 4180): one table with one header. If all are of one kind that has a table, it is this: a quantity
 * has a row with its mean, sd, the ends of the 95 % interval, the sampling error, and one column for each seed; a finding one with
 * its value and standard error; each claim one with its verdict; each point that a figure draws, one with what its axes show. Otherwise
 * each number or text has a row, with the id, the path inside
 * the value, and the value.
 */
export function asCsv(values: readonly NamedValue[]): string {
  const [first] = values;
  if (first === undefined || first.kind === 'value') return csvText(leafRows(values));
  if (first.kind === 'figure') {
    const figures = values.flatMap((each) => (each.kind === 'figure' ? [each.value] : []));
    return figures.length === values.length ? figuresCsv(figures) : csvText(leafRows(values));
  }
  return csvText(tableOf(first.kind, values) ?? leafRows(values));
}

/** Nothing where some value is of another kind. */
function tableOf<Kind extends keyof TabledValues>(
  kind: Kind,
  values: readonly NamedValue[],
): readonly CsvRow[] | undefined {
  const own = values.filter((value): value is NamedValue & Of<Kind> => value.kind === kind);
  return own.length === values.length ? tables[kind].csv(own) : undefined;
}

function leafRows(values: readonly NamedValue[]): readonly CsvRow[] {
  const rows: CsvRow[] = [['id', 'path', 'value']];
  for (const { name, value } of values)
    for (const [path, leaf] of leaves(value, '')) rows.push([name, path, leaf]);
  return rows;
}

/** A table for each kind that has one, followed by the other values as indented JSON. */
export function asText(values: readonly NamedValue[]): string {
  const tabled = Object.keys(tables) as (keyof TabledValues)[];
  const lines = tabled.flatMap((kind) => table([{}, {}, {}, {}, {}, {}], textRows(kind, values)));
  const others = values
    .filter(({ kind }) => kind === 'value' || kind === 'figure')
    .map((value) => asJson([value]).trimEnd());
  return `${[...lines, ...others].join('\n')}\n`;
}

function textRows<Kind extends keyof TabledValues>(
  kind: Kind,
  values: readonly NamedValue[],
): readonly (readonly string[])[] {
  return values
    .filter((value): value is NamedValue & Of<Kind> => value.kind === kind)
    .flatMap((value) => tables[kind].text(value));
}

function* leaves(value: unknown, path: string): Generator<[string, string | number | null]> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(decodedArray(value) ?? value))
      yield* leaves(member, path === '' ? key : `${path}.${key}`);
  } else {
    yield [path, typeof value === 'number' || value === null ? value : String(value)];
  }
}
