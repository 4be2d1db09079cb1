import type { Config } from '@superposition/core/config';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import { type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import type { SparsitySweep } from '../error/sparsity-sweep.js';
import { differingPaths } from './document-settings.js';
import { claimTasks } from './tasks.js';

/** The stage that judges the document's claims by models trained in its experiment. */
export function claimsStage(
  config: Config,
  quantities: Stage<QuantitySummaries>,
  sweep: Stage<SparsitySweep>,
) {
  return stage('claims', claimTasks.judgeClaims, {
    params: { differingPaths: differingPaths(config) },
    inputs: { quantities, sweep },
  });
}
