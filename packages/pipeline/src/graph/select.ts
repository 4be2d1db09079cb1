import { nearestTo } from '../values/nearest-names.js';
import type { Graph } from './graph.js';

/**
 * Finds the stages that a pattern names: one stage (`model[seed=3]`), a family (`model` for every `model[…]`), or a
 * glob in which `*` stands for any text.
 *
 * @returns the names that match, or the most similar names if none matches
 */
export function selectStages(
  graph: Graph,
  pattern: string,
): { readonly found: readonly string[] } | { readonly nearest: readonly string[] } {
  const names = [...graph.byName.keys()];
  if (graph.byName.has(pattern)) return { found: [pattern] };
  const found = names.filter((name) => matchesPattern(name, pattern));
  if (found.length > 0) return { found };
  return { nearest: nearestTo(pattern, [...new Set([...names.map(familyOf), ...names])]) };
}

/** Whether a pattern names this stage: by its name, by its family, or as a glob. */
export function matchesPattern(stage: string, pattern: string): boolean {
  return stage === pattern || familyOf(stage) === pattern || matches(stage, pattern);
}

/** The part of a stage's name before its brackets. */
export function familyOf(stage: string): string {
  const bracket = stage.indexOf('[');
  return bracket === -1 ? stage : stage.slice(0, bracket);
}

// We use no regular expression, because one for a pattern with many asterisks may run almost for ever.
function matches(name: string, glob: string): boolean {
  const [first, ...others] = glob.split('*');
  const last = others.pop();
  if (last === undefined) return name === glob;
  let at = first!.length;
  if (!name.startsWith(first!)) return false;
  for (const text of others) {
    const found = name.indexOf(text, at);
    if (found === -1) return false;
    at = found + text.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
