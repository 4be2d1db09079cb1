import type { Weights } from '@superposition/core/internal/network/weights';
import { type RandomFrames, randomFrames } from '../geometry/random-frames.js';
import { angleFindings } from './angle-findings.js';
import type { Findings } from './finding.js';
import { ladderFindings } from './ladder.js';
import { sampleFindings } from './sample-findings.js';
import type { UnderstandingParams } from './understanding-params.js';
import { weightFindings } from './weight-findings.js';

const frames = 2000;

/**
 * All findings of one network. With as many neurons as features there is nothing to explain: `section` says so, and only the
 * geometry is there.
 */
export function understandingOf(weights: Weights, params: UnderstandingParams): Findings {
  const model = { weights };
  return joinFindings({
    frames: randomFrames({ model }, { frames }),
    parts: [
      weightFindings({ model }, params),
      ladderFindings({ model }, params),
      sampleFindings({ model }, params),
    ],
  });
}

/** Findings of several kinds as one flat object. */
export function joinFindings({
  frames,
  parts,
}: {
  readonly frames: RandomFrames;
  readonly parts: readonly Findings[];
}): Findings {
  return Object.assign({}, ...parts, angleFindings(frames));
}

/**
 * The findings of the report's model, and of the same training over more steps. Both have those of other trainings, and of the
 * lines along which settings vary.
 */
export interface UnderstandingPair {
  readonly report: Findings;
  readonly converged: Findings;
}

/** Puts both beside each other. */
export function pairFindings({
  report,
  converged,
  trained,
  lines,
}: UnderstandingPair & { readonly trained?: Findings; readonly lines?: Findings }): UnderstandingPair {
  const others = { ...trained, ...lines };
  return { report: { ...report, ...others }, converged: { ...converged, ...others } };
}
