import type { Findings } from '@superposition/analyses/internal/understanding/finding';
import { counted, decimals, listing, percent, significant, span } from '../text/format.js';
import { definition, rule } from './rule.js';

/** A loss while so many features are active, over that of as many alone. */
export interface CrowdPoint {
  readonly at: number;
  readonly value: number;
  /** Three standard errors. */
  readonly margin: number;
}

/** What is known of features that are active together. */
export interface CrowdEvidence {
  readonly findings: Findings;
  readonly word: 'trained' | 'given';
  readonly squares: readonly CrowdPoint[];
  readonly fourths: readonly CrowdPoint[];
  /** The share of the fourth power that there would be if relu were additive. */
  readonly additive: readonly CrowdPoint[];
}

const most = 8;

/** Reads the findings of one network. */
export function crowdEvidence(findings: Findings, word: CrowdEvidence['word']): CrowdEvidence {
  const known = (id: string) => {
    const { value = null, standardError = 0 } = findings[id] ?? {};
    return value === null ? null : { value, margin: 3 * standardError };
  };
  const counts = Array.from({ length: most }, (_, index) => index + 1);
  const besideAlone = (kind: 'l2' | 'l4') => {
    const alone = known(`crowd.${kind}.1`);
    if (alone === null || !(alone.value > 0)) return [];
    return counts.flatMap((at): readonly CrowdPoint[] => {
      const found = known(`crowd.${kind}.${at}`);
      if (found === null || !(found.value > 0)) return [];
      const value = found.value / (at * alone.value);
      // The samples of different k are different ones.
      const [own, other] = [found.margin / found.value, alone.margin / alone.value];
      return [{ at, value, margin: at === 1 ? 0 : value * Math.sqrt(own * own + other * other) }];
    });
  };
  return {
    findings,
    word,
    squares: besideAlone('l2'),
    fourths: besideAlone('l4'),
    additive: counts.flatMap((at) => {
      const found = known(`crowd.additive.${at}`);
      return found === null ? [] : [{ at, ...found }];
    }),
  };
}

/** The headline. */
export const crowdCosts = rule(
  'the fourth power with most features active, per active feature, is above or below that of one feature alone beyond three standard errors',
  ({ fourths }: CrowdEvidence) => {
    const last = fourths.at(-1);
    if (last === undefined || last.at < 2 || Math.abs(last.value - 1) <= last.margin) return '';
    const beside = `with ${counted(last.at, 'feature')} active, |y − t|^4 per active feature is ${significant(last.value, 2)} times that of one alone`;
    return last.value > 1
      ? `Features that are active together disturb each other: ${beside}.`
      : `Features that are active together cost less than alone: ${beside}.`;
  },
);

/** That the square does not tell, or how far it does. */
export const crowdOfSquares = rule(
  'the greatest difference of the squared error per active feature from that of one feature alone, beyond three standard errors at any number of active features; said beside a fourth power that certainly differs by more',
  ({ squares, fourths }: CrowdEvidence) => {
    const apart = (points: readonly CrowdPoint[]) =>
      Math.max(
        0,
        ...points.flatMap(({ value, margin }) => {
          const difference = Math.abs(value - 1);
          return difference > margin ? [difference] : [];
        }),
      );
    const most = apart(squares);
    if (squares.length < 2 || most >= apart(fourths)) return '';
    return most === 0
      ? 'Per active feature, |y − t|^2 cannot be told from that of one alone.'
      : `Per active feature, |y − t|^2 differs from that of one alone by up to ${percent(most)}.`;
  },
);

/** A share this near 1 is all. */
const fewest = 0.005;

/** How much of the loss is additive. */
export const additiveShare = rule(
  'the additive theory’s mean fourth power over the true one, with two features active and with most, each off 1 beyond three standard errors and by half a percent or more',
  ({ additive }: CrowdEvidence) => {
    const together = additive.filter(
      ({ at, value, margin }) => at > 1 && Math.abs(value - 1) > Math.max(margin, fewest),
    );
    const shown = together.length > 2 ? [together[0]!, together.at(-1)!] : together;
    if (shown.length === 0) return '';
    return `If relu were additive, there would be ${listing(shown.map(({ at, value }) => `${percent(value)} of |y − t|^4 with ${at} active`))}.`;
  },
);

/** What single neurons are worth. */
export const neuronsAreWorth = rule(
  'reads how many neurons take part, and what the network loses without one of them; of several, no neuron matters more where the greatest increase is less than 1.25 times the least',
  ({ findings }: CrowdEvidence, neurons: number) => {
    const at = (id: string) => findings[`neurons.${id}`]?.value ?? null;
    const [takePart, mean, least, greatest, hurt] = [
      at('participation'),
      at('ablation.l4.mean'),
      at('ablation.l4.least'),
      at('ablation.l4.most'),
      at('ablation.hurt'),
    ];
    const first =
      takePart === null
        ? ''
        : `About ${decimals(takePart, 1)} neurons take part in what a feature answers to itself. `;
    if (mean === null || least === null || greatest === null || hurt === null || !(mean > 0))
      return first.trim();
    const range = span(significant(100 * least, 2), significant(100 * greatest, 2));
    const equal =
      neurons > 1 && least > 0 && greatest / least < 1.25 ? ' No neuron matters much more than another.' : '';
    return `${first}Without ${neurons === 1 ? 'the' : 'one'} neuron, |y − t|^4 rises by ${range} %, and the squared error of ${Math.round(hurt) === 0 ? 'no feature' : counted(Math.round(hurt), 'feature')} while active by more than 0.01.${equal}`;
  },
);

/** What is drawn. */
export const crowdMarks = rule(
  'describes the lines from their parameters',
  ({ word, fourths, squares, additive }: CrowdEvidence) =>
    fourths.length === 0 && squares.length === 0 && additive.length === 0
      ? `The ${word} model has no error while one feature is active, so there is nothing to compare.`
      : 'First panel: the mean over all entries while k features are active, divided by k times that of one active feature. Second: that of a network of the same responses whose outputs add up, divided by the true one. Whiskers: ± 3 standard errors.',
);

export const crowdDefinitions = [
  definition(
    'The inputs are those on which the losses of Figure A are compared, sorted by k, the number of active features. A k with fewer than 50 inputs is left out.',
  ),
  definition(
    'Additive: the sum of the exact responses R⁺ and R⁻ to each active feature alone. What is missing comes from relu of sums inside neurons. How many neurons take part: the mean over features of (Σ|C|)^2/ΣC^2, where C is what a neuron adds to the feature’s own output.',
  ),
];

/** The panels for readers who cannot see them. */
export const crowdSummary = rule('reads the points', (name: string, points: readonly CrowdPoint[]) =>
  points.length === 0
    ? ''
    : `${name}: ${listing(points.map(({ at, value }) => `${significant(value)} with ${at} active`))}.`,
);
