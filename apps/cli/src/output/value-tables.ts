import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import type { Finding, Findings } from '@superposition/analyses/internal/understanding/finding';
import { isSampled, type QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummary } from '@superposition/core/internal/quantities/summary';
import { asciiMinus, claimRows } from '@superposition/report/internal/csv/claims-csv';
import { quantityRows } from '@superposition/report/internal/csv/quantities-csv';
import type { CsvRow } from '@superposition/report/internal/text/csv-text';
import { significant } from './significant.js';

/** A value that is written as rows of a table, by its kind. */
export interface TabledValues {
  readonly quantity: QuantitySummary;
  readonly finding: Finding;
  /** The findings of one of several models. */
  readonly findings: Findings;
  readonly claims: readonly JudgedClaim[];
}

interface Named<Value> {
  readonly name: string;
  readonly value: Value;
}

/** How the values of one kind are written: all of them as CSV with a header, and each as lines for people. */
interface TableOf<Value> {
  readonly csv: (values: readonly Named<Value>[]) => readonly CsvRow[];
  readonly text: (value: Named<Value>) => readonly (readonly string[])[];
}

export const tables: { readonly [Kind in keyof TabledValues]: TableOf<TabledValues[Kind]> } = {
  quantity: { csv: quantityRows, text: quantityAsText },
  finding: {
    csv: (found) => [
      ['id', ...findingColumns],
      ...found.map(({ name, value }) => [name, ...findingFields(value)]),
    ],
    text: ({ name, value }) => [[name, ...findingWords(value)]],
  },
  findings: {
    csv: (models) => [
      ['model', 'id', ...findingColumns],
      ...models.flatMap(({ name, value }) =>
        Object.entries(value).map(([id, finding]) => [name, id, ...findingFields(finding)]),
      ),
    ],
    text: ({ name, value }) =>
      Object.entries(value).map(([id, finding]) => [name, id, ...findingWords(finding)]),
  },
  claims: { csv: (lists) => claimRows(lists.flatMap(({ value }) => value)), text: claimsAsText },
};

function quantityAsText({ name, value }: Named<QuantitySummary>): readonly (readonly string[])[] {
  return [
    [
      name,
      value.mean === null ? 'none' : significant(value.mean),
      sampling(name, value),
      value.sd === null ? '' : `sd ${significant(value.sd)}`,
      value.ci95 === null ? '' : interval('95 %', value.ci95),
      value.reason ?? '',
    ],
  ];
}

/** How well samples know the mean of one model. Over several, the sd beside it contains the sampling error already. */
function sampling(id: string, { mean, seeds, standardError }: QuantitySummary): string {
  if (seeds.length !== 1 || mean === null || standardError === null) return '';
  return !isSampled(id as QuantityId) ? 'exact' : `± ${significant(standardError, 2)} sampling`;
}

const findingColumns = ['value', 'standardError', 'reason'] as const;

function findingFields({ value, standardError, reason }: Finding): CsvRow {
  return [value, standardError ?? null, reason ?? null];
}

function findingWords({ value, standardError, reason = '' }: Finding): readonly string[] {
  return [
    value === null ? 'none' : significant(value),
    standardError === undefined ? '' : `± ${significant(standardError, 2)}`,
    reason,
  ];
}

function claimsAsText({ value }: Named<readonly JudgedClaim[]>): readonly (readonly string[])[] {
  return value.map(({ claim: { id, printed }, ours, distance, verdict }) => [
    id,
    verdict.kind,
    asciiMinus(printed),
    ours === null ? '' : `ours ${significant(ours.mean)}`,
    ours === null || ours.basis === 'exact' ? (ours?.basis ?? '') : interval('expected', ours.expected),
    distance === null ? '' : `off ${significant(distance.standardErrors, 2)} se`,
  ]);
}

function interval(name: string, ends: readonly [low: number, high: number]): string {
  return `${name} [${ends.map((end) => significant(end)).join(', ')}]`;
}
