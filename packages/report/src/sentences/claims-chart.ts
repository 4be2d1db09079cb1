import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import { counted, decimals, significant, whole } from '../text/format.js';
import { definition, rule, type Sentence } from './rule.js';

/** How far a printed number lies from ours beyond what rounding explains, in standard errors of another run. */
function miss({ distance }: JudgedClaim): number | null {
  return distance === null ? null : Math.max(0, Math.abs(distance.standardErrors) - distance.rounding);
}

const missesOf = (claims: readonly JudgedClaim[], kinds: readonly JudgedClaim['verdict']['kind'][]) =>
  claims.filter(({ verdict }) => kinds.includes(verdict.kind)).flatMap((claim) => miss(claim) ?? []);

/** How clearly the numbers that agree stand apart from those that do not. */
export const apart = rule(
  'the verdicts agrees, disagrees and agrees with another quantity follow from these distances; an upper bound is rounded up and a lower one down',
  (claims: readonly JudgedClaim[]) => {
    const near = missesOf(claims, ['agrees']);
    const far = missesOf(claims, ['disagrees', 'agrees with another quantity']);
    const most = decimals(Math.ceil(10 * Math.max(0, ...near)) / 10, 1);
    const least = decimals(Math.floor(10 * Math.min(...far)) / 10, 1);
    if (near.length > 0 && far.length > 0)
      return `Rounding allowed for, the numbers that agree lie within ${most} standard errors of another run from ours; those that disagree or mean another quantity lie at least ${least} away.`;
    if (near.length > 0)
      return `Rounding allowed for, the numbers that agree lie within ${most} standard errors of another run from ours.`;
    if (far.length > 0)
      return `Rounding allowed for, the numbers that disagree or mean another quantity lie at least ${least} standard errors of another run from ours.`;
    return '';
  },
);

/** What is drawn, of which models. */
export const drawnClaims = rule(
  'seeds and steps are those of the models that the quantities are taken over',
  (seeds: readonly number[], steps: number) => {
    const [first, last] = [seeds[0]!, seeds.at(-1)!];
    const models =
      seeds.length === 1
        ? `one model, seed ${first}`
        : `${whole(seeds.length)} models, seeds ${first} to ${last}`;
    return `Each mark is a number of the document: its distance from our mean over ${models}, ${counted(steps, 'step')} each. A thin bar is half of the last printed digit either way.`;
  },
);

/** What stands in the column beside the axis. */
export const besideAxis = rule(
  'the counts are of the claims that the column shows, and of those that are in no place of the chart',
  (exact: number, missing: number) => {
    const column =
      exact === 0
        ? []
        : ['In the column on the right our number is exact; a filled mark is the same number, rounded.'];
    const rest =
      missing === 0
        ? []
        : [
            `${missing === 1 ? '1 claim is' : `${whole(missing)} claims are`} not drawn, because no number of ours stands beside ${missing === 1 ? 'it' : 'them'}.`,
          ];
    return [...column, ...rest].join(' ');
  },
);

export const howFar = definition(
  'A standard error of another run is sd·√(1 + 1/*k*) over *k* seeds; where our number is exact and the document estimates it, the sampling error of the document. The axis is asinh(distance/3), so that it is about linear up to ±3 and compressed beyond. The band is where 95 % of other runs are expected.',
);

/** The chart for readers who cannot see it. */
export const claimsPanel = rule(
  'describes the marks of each row',
  (rows: readonly { readonly kind: string; readonly claims: readonly JudgedClaim[] }[]) =>
    rows
      .map(({ kind, claims }) => {
        const distances = claims.flatMap(({ distance }) => distance?.standardErrors ?? []);
        const range =
          distances.length === 0
            ? 'none with a distance'
            : distances.length === 1
              ? `one at ${significant(distances[0]!, 2)}`
              : `${whole(distances.length)} from ${significant(Math.min(...distances), 2)} to ${significant(Math.max(...distances), 2)}`;
        return `${kind}: ${counted(claims.length, 'claim')}, ${range}`;
      })
      .join('. ')
      .concat('. Distances in standard errors of another run.'),
);

/** A verdict in two short lines, after a character that looks like its shape in the table. */
export const verdictsInTwoLines: Readonly<Record<JudgedClaim['verdict']['kind'], Sentence>> = {
  agrees: definition('● <b>agrees</b>'),
  'agrees with another quantity': definition('◐ <b>agrees with</b><br><b>another quantity</b>'),
  'right arithmetic, wrong premise': definition('◇ <b>right arithmetic,</b><br><b>wrong premise</b>'),
  disagrees: definition('✕ <b>disagrees</b>'),
  'contradicted by the document itself': definition('⇄ <b>contradicted</b><br><b>by itself</b>'),
  impossible: definition('⊘ <b>impossible</b>'),
  answered: definition('✓ <b>answered</b>'),
  'not shown by these models': definition('– <b>not shown by</b><br><b>these models</b>'),
  'not comparable': definition('□ <b>not comparable</b>'),
  'not yet judged': definition('◌ <b>not yet judged</b>'),
};
