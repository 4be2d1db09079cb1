import { familyOf } from '@superposition/pipeline/internal/graph/select';
import { endsOf, type StageEnds } from './stage-ends.js';

/**
 * Says which stages a run with `--fail-fast` has not started; undefined if there are none.
 *
 * @param location of the cache of the run
 */
export function describeNotStarted(
  ends: StageEnds,
  { location }: { readonly location: string },
): string | undefined {
  const cancelled = endsOf(ends, 'skipped').filter((end) => end.cancelled);
  const [first] = cancelled;
  if (first === undefined) return undefined;
  const families = new Map<string, number>();
  for (const { stage } of cancelled) families.set(familyOf(stage), (families.get(familyOf(stage)) ?? 0) + 1);
  const names = [...families].map(([family, count]) => (count === 1 ? family : `${count} of ${family}`));
  const kept = location === 'memory' ? '' : '; what had finished is in the cache';
  return `${first.cause} failed, so with --fail-fast these stages were not run: ${names.join(', ')}${kept}`;
}
