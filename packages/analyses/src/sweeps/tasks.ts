import { json } from '@superposition/pipeline/internal/values/codec';
import { task } from '@superposition/pipeline/internal/graph/task';

/** The tasks that measure how the quantities change with a setting. */
export const sweepTasks = {
  sweepPoint: task<typeof import('./sweep-point.js').sweepPoint>(
    '@superposition/analyses/sweep-point#sweepPoint',
    { codec: json(), runs: 'worker' },
  ),
  sweepSummary: task<typeof import('./sweep-summary.js').sweepSummary>(
    '@superposition/analyses/sweep-summary#sweepSummary',
    { codec: json() },
  ),
  featureGains: task<typeof import('./feature-gains.js').featureGains>(
    '@superposition/analyses/feature-gains#featureGains',
    { codec: json() },
  ),
  compareTrainings: task<typeof import('./compare-trainings.js').compareTrainings>(
    '@superposition/analyses/compare-trainings#compareTrainings',
    { codec: json(), runs: 'worker' },
  ),
  convergence: task<typeof import('./convergence.js').convergence>(
    '@superposition/analyses/convergence#convergence',
    { codec: json() },
  ),
} as const;
