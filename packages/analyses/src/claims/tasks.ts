import { json } from '@superposition/pipeline/internal/values/codec';
import { task } from '@superposition/pipeline/internal/graph/task';

/** The tasks that judge the claims of the document. */
export const claimTasks = {
  documentSample: task<typeof import('./document-sample.js').documentSample>(
    '@superposition/analyses/document-sample#documentSample',
    { codec: json(), runs: 'worker' },
  ),
  judgeClaims: task<typeof import('./judge-claims.js').judgeClaims>(
    '@superposition/analyses/judge-claims#judgeClaims',
    { codec: json() },
  ),
} as const;
