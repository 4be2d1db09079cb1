import { float32, float64, json, record } from '@superposition/pipeline/internal/values/codec';
import { task } from '@superposition/pipeline/internal/graph/task';
import { typicalKernelTraining } from '../models/typical-durations.js';
import type { Formation } from './formation.js';

/** The task that follows a training. */
export const formationTasks = {
  formation: task<typeof import('./formation.js').formation>('@superposition/analyses/formation#formation', {
    codec: record<Formation>({ facts: json(), positive: float64, negative: float64, input: float32 }),
    runs: 'worker',
    typicalDuration: typicalKernelTraining,
  }),
} as const;
