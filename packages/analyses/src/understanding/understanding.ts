import type { Weights } from '@superposition/core/internal/network/weights';
import type { Findings } from './finding.js';
import { ladderFindings } from './ladder.js';
import { sampleFindings } from './sample-findings.js';
import type { UnderstandingParams } from './understanding-params.js';
import { weightFindings } from './weight-findings.js';

/** All findings of one network. With as many neurons as features there is nothing to explain, and one id says so. */
export function understandingOf(weights: Weights, params: UnderstandingParams): Findings {
  const model = { weights };
  return joinFindings({
    parts: [
      weightFindings({ model }, params),
      ladderFindings({ model }, params),
      sampleFindings({ model }, params),
    ],
  });
}

/** Findings of several kinds as one flat object. */
export function joinFindings({ parts }: { readonly parts: readonly Findings[] }): Findings {
  return Object.assign({}, ...parts);
}

/** The findings of the report's model, and of the same training over more steps. */
export function pairFindings({ report, converged }: UnderstandingPair): UnderstandingPair {
  return { report, converged };
}

export interface UnderstandingPair {
  readonly report: Findings;
  readonly converged: Findings;
}
