import { json } from '@superposition/pipeline/internal/values/codec';
import { task } from '@superposition/pipeline/internal/graph/task';

/** The tasks of the section "Understanding", as far as they need no training. */
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
  joinFindings: task<typeof import('./understanding.js').joinFindings>(
    '@superposition/analyses/understanding#joinFindings',
    { codec: json() },
  ),
  pairFindings: task<typeof import('./understanding.js').pairFindings>(
    '@superposition/analyses/understanding#pairFindings',
    { codec: json() },
  ),
} as const;
