import { json, record } from '@superposition/pipeline/internal/values/codec';
import { task } from '@superposition/pipeline/internal/graph/task';
import { heatmaps } from './codecs.js';
import type { EffectiveMap } from './effective-map.js';
import type { InputWeights } from './input-weights.js';

/** The tasks that draw the weight matrices and order the features. */
export const weightTasks = {
  featureOrders: task<typeof import('./feature-orders.js').featureOrders>(
    '@superposition/analyses/feature-orders#featureOrders',
    { codec: json(), runs: 'worker' },
  ),
  inputWeights: task<typeof import('./input-weights.js').inputWeights>(
    '@superposition/analyses/input-weights#inputWeights',
    { codec: record<InputWeights>({ matrix: heatmaps, facts: json() }) },
  ),
  neuronUses: task<typeof import('./neuron-uses.js').neuronUses>(
    '@superposition/analyses/neuron-uses#neuronUses',
    { codec: json() },
  ),
  effectiveMap: task<typeof import('./effective-map.js').effectiveMap>(
    '@superposition/analyses/effective-map#effectiveMap',
    { codec: record<EffectiveMap>({ output: heatmaps, effective: heatmaps, facts: json() }), runs: 'worker' },
  ),
} as const;
