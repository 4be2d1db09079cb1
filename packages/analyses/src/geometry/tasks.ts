import { json, record } from '@superposition/pipeline/internal/values/codec';
import { task } from '@superposition/pipeline/internal/graph/task';
import { heatmaps } from '../weights/codecs.js';
import type { Geometry } from './geometry.js';

/** The task that measures the directions of the features. */
export const geometryTasks = {
  geometry: task<typeof import('./geometry.js').geometry>('@superposition/analyses/geometry#geometry', {
    codec: record<Geometry>({ cosines: heatmaps, facts: json() }),
    runs: 'worker',
  }),
} as const;
