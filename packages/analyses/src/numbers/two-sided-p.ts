/**
 * The two-sided p of a number among random draws of it: min(1, 2(1 + min(#≥, #≤))/(N + 1)), so never below 2/(N + 1). A draw
 * that differs by at most `slack` counts as equal.
 */
export function twoSidedP(observed: number, draws: Float64Array, slack = 0): number {
  let [above, below] = [0, 0];
  for (const draw of draws) {
    if (draw >= observed - slack) above++;
    if (draw <= observed + slack) below++;
  }
  return Math.min(1, (2 * (1 + Math.min(above, below))) / (draws.length + 1));
}
