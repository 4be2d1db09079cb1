import { json } from '@superposition/pipeline/internal/values/codec';
import { task } from '@superposition/pipeline/internal/graph/task';
import { givenModel } from '../models/codecs.js';

/** The tasks that prepare and measure other trainings than the report's. They train by the tasks of all models. */
export const variantTasks = {
  onWords: task<typeof import('./trained-starts.js').onWords>(
    '@superposition/analyses/trained-starts#onWords',
    {
      codec: givenModel,
    },
  ),
  designStart: task<typeof import('./trained-starts.js').designStart>(
    '@superposition/analyses/trained-starts#designStart',
    { codec: givenModel, runs: 'worker' },
  ),
  trainedRow: task<typeof import('./trained-row.js').trainedRow>(
    '@superposition/analyses/trained-row#trainedRow',
    { codec: json(), runs: 'worker' },
  ),
  designFindings: task<typeof import('./design-findings.js').designFindings>(
    '@superposition/analyses/design-findings#designFindings',
    { codec: json(), runs: 'worker' },
  ),
  lineFindings: task<typeof import('../understanding/line-findings.js').lineFindings>(
    '@superposition/analyses/line-findings#lineFindings',
    { codec: json(), runs: 'worker' },
  ),
  trainedFindings: task<typeof import('./trained-findings.js').trainedFindings>(
    '@superposition/analyses/trained-findings#trainedFindings',
    { codec: json() },
  ),
} as const;
