import type { QuantitySummary } from '@superposition/core/summary';

/** A value that `get` prints. */
export type NamedValue =
  | { readonly kind: 'quantity'; readonly name: string; readonly value: QuantitySummary }
  | { readonly kind: 'value'; readonly name: string; readonly value: unknown };

/**
 * One JSON object from names to values. Typed arrays become lists. NaN and infinities, which JSON lacks, become null.
 */
export function asJson(values: readonly NamedValue[]): string {
  const object = Object.fromEntries(values.map(({ name, value }) => [name, value]));
  return `${JSON.stringify(object, (_key, value: unknown) => (ArrayBuffer.isView(value) ? [...(value as Float32Array)] : value), 2)}\n`;
}

/**
 * Comma-separated values (RFC 4180). The columns of quantities are id, mean, sd, the ends of the 95 % interval, and one
 * for each seed. The columns of values of stages are id, path inside the value, and value.
 */
export function asCsv(values: readonly NamedValue[]): string {
  const quantities = values.filter((value) => value.kind === 'quantity');
  const others = values.filter((value) => value.kind === 'value');
  const rows: (string | number | null)[][] = [];
  if (quantities.length > 0) {
    const seeds = Math.max(...quantities.map(({ value }) => value.seeds.length));
    rows.push([
      'id',
      'mean',
      'sd',
      'ci95.low',
      'ci95.high',
      ...Array.from({ length: seeds }, (_, index) => `value.${index}`),
    ]);
    for (const { name, value } of quantities) {
      rows.push([
        name,
        value.mean,
        value.sd,
        value.ci95?.[0] ?? null,
        value.ci95?.[1] ?? null,
        ...value.seeds,
      ]);
    }
  }
  if (others.length > 0) rows.push(['id', 'path', 'value']);
  for (const { name, value } of others) {
    for (const [path, leaf] of leaves(value, '')) rows.push([name, path, leaf]);
  }
  return csvText(rows);
}

/** Rows as RFC 4180 wants them. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

/** A table of the quantities, followed by the other values as indented JSON. */
export function asText(values: readonly NamedValue[]): string {
  const quantities = values.filter((value) => value.kind === 'quantity');
  const rows = quantities.map(({ name, value }) => [
    name,
    value.mean === null ? 'none' : significant(value.mean),
    value.sd === null ? '' : `sd ${significant(value.sd)}`,
    value.ci95 === null ? '' : `95 % [${value.ci95.map(significant).join(', ')}]`,
    value.reason ?? '',
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const others = values.filter((value) => value.kind === 'value').map((value) => asJson([value]).trimEnd());
  return `${[...lines, ...others].join('\n')}\n`;
}

function significant(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function* leaves(value: unknown, path: string): Generator<[string, string | number | null]> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value))
      yield* leaves(member, path === '' ? key : `${path}.${key}`);
  } else {
    yield [path, typeof value === 'number' || value === null ? value : String(value)];
  }
}

function csvField(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
