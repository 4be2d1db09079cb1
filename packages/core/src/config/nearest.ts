import { distance } from 'fastest-levenshtein';

/** What papers and other libraries call some of our settings and options, and the last part of our name. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['lr', 'learningRate'],
  ['p', 'activeProbability'],
  ['q', 'lossExponent'],
  ['n', 'features'],
  ['m', 'neurons'],
]);

/** Our name for what others call so, or the name as it is. */
export function ourName(name: string): string {
  return otherNames.get(name) ?? name;
}

/**
 * The candidate closest to a mistyped name by edit distance, ignoring case, or undefined when none is close
 * (more than half of the longer name would have to change). Ties go to the earlier candidate.
 */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const wanted = name.slice(0, 100).toLowerCase();
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const edits = distance(wanted, candidate.toLowerCase());
    if (edits < bestDistance && edits <= Math.max(wanted.length, candidate.length) / 2) {
      best = candidate;
      bestDistance = edits;
    }
  }
  return best;
}
