import { readable } from '../numbers/readable.js';
import { type Condition, type Known, missing, unlessAbove, unlessBelow } from './condition.js';
import { type Explained, limits, lineOf, onConverged, type PointOfLine } from './explained.js';

/** L2's mean gain is m/n. */
export function squaresGainIsShare(explained: Explained): Condition {
  const share = explained.neurons / explained.features;
  return onConverged(explained, (look) => {
    const { value } = look('trained.squares.gain');
    return Math.abs(value / share - 1) <= limits.squaresGain
      ? undefined
      : `the mean gain under L2 is ${readable(value)}, and m/n is ${readable(share)}`;
  });
}

/** L2's mean gain is lower than that of the report's exponent, by more than further steps would change it. */
export function squaresGainIsLower(explained: Explained): Condition {
  return onConverged(explained, (look) => {
    const [two, own] = [look('trained.squares.gain').value, look('trained.twins.gain').value];
    return own - two > limits.convergedGain
      ? undefined
      : `the mean gain under L2 is ${readable(two)}, and ${readable(own)} otherwise`;
  });
}

/** Under L2 features are not served alike. */
export function squaresAreUnequal(explained: Explained): Condition {
  return onConverged(
    explained,
    (look) =>
      unlessAbove(
        'the deviation of the gain over its mean',
        look('trained.squares.gain.sd').value / look('trained.squares.gain').value,
        limits.unequalSpread,
      ) ??
      unlessAbove(
        'the share of features below a quarter of the best',
        look('trained.squares.belowQuarter').value,
        limits.ignoredShare,
      ),
  );
}

/** The numbers of steps after which both starts of L2 are known, ascending. */
export function stepsOfSquares({ converged, convergedSteps }: Explained): readonly number[] {
  const each = /^trained[.]squares[.](?:steps=(\d+)[.])?gain$/;
  return Object.keys(converged)
    .map((id) => each.exec(id))
    .filter((found) => found !== null)
    .map(([, steps]) => (steps === undefined ? convergedSteps : Number(steps)))
    .sort((a, b) => a - b);
}

/** The id of a finding of a training under L2, after so many steps. */
export function ofSquares(
  { convergedSteps }: Explained,
  start: 'squares' | 'squaresNaiveStart',
  steps: number,
  part: string,
): string {
  return `trained.${start}${steps === convergedSteps ? '' : `.steps=${steps}`}.${part}`;
}

/** After the longest training, both starts of L2 have led to about the same gains. */
export function startsMeet(explained: Explained): Condition {
  return onConverged(explained, (look) => {
    const steps = stepsOfSquares(explained).at(-1) ?? explained.convergedSteps;
    const both = (part: string) =>
      (['squares', 'squaresNaiveStart'] as const).map(
        (start) => look(ofSquares(explained, start, steps, part)).value,
      );
    const [spread, other] = both('gain.sd') as [number, number];
    const [share, otherShare] = both('belowQuarter') as [number, number];
    return (
      unlessBelow(
        'the relative difference of the deviations of the gain',
        Math.abs(other / spread - 1),
        limits.metSpread,
      ) ??
      unlessBelow(
        'the difference of the shares of ignored features',
        Math.abs(otherShare - share),
        limits.metShare,
      )
    );
  });
}

const certainlyLess = (a: Known, b: Known) =>
  b.value - a.value > Math.sqrt(a.margin * a.margin + b.margin * b.margin);

/** L2 is best at what it trains, and the report's exponent serves active entries better. */
export function eachWinsItsOwn(explained: Explained): Condition {
  return onConverged(explained, (look) => {
    const [all, ownAll] = [look('trained.squares.l2'), look('trained.twins.l2')];
    if (!certainlyLess(all, ownAll))
      return `the mean square over all entries, over p, is ${readable(all.value)} under L2 and ${readable(ownAll.value)} otherwise`;
    const [active, ownActive] = [look('trained.squares.mse.active'), look('trained.twins.mse.active')];
    return certainlyLess(ownActive, active)
      ? undefined
      : `the mean square over active entries is ${readable(active.value)} under L2 and ${readable(ownActive.value)} otherwise`;
  });
}

/** The models on sparse data from the square on: below it, the mean gain is m/n as with the square. */
export function risingExponents(explained: Explained): readonly PointOfLine[] {
  return lineOf(explained, 'sparse.lossExponent').filter(({ at }) => at >= 2);
}

/** The gain rises with the exponent from the square on, each time by more than further steps would change it. */
export function gainRisesWithExponent(explained: Explained): Condition {
  return onConverged(explained, (look) => {
    const points = risingExponents(explained);
    if (points.length < 2) missing('this report has no sweep over exponents on sparse data');
    const gains = points.map(({ id }) => look(id('gain')).value);
    const stays = gains.findIndex(
      (gain, index) => index > 0 && gain - gains[index - 1]! <= limits.convergedGain,
    );
    return stays < 0
      ? undefined
      : `the gain is ${readable(gains[stays - 1]!)} at q = ${points[stays - 1]!.at}, and ${readable(gains[stays]!)} at q = ${points[stays]!.at}`;
  });
}
