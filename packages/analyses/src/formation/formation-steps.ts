/**
 * At most `count` numbers of finished steps from 0 to `steps`, closer together at the beginning, where a training changes most:
 * `steps`·(i/(count − 1))², rounded.
 *
 * @param steps at least 1
 * @param count at least 2
 */
export function formationSteps(steps: number, count: number): readonly number[] {
  const last = (count - 1) * (count - 1);
  return [
    ...new Set(Array.from({ length: count }, (_, index) => Math.round((steps * index * index) / last))),
  ];
}
