/** The end of a message about an unknown name; empty when no name is near. */
export function nearestHint(nearest: readonly string[]): string {
  return nearest.length === 0 ? '' : `; the nearest are ${nearest.join(', ')}`;
}
