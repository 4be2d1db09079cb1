import type { SweepSummary } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { SweptSetting } from '@superposition/core/internal/config/sweeps';
import { counted, whole } from '../text/format.js';
import { allOf } from '../text/part-of.js';
import { sweptAt, sweptNotation } from '../text/swept-notation.js';
import { rule } from './rule.js';
import { knownPoints } from './swept-points.js';

/** Whether the gain spreads by less than its mean; null where no such value is known. */
export function spreadsByLess(spread: number | null): boolean | null {
  return spread === null || !(spread >= 0) ? null : spread < 1;
}

/** The subject of the headline. */
const spread = 'The standard deviation of the gain over features';

/** Where on a map the gain spreads over features by more than its mean, and where by less. */
export const spreadOnMap = rule(
  'exact for the models drawn; values of a setting are named where every other one parts them into those with less at every point and those with more, but for values between these, which have both; else points are counted',
  (sweep: SweepSummary, settings: readonly [SweptSetting, SweptSetting]) => {
    const points = knownPoints(sweep, 'gain.spread').flatMap(({ at, mean }) => {
      const less = spreadsByLess(mean);
      return less === null ? [] : [{ at, less }];
    });
    if (points.length === 0) return '';
    const count = points.filter(({ less }) => less).length;
    if (count === 0 || count === points.length)
      return `${spread} is ${count === 0 ? 'at least' : 'less than'} its mean at ${allOf(points.length, 'point')}.`;
    for (const [setting, other] of [settings, settings.toReversed()] as const) {
      const values = [...new Set(points.map(({ at }) => at[setting]))].sort((a, b) => a - b);
      const sides = values.map((value) => {
        const own = points.filter(({ at }) => at[setting] === value);
        return own.every(({ less }) => less) ? true : own.some(({ less }) => less) ? null : false;
      });
      // Values with both kinds of points may lie between the others.
      const [first, last] = [sides[0], sides.at(-1)];
      const end = sides.findIndex((side) => side !== first);
      const begin = sides.findLastIndex((side) => side !== last) + 1;
      const between = sides.slice(end, begin);
      if (first === null || last === null || first === last || between.some((side) => side !== null))
        continue;
      const at = (index: number) => sweptAt(setting, values[index]!);
      const [before, after] = first ? ['less than', 'at least as large'] : ['at least', 'less'];
      const mixed =
        between.length === 0
          ? ''
          : `; ${between.length === 1 ? `at ${at(end)}` : `between`} it depends on ${sweptNotation[other!].symbol}`;
      const symbol = sweptNotation[other!].symbol;
      return `${end === 1 ? 'At' : 'Up to'} ${at(end - 1)}, ${spread.charAt(0).toLowerCase()}${spread.slice(1)} is ${before} its mean at every ${symbol} tried; ${begin === values.length - 1 ? `at ${at(begin)}` : `from ${at(begin)} on`} it is ${after}${mixed}.`;
    }
    return `${spread} is less than its mean at ${whole(count)} of ${counted(points.length, 'point')}.`;
  },
);

/** What the thick line and the stripes are, where there are any. */
export const mapMarks = rule(
  'the map has points on both sides of the line; the models of a striped cell are known not to have converged; convergence is tested at the settings of the report only, so at one cell at most',
  (hasLine: boolean, isStriped: boolean) =>
    [
      ...(hasLine
        ? [
            'The thick line parts points where the standard deviation of the gain over features is less than its mean from the others.',
          ]
        : []),
      ...(isStriped
        ? [
            'Stripes cover the one point whose models were tested and have not converged; no other point was tested.',
          ]
        : []),
    ].join(' '),
);
