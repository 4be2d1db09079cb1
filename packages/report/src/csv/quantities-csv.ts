import type { QuantitySummary } from '@superposition/core/internal/quantities/summary';
import type { CsvRow } from '../text/csv-text.js';

/**
 * Quantities as rows with a header: the mean, the sd, the ends of the 95 % interval, the sampling error, and one column for each
 * seed.
 */
export function quantityRows(
  quantities: readonly { readonly name: string; readonly value: QuantitySummary }[],
): readonly CsvRow[] {
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
