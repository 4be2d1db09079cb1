import { json } from '@superposition/pipeline/internal/values/codec';
import { task } from '@superposition/pipeline/internal/graph/task';
import { givenModel } from '../models/codecs.js';

/** The tasks of the section "Understanding". Models train by the tasks of all models. */
export const understandingTasks = {
  weightFindings: task<typeof import('./weight-findings.js').weightFindings>(
    '@superposition/analyses/weight-findings#weightFindings',
    { codec: json(), runs: 'worker' },
  ),
  ladderFindings: task<typeof import('./ladder.js').ladderFindings>(
    '@superposition/analyses/ladder#ladderFindings',
    { codec: json(), runs: 'worker' },
  ),
  sampleFindings: task<typeof import('./sample-findings.js').sampleFindings>(
    '@superposition/analyses/sample-findings#sampleFindings',
    { codec: json(), runs: 'worker' },
  ),
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
  trainedFindings: task<typeof import('./trained-findings.js').trainedFindings>(
    '@superposition/analyses/trained-findings#trainedFindings',
    { codec: json() },
  ),
  joinFindings: task<typeof import('./understanding.js').joinFindings>(
    '@superposition/analyses/understanding#joinFindings',
    { codec: json() },
  ),
  pairFindings: task<typeof import('./understanding.js').pairFindings>(
    '@superposition/analyses/understanding#pairFindings',
    { codec: json() },
  ),
} as const;
