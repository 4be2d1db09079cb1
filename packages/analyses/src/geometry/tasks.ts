import { json, record } from '@superposition/pipeline/internal/values/codec';
import { task } from '@superposition/pipeline/internal/graph/task';
import { heatmaps } from '../weights/codecs.js';
import type { Geometry } from './geometry.js';

/** The tasks that measure the directions of the features, and those of random ones. */
export const geometryTasks = {
  geometry: task<typeof import('./geometry.js').geometry>('@superposition/analyses/geometry#geometry', {
    codec: record<Geometry>({ cosines: heatmaps, facts: json() }),
    runs: 'worker',
  }),
  randomFrames: task<typeof import('./random-frames.js').randomFrames>(
    '@superposition/analyses/random-frames#randomFrames',
    { codec: json(), runs: 'worker' },
  ),
  cosineDistributions: task<typeof import('./cosine-distributions.js').cosineDistributions>(
    '@superposition/analyses/cosine-distributions#cosineDistributions',
    { codec: json(), runs: 'worker' },
  ),
} as const;
