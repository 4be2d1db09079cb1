import type { Weights } from '@superposition/core/internal/network/weights';
import { type RandomFrames, randomFrames } from '../geometry/random-frames.js';
import { ablationFindings } from './ablation.js';
import { angleFindings } from './angle-findings.js';
import { boundFindings } from './bounds.js';
import { codeFindings } from './codeword-findings.js';
import { crowdFindings } from './crowd.js';
import { absent, type Findings } from './finding.js';
import { type Ladder, ladderFindings, lossLadder } from './ladder.js';
import { lossFindings } from './losses-per-active.js';
import { negativeFindings } from './negative-inputs.js';
import { ownGainFindings } from './own-gains.js';
import { participationFindings } from './participation.js';
import { scaleFindings } from './scale-findings.js';
import { theoryFindings } from './theory.js';
import { hasToShare, type UnderstandingParams } from './understanding-params.js';
import { wordHistograms } from './word-histograms.js';
import { type WordsBesideChance, wordsBesideChance } from './words.js';

const frames = 2000;

/** What the findings of one network are joined from. */
export interface FindingParts {
  readonly frames: RandomFrames;
  /** Left out with as many neurons as features. */
  readonly ladder?: Ladder;
  /** Left out with as many neurons as features. */
  readonly words?: WordsBesideChance;
  /** Empty with as many neurons as features. */
  readonly parts: readonly Findings[];
}

/**
 * All findings of one network. With as many neurons as features there is nothing to explain: `section` says so, and only the
 * geometry is there.
 */
export function understandingOf(weights: Weights, params: UnderstandingParams): Findings {
  const model = { weights };
  const directions = randomFrames({ model }, { frames });
  if (!hasToShare(weights)) return joinFindings({ frames: directions, parts: [] });
  return joinFindings({
    frames: directions,
    ladder: lossLadder({ model }, params),
    words: wordsBesideChance({ model }),
    parts: [
      theoryFindings({ model }, params),
      boundFindings({ model }),
      codeFindings({ model }),
      participationFindings({ model }),
      ownGainFindings({ model }),
      lossFindings({ model }, params),
      negativeFindings({ model }, params),
      crowdFindings({ model }, params),
      scaleFindings({ model }, params),
      ablationFindings({ model }, params),
    ],
  });
}

/** Findings of several kinds as one flat object. */
export function joinFindings({ frames: directions, ladder, words, parts }: FindingParts): Findings {
  const reason = 'as many neurons as features: no feature has to share';
  return Object.assign(
    {},
    ladder === undefined ? { section: absent(reason) } : ladderFindings(ladder),
    ...parts,
    words === undefined ? {} : wordHistograms(words),
    angleFindings(directions),
  );
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
  designs,
}: UnderstandingPair & {
  readonly trained?: Findings;
  readonly lines?: Findings;
  readonly designs?: Findings;
}): UnderstandingPair {
  const others = { ...trained, ...lines, ...designs };
  return { report: { ...report, ...others }, converged: { ...converged, ...others } };
}
