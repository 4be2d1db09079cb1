/** Marks that stand beside each other where they would cover each other. */
export interface Swarm {
  /** The distance of each mark from the middle of the strip, in pixels, up and down. */
  readonly offsets: readonly number[];
  /** Of the marks: as large as asked, or smaller where there are too many of them. */
  readonly diameter: number;
}

/** Smaller marks cannot be seen one by one. */
const leastDiameter = 2.2;

/**
 * Places marks at these pixels along a strip, so that none covers another: each as near to the middle of the strip as those before it
 * allow. Where they do not fit, marks are made smaller, and at last pushed together.
 *
 * @param room pixels from the middle of the strip to its edge
 */
export function swarm(along: readonly number[], diameter: number, room: number): Swarm {
  for (let size = diameter; ; size = Math.max(leastDiameter, 0.9 * size)) {
    const offsets = sideBySide(along, size);
    const reach = offsets.reduce((most, offset) => Math.max(most, Math.abs(offset)), 0) + size / 2;
    if (reach <= room) return { offsets, diameter: size };
    if (size > leastDiameter) continue;
    const squeezed = (room - size / 2) / (reach - size / 2);
    return { offsets: offsets.map((offset) => offset * squeezed), diameter: size };
  }
}

function sideBySide(along: readonly number[], size: number): readonly number[] {
  const order = along.map((_, index) => index).sort((a, b) => along[a]! - along[b]! || a - b);
  const offsets = along.map(() => 0);
  let first = 0;
  for (const [rank, index] of order.entries()) {
    const at = along[index]!;
    while (at - along[order[first]!]! >= size) first++;
    // Marks that are near enough along the strip forbid the offsets around their own.
    const forbidden = order.slice(first, rank).map((other) => {
      const apart = at - along[other]!;
      const reach = Math.sqrt(Math.max(0, size * size - apart * apart));
      return [offsets[other]! - reach, offsets[other]! + reach] as const;
    });
    offsets[index] = nearestFree(forbidden);
  }
  return offsets;
}

/** The number nearest to 0 that is inside none of these intervals; of two, the one above. */
function nearestFree(forbidden: readonly (readonly [from: number, to: number])[]): number {
  const rounding = 1e-9;
  const joined: [from: number, to: number][] = [];
  for (const [from, to] of [...forbidden].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last !== undefined && from < last[1] - rounding) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  const around = joined.find(([from, to]) => from < -rounding && to > rounding);
  if (around === undefined) return 0;
  return around[1] <= -around[0] ? around[1] : around[0];
}
