import { familyOf } from '@superposition/pipeline/internal/graph/select';
import type { Reason } from '@superposition/pipeline/internal/run/reasons';
import { someOf } from '@superposition/pipeline/internal/values/some-of';
import { reasonWords } from './reason-words.js';

/** A stage and why it ran or would run. */
export interface StageReasons {
  readonly stage: string;
  readonly reasons: readonly Reason[];
}

/** Why stages of one family ran or would run, as far as a row of a table can tell it. */
export interface CommonReason {
  /** The most frequent reasons of their own, and the families whose values changed before them. */
  readonly phrase: string;
  /** A stage with a reason that the phrase only counts; undefined if there is none. */
  readonly untold?: string;
}

/** So many reasons are told in one row. */
const mostTold = 2;

/** Sums up why stages of one family ran or would run. */
export function commonReason(stages: readonly StageReasons[]): CommonReason {
  const phrasesOf = (reasons: readonly Reason[]) =>
    words(reasons.filter(isOwn)).map(({ changed }) => changed);
  const own = byFrequency(stages.flatMap(({ reasons }) => phrasesOf(reasons)));
  const counted = own.slice(mostTold);
  const before = byFrequency(
    stages.flatMap(({ reasons }) =>
      reasons.flatMap((reason) => (reason.kind === 'input value' ? [familyOf(reason.stage)] : [])),
    ),
  );
  const untold = stages.find(({ reasons }) => phrasesOf(reasons).some((phrase) => counted.includes(phrase)));
  return {
    phrase: [
      ...own.slice(0, mostTold),
      ...(counted.length === 0
        ? []
        : [`and ${counted.length} more ${counted.length === 1 ? 'reason' : 'reasons'}`]),
      ...(before.length === 0 ? [] : [`${someOf(before)} changed`]),
    ].join('; '),
    ...(untold !== undefined && { untold: untold.stage }),
  };
}

/** What started all the work, in one phrase: reasons that do not follow from other stages, the most frequent first. */
export function causes(reasons: readonly (readonly Reason[])[]): string {
  const causing = (each: readonly Reason[]) =>
    each.filter((reason) => isOwn(reason) && !['input list', 'input failed'].includes(reason.kind));
  const phrasesOf = (isMeant: (reason: Reason) => boolean) =>
    byFrequency(
      reasons.flatMap((each) => words(causing(each).filter(isMeant)).map(({ changed }) => changed)),
    );
  // That a stage has no result yet is the least of the causes: often a setting has brought it into the graph.
  const phrases = [...phrasesOf(({ kind }) => kind !== 'new'), ...phrasesOf(({ kind }) => kind === 'new')];
  const rest = phrases.length - mostTold;
  return [...phrases.slice(0, mostTold), ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}

const words = reasonWords();

/** Whether a reason does not only say that another stage came out otherwise. */
function isOwn(reason: Reason): boolean {
  return reason.kind !== 'input value';
}

function byFrequency(phrases: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const phrase of phrases) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([phrase]) => phrase);
}
