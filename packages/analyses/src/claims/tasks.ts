import { json } from '@superposition/pipeline/codec';
import { task } from '@superposition/pipeline/task';

/** What the document states, judged. */
export const claimTasks = {
  judgeClaims: task<typeof import('./judge-claims.js').judgeClaims>(
    '@superposition/analyses/judge-claims#judgeClaims',
    { codec: json() },
  ),
} as const;
