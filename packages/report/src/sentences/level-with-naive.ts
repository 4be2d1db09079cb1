import type { SparsityPoint } from '@superposition/analyses/internal/error/sparsity-point';
import { counted, significant, withDeviation } from '../text/format.js';
import { besideLevel, type Crossing, crossingsOf, type RatioPoint } from './crossing.js';
import { sampled } from './judge.js';
import type { ModelSeed } from './model.js';
import { definition, rule, stated } from './rule.js';
import { lossWords } from './trained.js';

/** With what the errors of figure 6 are divided: those of the naive solution, or, where these are 0, those of the output 0. */
export interface Compared {
  readonly name: 'naive' | 'zero';
  /** Over active entries at every p′, and over all entries divided by p′. */
  readonly error: number;
}

/** The solution to compare with: the naive one makes no error where each feature has a neuron. */
export function comparedWith(features: number, neurons: number): Compared {
  const naive = (1 - Math.min(neurons, features) / features) / 6;
  return naive > 0 ? { name: 'naive', error: naive } : { name: 'zero', error: 1 / 6 };
}

/** A line of the figure: over active entries, or over all entries. Divided by p′, the latter has the same ratio. */
export type RatioLine = 'active' | 'all';

/** The ratios of a line, by ascending p′. */
export function ratiosOf(
  points: readonly SparsityPoint[],
  line: RatioLine,
  { error }: Compared,
): readonly RatioPoint[] {
  return points.map((point) => {
    const { value, standardError } = point[line === 'active' ? 'active' : 'allPerActive'];
    const estimate = sampled(value, standardError);
    return {
      at: point.activeProbability,
      ratio: estimate && { value: estimate.value / error, margin: estimate.margin / error },
    };
  });
}

/** `p′ = 0.421 ± 0.004`, or between which p′. */
export function placeWords({ place, between: [from, to] }: Crossing): string {
  return place === null
    ? `a p′ between ${from} and ${to}`
    : `p′ = ${withDeviation(place.value, place.margin)}`;
}

/** The headline: where the model is level with the naive solution, or how it stands at every p′. */
export const levelWithNaive = rule(
  'a point counts as better or worse only beyond six standard errors and 5 %; a passage is named where it is the only one of its line, with its uncertainty, and a standing where all points have it',
  (points: readonly SparsityPoint[], compared: Compared, seed: ModelSeed) => {
    const model = seed === null ? 'the model' : `the model of seed ${seed}`;
    const lines = { active: ratiosOf(points, 'active', compared), all: ratiosOf(points, 'all', compared) };
    if (compared.name === 'zero') {
      const errors = lines.active.map(({ ratio }) => ratio);
      const all = (test: (ratio: NonNullable<(typeof errors)[number]>) => boolean) =>
        errors.length > 0 && errors.every((ratio) => ratio !== null && test(ratio));
      if (all(({ value, margin }) => value > 2 * margin))
        return 'Where every feature has a neuron, the naive solution makes no error. This model makes one at every p′ tried.';
      return '';
    }
    const [crossing, ...others] = crossingsOf(lines.active);
    if (crossing !== undefined) {
      if (others.length > 0) return '';
      const level = `over active entries it is level with naive at ${placeWords(crossing)}`;
      return crossing.direction === 'up'
        ? `Denser inputs cost ${model} its advantage: ${level}.`
        : `Denser inputs give ${model} an advantage: ${level}.`;
    }
    const [active, all] = [uniform(lines.active), uniform(lines.all)];
    if (active === undefined) return '';
    if (active === all)
      return `Over active and over all entries, ${model} is ${words[active]} at every p′ tried.`;
    const rest = all === undefined ? '' : `; over all entries it is ${words[all]}`;
    return `Over active entries, ${model} is ${words[active]} at every p′ tried${rest}.`;
  },
);

const words = {
  less: 'better than naive',
  more: 'worse than naive',
  equal: 'exactly as good as naive',
} as const;

/** The standing that all points have. */
function uniform(points: readonly RatioPoint[]): keyof typeof words | undefined {
  const standings = new Set(besideLevel(points).map(({ found }) => found));
  const [only] = standings;
  return standings.size === 1 && only !== undefined && only !== 'undecided' ? only : undefined;
}

/** What was trained, and where it is measured. */
export const howMeasured = rule(
  'describes the training and the evaluation, from their parameters',
  (
    activeProbability: number,
    training: { readonly lossExponent: number; readonly steps: number } | undefined,
  ) =>
    training === undefined
      ? 'It is measured, as it is, at each p′.'
      : `It was trained on ${lossWords(training.lossExponent)} for ${counted(training.steps, 'step')} at p = ${activeProbability}, and is measured, as it is, at each p′.`,
);

/** The ratios at the ends of both lines, and where they pass 1. */
export const ratiosAtEnds = rule(
  'gives the ratios at the first and the last p′ that have one; a passage only where six standard errors and 5 % show both sides',
  (points: readonly SparsityPoint[], compared: Compared) => {
    const parts = (['active', 'all'] as const).flatMap((line) => {
      const known = ratiosOf(points, line, compared).flatMap(({ at, ratio }) =>
        ratio === null ? [] : [{ at, value: ratio.value }],
      );
      const [first, last] = [known[0], known.at(-1)];
      if (first === undefined || last === undefined) return [];
      const ends =
        first === last
          ? `${significant(first.value)} at p′ = ${first.at}`
          : `${significant(first.value)} at p′ = ${first.at} and ${significant(last.value)} at p′ = ${last.at}`;
      return [{ line, ends }];
    });
    if (parts.length === 0) return '';
    const what =
      compared.name === 'naive' ? 'the error of the naive solution' : 'the error of an output of 0';
    const passages = (['active', 'all'] as const).flatMap((line) =>
      crossingsOf(ratiosOf(points, line, compared)).flatMap((crossing) =>
        crossing.place === null
          ? []
          : [
              `The passage of the line over ${line} entries through 1 is interpolated between p′ = ${crossing.between[0]} and ${crossing.between[1]}: ${placeWords(crossing)}.`,
            ],
      ),
    );
    return [
      `Divided by ${what}, the error is ${parts.map(({ line, ends }) => `${ends} over ${line} entries`).join('; ')}.`,
      ...passages,
    ].join(' ');
  },
);

/** Why two lines of the document are one here. */
export const sameRatio = definition(
  '“All / p′”, the third line of the document’s figure, has the same ratio as “all”, because p′ divides both errors. At p′ = 1 every entry is active, and both lines end in one point.',
);

/** What the ratios are, and how a passage is interpolated. */
export const ratioDefinitions = ({ name }: Compared) => [
  stated(
    'describes what the errors are divided by',
    `Drawn: the error divided by that of ${name === 'naive' ? 'the naive solution' : 'the output 0, because the naive solution makes no error here,'} at the same p′. Whiskers are ±3 Monte-Carlo standard errors, where they are longer than the mark.`,
  ),
  definition(
    'A passage through 1 is interpolated on a straight line between two points, on logarithmic axes. Its uncertainty is three standard errors of the samples, and how far from there a parabola through a third point would pass.',
  ),
];
