import { json, record } from '@superposition/pipeline/codec';
import { task } from '@superposition/pipeline/task';
import { heatmaps } from '../weights/codecs.js';
import type { Geometry } from './geometry.js';

/** The task that measures the directions of the features. */
export const geometryTasks = {
  geometry: task<typeof import('./geometry.js').geometry>('@superposition/analyses/geometry#geometry', {
    codec: record<Geometry>({ cosines: heatmaps, facts: json() }),
    runs: 'worker',
  }),
} as const;
