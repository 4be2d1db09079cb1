import type { CrossCheck } from '@superposition/analyses/internal/cross-check/cross-check';
import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import type { PageFacts } from './report-facts.js';

/** The facts of a page. Parts that failed are left out. */
export function pageFacts(
  quantities: QuantitySummaries | undefined,
  claims: readonly JudgedClaim[] | undefined,
  crossCheck?: CrossCheck | undefined,
): PageFacts {
  return {
    quantities: Object.fromEntries(
      Object.entries(quantities ?? {}).map(([id, { mean, sd, seeds }]) => [
        id,
        { mean, sd, seeds: seeds.length },
      ]),
    ),
    claims: {
      ...Object.fromEntries((claims ?? []).map(({ claim, verdict }) => [claim.id, verdict.kind])),
      ...(crossCheck && { 'cross-check': crossCheck.verdict.kind }),
    },
  };
}
