import type { Config } from '@superposition/core/config';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import { settled, type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import { explainedSettings } from '../conclusions/explained.js';
import type { SparsitySweep } from '../error/sparsity-sweep.js';
import type { Model } from '../models/model.js';
import type { Convergence } from '../sweeps/convergence.js';
import type { UnderstandingPair } from '../understanding/understanding.js';
import { differingPaths } from './document-settings.js';
import { claimTasks } from './tasks.js';

/**
 * The stage that judges the document's claims by models trained in its experiment. Where the config differs from that, nothing is
 * comparable, and no sample of the document's size is drawn.
 *
 * @param seeds those of the models
 */
export function claimsStage(
  config: Config,
  models: readonly Stage<Model>[],
  seeds: readonly number[],
  quantities: Stage<QuantitySummaries>,
  sweep: Stage<SparsitySweep>,
  understanding: Stage<UnderstandingPair> | undefined,
  convergence: Stage<Convergence> | undefined,
) {
  const paths = differingPaths(config);
  const { activeProbability } = config.data;
  const sample = stage('document-sample', claimTasks.documentSample, {
    params: { activeProbability, seeds },
    inputs: { models, quantities },
  });
  // A brief report does not have what ideas are judged by. A finding that could not be made leaves them unjudged, and numbers as they are.
  const explained = config.report.depth === 'brief' ? undefined : understanding;
  return stage('claims', claimTasks.judgeClaims, {
    params: { differingPaths: paths, ...(explained && { settings: { ...explainedSettings(config) } }) },
    inputs: {
      quantities,
      sweep,
      ...(paths.length === 0 && {
        sample,
        ...(explained && { understanding: settled(explained) }),
        ...(explained && convergence && { convergence: settled(convergence) }),
      }),
    },
  });
}
