import { json, record } from '@superposition/pipeline/internal/values/codec';
import { task } from '@superposition/pipeline/internal/graph/task';
import { heatmaps } from '../weights/codecs.js';
import type { CrossGain } from './cross-gain.js';

/** The tasks that measure the responses to one feature alone. */
export const responseTasks = {
  responseCurves: task<typeof import('./response-curves.js').responseCurves>(
    '@superposition/analyses/response-curves#responseCurves',
    { codec: json(), runs: 'worker' },
  ),
  crossGain: task<typeof import('./cross-gain.js').crossGain>(
    '@superposition/analyses/cross-gain#crossGain',
    {
      codec: record<CrossGain>({ matrix: heatmaps, facts: json() }),
      runs: 'worker',
    },
  ),
} as const;
