import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';

type Kind = JudgedClaim['verdict']['kind'];

/** All verdicts, in the order in which the report lists them. */
const verdictKinds = [
  'agrees',
  'agrees with another quantity',
  'right arithmetic, wrong premise',
  'disagrees',
  'contradicted by the document itself',
  'impossible',
  'answered',
  'not shown by these models',
  'not comparable',
  'not yet judged',
] as const satisfies readonly Kind[];

/** How many of these claims have each verdict, of the verdicts that some have. */
export function countedVerdicts(
  claims: readonly JudgedClaim[],
): readonly { readonly kind: Kind; readonly claims: readonly JudgedClaim[] }[] {
  return verdictKinds
    .map((kind) => ({ kind, claims: claims.filter(({ verdict }) => verdict.kind === kind) }))
    .filter(({ claims: some }) => some.length > 0);
}
