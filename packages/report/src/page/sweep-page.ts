import type { ModelTable } from '../figures/model-table.js';
import { parallelCoordinates } from '../figures/parallel-coordinates.js';
import { twoWayMap } from '../figures/two-way-map.js';
import { titleOfSweep } from '../sentences/model-table.js';
import { type Page, pageOf } from './page.js';

/** More maps would be more than a reader looks at. */
const mostMaps = 3;

/**
 * The page of a sweep: each model as a line through its settings and quantities, and a map for each pair of settings.
 *
 * @param shared settings that are the same for all models, as texts
 */
export function sweepPage(table: ModelTable, shared: readonly string[]): Page {
  const pairs = table.settings.flatMap((down, index) =>
    table.settings.slice(index + 1).map((across) => [down, across] as const),
  );
  return pageOf(titleOfSweep(table.models), [
    parallelCoordinates(table, shared),
    ...pairs.slice(0, mostMaps).map((pair, index) => twoWayMap(table, pair, index + 2)),
  ]);
}
