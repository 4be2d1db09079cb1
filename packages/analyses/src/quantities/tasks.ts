import { json } from '@superposition/pipeline/internal/values/codec';
import { task } from '@superposition/pipeline/internal/graph/task';

/** The tasks that measure the quantities of one model, and summarise them over all seeds. */
export const quantityTasks = {
  measureQuantities: task<typeof import('./measure-quantities.js').measureQuantities>(
    '@superposition/analyses/measure-quantities#measureQuantities',
    { codec: json(), runs: 'worker' },
  ),
  summariseQuantities: task<typeof import('./summarise-quantities.js').summariseQuantities>(
    '@superposition/analyses/summarise-quantities#summariseQuantities',
    { codec: json() },
  ),
} as const;
