import { distance as editDistance } from 'fastest-levenshtein';

/**
 * At most three of the candidates, the most similar first. The distance is the number of edits. A candidate that begins
 * with the text has distance 1. We leave a candidate out if its distance is more than max(2, half of the longer
 * length), or if every letter would change.
 */
export function nearestTo(text: string, candidates: readonly string[]): string[] {
  return candidates
    .map((candidate) => ({
      candidate,
      distance: text !== '' && candidate.startsWith(text) ? 1 : editDistance(text, candidate),
    }))
    .filter(({ candidate, distance }) => {
      const longer = Math.max(text.length, candidate.length);
      return distance < longer && distance <= Math.max(2, Math.floor(longer / 2));
    })
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
