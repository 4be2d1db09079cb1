import { own } from '@superposition/pipeline/internal/values/own';
import { canonicalJson, type Json } from '@superposition/pipeline/internal/values/canonical-json';
import type { QuantityFacts, ReportFacts } from './report-facts.js';

/** The differences between two reports. Whatever is the same in both is left out. */
export interface ReportDifference {
  readonly settings: readonly Change<unknown>[];
  /** How the values of frozen stages were made, which do not follow the settings; undefined where the stage was not frozen. */
  readonly frozen: readonly Change<string | undefined>[];
  readonly quantities: readonly QuantityChange[];
  readonly claims: readonly Change<string | undefined>[];
  /** Digests of the bytes of figures: undefined where a report has no such figure, null where the figure failed. */
  readonly figures: readonly Change<string | null | undefined>[];
}

/** A named value that is different in the second report. */
export interface Change<T> {
  readonly id: string;
  readonly from: T;
  readonly to: T;
}

/** A quantity whose mean or deviation differs. */
export interface QuantityChange extends Change<QuantityFacts | undefined> {
  /**
   * The difference of the means over its standard error, √(sd₁²/k₁ + sd₂²/k₂); null where either has no mean or no
   * deviation, or where both are exact.
   */
  readonly standardErrors: number | null;
}

/** What is compared of a report. */
type ComparedFacts = Pick<ReportFacts, 'settings' | 'frozen' | 'quantities' | 'claims' | 'figures'>;

/** Compares two reports. Quantities come in the order of their change in standard errors, the largest first. */
export function diffReports(from: ComparedFacts, to: ComparedFacts): ReportDifference {
  return {
    settings: changedLeaves(from.settings, to.settings, ''),
    frozen: changes(from.frozen ?? {}, to.frozen ?? {}),
    quantities: changes(from.quantities, to.quantities)
      .map((change) => ({ ...change, standardErrors: standardErrors(change.from, change.to) }))
      .sort((a, b) => Math.abs(b.standardErrors ?? 0) - Math.abs(a.standardErrors ?? 0)),
    claims: changes(from.claims, to.claims),
    figures: changes(from.figures, to.figures),
  };
}

/** A difference of two means over its standard error; null where it has none. */
export function standardErrors(
  from: QuantityFacts | undefined,
  to: QuantityFacts | undefined,
): number | null {
  if (from === undefined || to === undefined) return null;
  if (from.mean === null || to.mean === null || from.sd === null || to.sd === null) return null;
  const error = Math.sqrt((from.sd * from.sd) / from.seeds + (to.sd * to.sd) / to.seeds);
  return error > 0 ? (to.mean - from.mean) / error : null;
}

function changes<T>(
  from: Readonly<Record<string, T>>,
  to: Readonly<Record<string, T>>,
): Change<T | undefined>[] {
  const ids = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...ids]
    .map((id) => ({ id, from: own(from, id), to: own(to, id) }))
    .filter((change) => !same(change.from, change.to));
}

function changedLeaves(from: unknown, to: unknown, path: string): Change<unknown>[] {
  if (isRecord(from) && isRecord(to)) {
    return changes(from, to).flatMap(({ id, from: before, to: after }) =>
      changedLeaves(before, after, path === '' ? id : `${path}.${id}`),
    );
  }
  return same(from, to) ? [] : [{ id: path, from, to }];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function same(a: unknown, b: unknown): boolean {
  return a === undefined || b === undefined ? a === b : canonicalJson(a as Json) === canonicalJson(b as Json);
}
