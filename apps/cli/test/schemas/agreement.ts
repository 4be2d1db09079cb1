import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import type { QuantitySummary } from '@superposition/core/internal/quantities/summary';
import type { PlannedStage } from '@superposition/pipeline/internal/run/plan';
import type { Reason } from '@superposition/pipeline/internal/run/reasons';
import type { StoredResult } from '@superposition/pipeline/internal/store/store';
import type { GraphView } from '@superposition/pipeline/internal/tell/graph-view';
import type { ReasonChainLine } from '@superposition/pipeline/internal/tell/reason-chain';
import type { StoreVerdict } from '@superposition/pipeline/internal/upkeep/verify-store';
import type { Json } from '@superposition/pipeline/internal/values/canonical-json';
import type { Digest } from '@superposition/pipeline/internal/values/digest';
import type { ReportDifference } from '@superposition/report/internal/page/diff-reports';
import type { z } from 'zod';
import type { SweepPlan } from '../../src/commands/sweep/plan-sweep.js';
import type { Verification } from '../../src/commands/verify-report.js';
import type { EventOutline } from '../../src/output/event-outline.js';
import type { judgedClaim } from './claims.js';
import type { chainLine, difference, graphView, storeProblem, verification } from './commands.js';
import type { eventLine } from './events.js';
import type { plannedStage, quantitySummary, reason, recipe, storedOutline, storedResult } from './parts.js';
import type { sweepPlan } from './sweeps.js';

// The compiler compares the schemas with the types of what the commands print. Tests run only some of the variants: they meet
// no nondeterministic stage and no damaged row.

/**
 * A type in a form in which a member that only one of two types has makes them differ: each member is there, and holds
 * `absent` if it may be left out. Digests and addresses are texts.
 */
type Shown<T> = [Json] extends [T]
  ? unknown
  : T extends Digest | `${string}#${string}`
    ? string
    : T extends object
      ? { -readonly [Key in keyof T]-?: Shown<Exclude<T[Key], undefined>> | MayBeAbsent<T, Key> }
      : T;

type MayBeAbsent<T, Key extends keyof T> =
  Record<never, never> extends Pick<T, Key> ? 'absent' : undefined extends T[Key] ? 'absent' : never;

type IsSame<A, B> = [Shown<A>, Shown<B>] extends [Shown<B>, Shown<A>] ? true : false;

function agree<_IsSame extends true>(): void {}

/** Does nothing when it runs. */
export function checkAgreement(): void {
  agree<IsSame<z.infer<typeof eventLine>, EventOutline>>();
  agree<IsSame<z.infer<typeof plannedStage>, PlannedStage>>();
  agree<IsSame<z.infer<typeof reason>, Reason>>();
  agree<IsSame<z.infer<typeof recipe>, StoredResult['recipe']>>();
  agree<IsSame<z.infer<typeof storedResult>, StoredResult>>();
  agree<IsSame<z.infer<typeof storedOutline>, Omit<StoredResult, 'recipe'>>>();
  agree<IsSame<z.infer<typeof quantitySummary>, QuantitySummary>>();
  agree<IsSame<z.infer<typeof judgedClaim>, JudgedClaim>>();
  agree<IsSame<z.infer<typeof verification>, Verification>>();
  agree<IsSame<z.infer<typeof chainLine>, ReasonChainLine>>();
  agree<IsSame<z.infer<typeof graphView>, GraphView>>();
  agree<IsSame<z.infer<typeof difference>, ReportDifference>>();
  agree<IsSame<z.infer<typeof sweepPlan>, SweepPlan>>();
  agree<IsSame<z.infer<typeof storeProblem>, StoreVerdict['problems'][number]>>();
}
