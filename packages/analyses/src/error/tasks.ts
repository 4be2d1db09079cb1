import { json } from '@superposition/pipeline/internal/values/codec';
import { task } from '@superposition/pipeline/internal/graph/task';

/** The tasks that measure the error and its parts. */
export const errorTasks = {
  perFeatureMse: task<typeof import('./per-feature-mse.js').perFeatureMse>(
    '@superposition/analyses/per-feature-mse#perFeatureMse',
    { codec: json() },
  ),
  isolatedAndTotal: task<typeof import('./isolated-and-total.js').isolatedAndTotal>(
    '@superposition/analyses/isolated-and-total#isolatedAndTotal',
    { codec: json() },
  ),
  sparsityPoint: task<typeof import('./sparsity-point.js').sparsityPoint>(
    '@superposition/analyses/sparsity-point#sparsityPoint',
    { codec: json(), runs: 'worker' },
  ),
  sparsitySweep: task<typeof import('./sparsity-sweep.js').sparsitySweep>(
    '@superposition/analyses/sparsity-sweep#sparsitySweep',
    { codec: json() },
  ),
  lossComparison: task<typeof import('./loss-comparison.js').lossComparison>(
    '@superposition/analyses/loss-comparison#lossComparison',
    { codec: json() },
  ),
} as const;
