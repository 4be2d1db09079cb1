/**
 * The real roots of a·x³ + b·x² + c·x + d, ascending, each once, by bisection to the last bit between the points where
 * the slope changes its sign. Lower degrees are allowed; a constant has no root.
 */
export function cubicRoots(a: number, b: number, c: number, d: number): readonly number[] {
  const lead = [a, b, c].find((coefficient) => coefficient !== 0);
  if (lead === undefined) return [];
  const at = (x: number) => ((a * x + b) * x + c) * x + d;
  let bound = 1;
  for (const coefficient of [a, b, c, d]) bound = Math.max(bound, 1 + Math.abs(coefficient / lead));
  const turns = quadraticRoots(3 * a, 2 * b, c).filter((x) => x > -bound && x < bound);
  const ends = [-bound, ...turns, bound];
  const roots: number[] = [];
  for (let piece = 0; piece + 1 < ends.length; piece++) {
    const root = bisected(at, ends[piece]!, ends[piece + 1]!);
    if (root !== undefined && roots.at(-1) !== root) roots.push(root);
  }
  return roots;
}

function quadraticRoots(a: number, b: number, c: number): readonly number[] {
  if (a === 0) return b === 0 ? [] : [-c / b];
  const discriminant = b * b - 4 * a * c;
  if (discriminant < 0) return [];
  // The sum has no cancellation, and the product of the roots gives the other one.
  const sum = -0.5 * (b + (b < 0 ? -1 : 1) * Math.sqrt(discriminant));
  const both = sum === 0 ? [0] : [sum / a, c / sum];
  return both.sort((first, second) => first - second);
}

function bisected(at: (x: number) => number, from: number, to: number): number | undefined {
  let [low, high] = [from, to];
  const begin = at(low);
  if (begin === 0) return low;
  if (at(high) === 0) return high;
  if (begin > 0 === at(high) > 0) return undefined;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (at(middle) > 0 === begin > 0) low = middle;
    else high = middle;
  }
}
