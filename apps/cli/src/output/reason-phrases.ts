import { familyOf } from '@superposition/pipeline/internal/graph/select';
import { describeReason, type Reason } from '@superposition/pipeline/internal/run/reasons';
import { someOf } from '@superposition/pipeline/internal/values/some-of';

/**
 * Why stages of one family ran or would run, in one phrase: the most frequent reason of their own, and the families whose values
 * changed before them.
 *
 * @param reasons the reasons of each stage
 */
export function commonReason(reasons: readonly (readonly Reason[])[]): string {
  const [own, ...others] = byFrequency(reasons.flatMap((each) => each.filter(isOwn).map(phraseOf)));
  const before = byFrequency(
    reasons.flatMap((each) =>
      each.flatMap((reason) => (reason.kind === 'input value' ? [familyOf(reason.stage)] : [])),
    ),
  );
  return [
    ...(own === undefined ? [] : [own]),
    ...(others.length === 0
      ? []
      : [`${others.length} other reasons`.replace(/^1 other reasons/, 'one other reason')]),
    ...(before.length === 0 ? [] : [`${someOf(before)} changed`]),
  ].join('; ');
}

/** What started all the work, in one phrase: reasons that do not follow from other stages, the most frequent first. */
export function causes(reasons: readonly (readonly Reason[])[]): string {
  const causing = reasons
    .flat()
    .filter((reason) => isOwn(reason) && !['input list', 'input failed'].includes(reason.kind));
  // One setting stands in the parameters of several stages, at different paths.
  const told = new Map<string, string>();
  for (const phrase of byFrequency(causing.map(phraseOf))) {
    const setting = phrase.replace(/^[^ ]*\.(?=[^ .]* changed)/, '');
    if (!told.has(setting)) told.set(setting, phrase);
  }
  const phrases = [...told.values()];
  const rest = phrases.length - 2;
  return [...phrases.slice(0, 2), ...(rest > 0 ? [`${rest} more`] : [])].join('; ');
}

/** Whether a reason does not only say that another stage came out otherwise. */
function isOwn(reason: Reason): boolean {
  return reason.kind !== 'input value';
}

/** A reason without values that do not fit into a table. */
function phraseOf(reason: Reason): string {
  if (reason.kind === 'parameter' && (isLong(reason.from) || isLong(reason.to)))
    return `${settingOf(reason.path)} changed`;
  return describeReason(reason.kind === 'parameter' ? { ...reason, path: settingOf(reason.path) } : reason);
}

/** The setting that a parameter holds. The page and some figures keep settings under a name of their own. */
function settingOf(path: string): string {
  return path.replace(/^(settings|own)\./, '');
}

function isLong(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function byFrequency(phrases: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const phrase of phrases) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([phrase]) => phrase);
}
