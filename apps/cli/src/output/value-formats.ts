import { isSampled, type QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummary } from '@superposition/core/internal/quantities/summary';
import { decodedArray } from '@superposition/report/internal/plot/decoded-array';
import { table } from './table.js';

/** A value that `get` prints. */
export type NamedValue =
  | { readonly kind: 'quantity'; readonly name: string; readonly value: QuantitySummary }
  | { readonly kind: 'value'; readonly name: string; readonly value: unknown };

/** A form of text in which `get` gives values. */
export type ValueFormat = 'json' | 'csv' | 'txt';

/** The values in this form. */
export function formatValues(format: ValueFormat, values: readonly NamedValue[]): string {
  return { json: asJson, csv: asCsv, txt: asText }[format](values);
}

/** A list of names in this form. */
export function formatNames(format: ValueFormat, names: readonly string[]): string {
  if (format === 'json') return `${JSON.stringify(names, null, 2)}\n`;
  if (format === 'csv') return ['id', ...names].map((name) => `${csvField(name)}\r\n`).join('');
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
 * Comma-separated values (RFC 4180): one table with one header. If all are quantities, each has a row with its id, mean, sd,
 * the ends of the 95 % interval, the sampling error, and one column for each seed. Otherwise each number or text has a row, with the id, the
 * path inside the value, and the value; also those of quantities.
 */
export function asCsv(values: readonly NamedValue[]): string {
  const quantities = values.filter((value) => value.kind === 'quantity');
  const rows = quantities.length === values.length ? quantityRows(quantities) : leafRows(values);
  return csvText(rows);
}

/** Rows as RFC 4180 wants them. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

type Row = readonly (string | number | null)[];

function quantityRows(quantities: readonly { name: string; value: QuantitySummary }[]): readonly Row[] {
  const seeds = Math.max(0, ...quantities.map(({ value }) => value.seeds.length));
  const columns = Array.from({ length: seeds }, (_, index) => `value.${index}`);
  return [
    ['id', 'mean', 'sd', 'ci95.low', 'ci95.high', 'standardError', ...columns],
    ...quantities.map(({ name, value: { mean, sd, ci95, standardError, seeds: each } }) => [
      name,
      mean,
      sd,
      ci95?.[0] ?? null,
      ci95?.[1] ?? null,
      standardError,
      ...each,
      // Every row has as many fields as the header.
      ...columns.slice(each.length).map(() => null),
    ]),
  ];
}

function leafRows(values: readonly NamedValue[]): readonly Row[] {
  const rows: Row[] = [['id', 'path', 'value']];
  for (const { name, value } of values)
    for (const [path, leaf] of leaves(value, '')) rows.push([name, path, leaf]);
  return rows;
}

/** A table of the quantities, followed by the other values as indented JSON. */
export function asText(values: readonly NamedValue[]): string {
  const quantities = values.filter((value) => value.kind === 'quantity');
  const rows = quantities.map(({ name, value }) => [
    name,
    value.mean === null ? 'none' : significant(value.mean),
    sampling(name, value),
    value.sd === null ? '' : `sd ${significant(value.sd)}`,
    value.ci95 === null ? '' : `95 % [${value.ci95.map((end) => significant(end)).join(', ')}]`,
    value.reason ?? '',
  ]);
  const lines = table([{}, {}, {}, {}, {}, {}], rows);
  const others = values.filter((value) => value.kind === 'value').map((value) => asJson([value]).trimEnd());
  return `${[...lines, ...others].join('\n')}\n`;
}

/** How well samples know the mean of one model. Over several, the sd beside it contains the sampling error already. */
function sampling(id: string, { mean, seeds, standardError }: QuantitySummary): string {
  if (seeds.length !== 1 || mean === null || standardError === null) return '';
  return !isSampled(id as QuantityId) ? 'exact' : `± ${significant(standardError, 2)} sampling`;
}

/** A number with so many significant digits. */
export function significant(value: number, digits = 6): string {
  return String(Number(value.toPrecision(digits)));
}

function* leaves(value: unknown, path: string): Generator<[string, string | number | null]> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(decodedArray(value) ?? value))
      yield* leaves(member, path === '' ? key : `${path}.${key}`);
  } else {
    yield [path, typeof value === 'number' || value === null ? value : String(value)];
  }
}

function csvField(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
