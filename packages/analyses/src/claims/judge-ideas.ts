import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import type { Explained } from '../conclusions/explained.js';
import type { Claim } from './claim.js';
import type { Case, IdeaRule } from './idea-rule.js';
import { ideasAboutCode } from './ideas-about-code.js';
import { ideasAboutGain } from './ideas-about-gain.js';
import type { Verdict } from './verdict.js';

/** What ideas are judged by. */
export interface IdeaEvidence {
  readonly quantities: QuantitySummaries;
  /** Left out where the report has no findings: then no idea is judged. */
  readonly explained?: Explained | undefined;
}

const ideaRules: Readonly<Record<string, IdeaRule>> = { ...ideasAboutGain, ...ideasAboutCode };

/** Judges an idea of the document, or a question of it. */
export function judgeIdea(claim: Claim, { explained, quantities }: IdeaEvidence): Verdict {
  const rule = ideaRules[claim.id];
  if (rule === undefined || explained === undefined)
    return notYet(claim, 'This report has no such findings.');
  const cases = rule(explained, quantities);
  const decided = cases.find(({ when }) => when.outcome === 'holds');
  if (decided !== undefined) return { kind: decided.kind, explanation: decided.words() };
  const unknown = cases.find(({ when }) => when.outcome === 'unknown');
  if (unknown !== undefined) return notYet(claim, `This report cannot: ${unknown.when.because}.`);
  return { kind: 'not shown by these models', explanation: `${claim.judgedBy!} ${whatIsAgainst(cases)}` };
}

/** What is against each verdict; the same of several is said once. */
function whatIsAgainst(cases: readonly Case[]): string {
  const kinds = new Map<string, Set<string>>();
  for (const { kind, when } of cases)
    kinds.set(when.because, (kinds.get(when.because) ?? new Set()).add(kind));
  if (kinds.size === 1) return `Here, ${[...kinds.keys()][0]!}.`;
  return [...kinds].map(([because, some]) => `Against “${[...some].join('” and “')}”: ${because}.`).join(' ');
}

function notYet(claim: Claim, because: string): Verdict {
  return { kind: 'not yet judged', explanation: `${claim.judgedBy!} ${because}` };
}
