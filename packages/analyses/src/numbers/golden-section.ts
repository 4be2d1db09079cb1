const share = (Math.sqrt(5) - 1) / 2;

/** The point where a function with one minimum between two points is least, to within the tolerance, and its value there. */
export function goldenSection(
  valueAt: (x: number) => number,
  from: number,
  to: number,
  tolerance: number,
): { readonly x: number; readonly value: number } {
  let [low, high] = [from, to];
  let left = high - share * (high - low);
  let right = low + share * (high - low);
  let [atLeft, atRight] = [valueAt(left), valueAt(right)];
  while (high - low > tolerance) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - share * (high - low);
      atLeft = valueAt(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + share * (high - low);
      atRight = valueAt(right);
    }
  }
  return atLeft <= atRight ? { x: left, value: atLeft } : { x: right, value: atRight };
}
