// What standard errors an evaluation would have without the control variate, on the samples that it draws.

import type { Weights } from '@superposition/core';
import { SAMPLES_PER_CHUNK } from '@superposition/core/internal/evaluation/evaluate';
import {
  addActiveEntries,
  addAllEntries,
  emptyFeatureSums,
  emptyTallies,
  type SampledLoss,
  sampledLosses,
} from '@superposition/core/internal/evaluation/evaluation-sums';
import { addCount, emptyCountTally, estimateOf } from '@superposition/core/internal/evaluation/loss-tally';
import { gapTable, openBatch } from '@superposition/core/internal/training/sparse-batch';

/** The standard error of each loss from its own values, instead of from their difference to those of features alone. */
export function plainErrors(
  { features, neurons, input, output }: Weights,
  activeProbability: number,
  samples: number,
): Readonly<Record<SampledLoss, number>> {
  const [sums, tallies, actives, positives] = [
    emptyFeatureSums(features),
    emptyTallies(),
    emptyCountTally(),
    emptyCountTally(),
  ];
  const table = gapTable(activeProbability);
  const nothing = new Float64Array(features);
  for (let chunk = 0; chunk * SAMPLES_PER_CHUNK < samples; chunk++) {
    const batch = openBatch(features, table, { seed: 0, label: 'evaluation', index: chunk });
    const end = Math.min(SAMPLES_PER_CHUNK, samples - chunk * SAMPLES_PER_CHUNK);
    for (let sample = 0; sample < end; sample++) {
      const count = batch.next();
      if (count === 0) continue;
      const { active, values } = batch;
      const errors = new Float64Array(features);
      for (let k = 0; k < neurons; k++) {
        let hidden = 0;
        for (let a = 0; a < count; a++) hidden += input[k * features + active[a]!]! * values[a]!;
        if (hidden > 0) for (let j = 0; j < features; j++) errors[j]! += output[j * neurons + k]! * hidden;
      }
      for (let a = 0; a < count; a++) errors[active[a]!]! -= Math.max(0, values[a]!);
      const found = addActiveEntries(errors, nothing, batch, count, 4, sums, tallies);
      addAllEntries(errors, found.aloneSums, 4, sums, tallies);
      addCount(actives, count);
      addCount(positives, found.positives);
    }
  }
  tallies['lq.all'] = tallies['l4.all'];
  const all = { count: samples * features, countSquare: samples * features * features };
  const countsOf = (id: SampledLoss) =>
    id.endsWith('.all') ? all : id === 'mse.positive' ? positives : actives;
  const errorOf = (id: SampledLoss) => estimateOf(tallies[id], countsOf(id), samples).standardError!;
  return Object.fromEntries(sampledLosses.map((id) => [id, errorOf(id)])) as Record<SampledLoss, number>;
}
