import type { Figure } from '../figure.js';
import type { Sentence } from '../sentences/rule.js';
import type { ModelTable } from './model-table.js';
import { parallelCoordinates } from './parallel-coordinates.js';
import { twoWayMap } from './two-way-map.js';

/** More maps would be more than a reader looks at. */
const mostMaps = 3;

/**
 * The figures of a sweep: each model as a line through its settings and quantities, and a map for each pair of settings.
 *
 * @param shared settings that are the same for all models, as texts
 */
export function sweepFigures(table: ModelTable, shared: readonly string[]): readonly Figure<Sentence>[] {
  const pairs = table.settings.flatMap((down, index) =>
    table.settings.slice(index + 1).map((across) => [down, across] as const),
  );
  return [
    parallelCoordinates(table, shared),
    ...pairs.slice(0, mostMaps).map((pair, index) => twoWayMap(table, pair, index + 2)),
  ];
}
