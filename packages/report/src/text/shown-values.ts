import { oneScale } from './format.js';

/** The values of a small curve, one after another, on one scale. */
export function shownValues(points: readonly (readonly [x: number, y: number])[]): string {
  const values = points.map(([, value]) => value);
  return values.map(oneScale(values)).join(', ');
}
