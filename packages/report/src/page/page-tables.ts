import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import { quantityIds } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import { claimRows } from '../csv/claims-csv.js';
import { quantityRows } from '../csv/quantities-csv.js';
import { csvText } from '../text/csv-text.js';
import type { PageTables } from './report-facts.js';

/** The tables of a page. Parts that failed are left out. */
export function pageTables(
  quantities: QuantitySummaries | undefined,
  claims: readonly JudgedClaim[] | undefined,
): PageTables {
  return {
    ...(quantities !== undefined && {
      quantities: csvText(quantityRows(quantityIds.map((name) => ({ name, value: quantities[name] })))),
    }),
    ...(claims !== undefined && { claims: csvText(claimRows(claims)) }),
  };
}
