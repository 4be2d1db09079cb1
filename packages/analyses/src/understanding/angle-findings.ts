import type { AngleStatistics } from './angle-statistics.js';
import { absent, type Findings, found } from './finding.js';

const ids = ['meanCos', 'meanAbsCos', 'rmsCos', 'maxAbsCos', 'framePotential', 'meanCos4'] as const;

/** The statistics of directions by id. */
export function angleFindings(statistics: AngleStatistics): Findings {
  return Object.fromEntries(
    ids.map((id) => {
      const value = statistics[id];
      return [id, Number.isNaN(value) ? absent('fewer than two directions') : found(value)];
    }),
  );
}
