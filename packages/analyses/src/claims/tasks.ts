import { json } from '@superposition/pipeline/internal/values/codec';
import { task } from '@superposition/pipeline/internal/graph/task';

/** The task that judges the claims of the document. */
export const claimTasks = {
  judgeClaims: task<typeof import('./judge-claims.js').judgeClaims>(
    '@superposition/analyses/judge-claims#judgeClaims',
    { codec: json() },
  ),
} as const;
