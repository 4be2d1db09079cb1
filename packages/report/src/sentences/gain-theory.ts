import type { Findings } from '@superposition/analyses/internal/understanding/finding';
import type { GainLine, GainPoint } from '@superposition/analyses/internal/understanding/gain-line';
import type { SweptSettings } from '@superposition/core/internal/config/sweeps';
import { decimals, listing, percent, significant } from '../text/format.js';
import { sweptAt } from '../text/swept-notation.js';
import { definition, rule } from './rule.js';

/** What the theory of the gain is compared with. */
export interface TheoryEvidence {
  readonly features: number;
  readonly own: SweptSettings;
  /** Lines of trained models; empty where there is no sweep. */
  readonly lines: readonly { readonly setting: 'activeProbability' | 'neurons'; readonly line: GainLine }[];
  /** The one network. */
  readonly alone: GainPoint;
  readonly theory: Findings;
  /** Losses over all entries over p: of both theories, and of the network. `margin`: three standard errors. */
  readonly losses: readonly LossBar[];
}

export interface LossBar {
  readonly name: string;
  readonly value: number | null;
  readonly margin: number;
  readonly isTheory: boolean;
}

/** Where the theory should hold: at most two active features on average, and at least ten neurons. */
const [mostActive, fewestNeurons] = [2, 10];

export function isInDomain(
  { activeProbability, neurons }: Pick<SweptSettings, 'activeProbability' | 'neurons'>,
  features: number,
): boolean {
  return features * activeProbability <= mostActive * (1 + 1e-9) && neurons >= fewestNeurons;
}

/** Up to this deviation over features, relative to their mean, one gain stands for all of them. */
const alike = 0.25;

/** Whether the theory is about a model at all: it is of networks in which all features have one gain. */
export function hasOneGain({ gain, gainSd }: GainPoint): boolean {
  return gain !== null && gainSd !== null && gainSd <= alike * Math.abs(gain);
}

/** The gain of the theory over that of the model, − 1; null where one is missing, or where the model has no one gain. */
export function gainErrorOf(point: GainPoint): number | null {
  const { gain, measured } = point;
  return gain === null || measured === null || !(gain > 0) || !hasOneGain(point) ? null : measured / gain - 1;
}

/** Different points of all lines, or the one network. */
function pointsOf({ lines, alone }: TheoryEvidence): readonly GainPoint[] {
  const all = lines.flatMap(({ line }) => line.points);
  const known = new Map(all.map((point) => [JSON.stringify(point.settings), point]));
  return known.size === 0 ? [alone] : [...known.values()];
}

function errorsOf(evidence: TheoryEvidence) {
  return pointsOf(evidence).flatMap((point) => {
    const error = gainErrorOf(point);
    return error === null ? [] : [{ point, error, isInside: isInDomain(point.settings, evidence.features) }];
  });
}

/** The largest error inside the domain, rounded up to one percent; null where no point is inside. */
export function toleranceOf(evidence: TheoryEvidence): number | null {
  const inside = errorsOf(evidence).filter(({ isInside }) => isInside);
  if (inside.length === 0) return null;
  return Math.ceil(Math.max(...inside.map(({ error }) => 100 * Math.abs(error))) - 1e-9) / 100;
}

const domain = 'ten neurons or more and, on average, two active features or fewer';

/** Beyond, the theory fails where it should hold. */
const fails = 0.05;

/** The headline. */
export const cubicPredicts = rule(
  'X is the largest error of the points with np ≤ 2 and m ≥ 10, rounded up to 1 %; beyond 5 % the theory fails; of the other points, the largest error is named if it is beyond X',
  (evidence: TheoryEvidence) => {
    const tolerance = toleranceOf(evidence);
    const errors = errorsOf(evidence);
    const isOne = evidence.lines.length === 0;
    if (tolerance === null) {
      const most = Math.max(...errors.map(({ error }) => Math.abs(error)));
      return errors.length === 0
        ? ''
        : `Outside of its domain, which is ${domain}, a cubic in one measured number misses the gain by ${isOne ? '' : 'up to '}${percent(most)}.`;
    }
    if (tolerance > fails)
      return `The theory fails here: a cubic in one measured number misses the gain by ${isOne ? '' : 'up to '}${percent(tolerance)}, with ${domain}.`;
    const within = `A cubic in one measured number gives the gain within ${percent(tolerance)}`;
    if (isOne) return `${within}.`;
    const outside = errors.filter(({ isInside }) => !isInside).map(({ error }) => Math.abs(error));
    const most = outside.length === 0 ? 0 : Math.max(...outside);
    const beyond = most > tolerance ? ` Elsewhere it fails, by up to ${percent(most)}.` : '';
    return `${within} for ${domain}.${beyond}`;
  },
);

const signedPercent = (error: number) =>
  `${error > 0.0005 ? '+' : ''}${decimals(100 * error, Math.abs(error) < 0.1 ? 1 : 0)}\u00a0%`;

function placeOnLine({ settings }: GainPoint, { own }: TheoryEvidence): string {
  const setting = settings.neurons === own.neurons ? 'activeProbability' : 'neurons';
  return sweptAt(setting, settings[setting]);
}

/** Where the theory is about nothing. */
export const withoutOneGain = rule(
  'the deviation of the gain over features is above a quarter of its mean',
  (evidence: TheoryEvidence) => {
    const some = pointsOf(evidence).filter((point) => point.gain !== null && !hasOneGain(point));
    return some.length === 0 || evidence.lines.length === 0
      ? ''
      : `At ${listing(some.map((point) => placeOnLine(point, evidence)))}, features have no one gain, so the theory is not compared with it.`;
  },
);

/** The points outside of the domain, each with its error. */
export const outsideDomain = rule(
  'lists each point with np > 2 or m < 10, and the error there',
  (evidence: TheoryEvidence) => {
    const outside = errorsOf(evidence).filter(({ isInside }) => !isInside);
    if (outside.length === 0 || evidence.lines.length === 0) return '';
    return `Outside of its domain the error is ${listing(
      outside.map(({ point, error }) => `${signedPercent(error)} at ${placeOnLine(point, evidence)}`),
    )}.`;
  },
);

/** That a small error may be a cancellation. */
export const isCancellation = rule(
  'along the neurons, the errors of fewer neurons are above and those of more are below by more than at the settings of the report; the best scales of the additive theory lie on both sides of 1',
  ({ lines, own, theory }: TheoryEvidence) => {
    const points = lines.find(({ setting }) => setting === 'neurons')?.line.points ?? [];
    const at = points.find(({ settings }) => settings.neurons === own.neurons);
    const ours = at && gainErrorOf(at);
    const errors = points.flatMap((point) => {
      const error = gainErrorOf(point);
      return error === null ? [] : [{ error, neurons: point.settings.neurons }];
    });
    if (ours === undefined || ours === null) return '';
    const above = errors.filter(({ neurons, error }) => neurons < own.neurons && error > Math.abs(ours));
    const below = errors.filter(({ neurons, error }) => neurons > own.neurons && -error > Math.abs(ours));
    if (above.length === 0 || below.length === 0) return '';
    const most = above.reduce((a, b) => (b.error > a.error ? b : a));
    const least = below.reduce((a, b) => (b.error < a.error ? b : a));
    const [scale, plain] = ['theory.additive.bestScale', 'theory.additive.plain.bestScale'].map(
      (id) => theory[id]?.value ?? null,
    );
    const scales =
      scale !== null && plain !== null && scale !== undefined && plain !== undefined && scale < 1 && plain > 1
        ? ` Two of its assumptions err in opposite directions: if relu were additive, the best outputs would be ${decimals(scale, 3)} times as large as those of the model, and if moreover R⁻ and the mean cross-gain were 0, ${decimals(plain, 3)} times.`
        : '';
    return `The error of ${signedPercent(ours)} at m = ${own.neurons} is a cancellation and no better fit: it goes from ${signedPercent(most.error)} at m = ${most.neurons} to ${signedPercent(least.error)} at m = ${least.neurons}.${scales}`;
  },
);

/** Why the cubic’s loss is too low. */
export const lossOfTheory = rule(
  'the features of the network have one gain; the true loss is above that of the cubic by more than three standard errors; the share of the deficit is not named where the additive theory explains none of it',
  ({ losses, alone }: TheoryEvidence) => {
    const [cubic, additive, network] = losses.map(({ value }) => value);
    const margin = losses[2]?.margin ?? 0;
    if (!hasOneGain(alone)) return '';
    if (cubic == null || network == null || additive == null) return '';
    if (!(network - cubic > margin)) return '';
    const share = (network - additive) / (network - cubic);
    const known = `The loss of the cubic is ${percent(1 - cubic / network)} too low`;
    if (!(share > 0.5)) return `${known}.`;
    return `${known}; ${share > 0.995 ? 'all of the deficit' : `${percent(share)} of the deficit`} is relu not adding up when features are active together.`;
  },
);

/** That there is one stationary gain only. */
export const onlyStationary = rule(
  'the cubic has one root, which it must have for m ≤ ¾n; of a network whose features have one gain',
  ({ theory, features, own, alone }: TheoryEvidence) =>
    hasOneGain(alone) &&
    alone.measured !== null &&
    theory['theory.cubic.measured.stationary']?.value === 1 &&
    own.neurons <= 0.75 * features
      ? `With κ = ${significant(theory['theory.kurtosis']!.value!)} the cubic has one root, so a gain of ${significant(alone.measured)} is the only stationary one *of the uniform family*, in which all features have the same gain.`
      : '',
);

/** The marks. */
export const theoryMarks = rule(
  'describes what is drawn, with lines only where there are sweeps; discs and rings only where there are such marks: a ring is outside of the domain, or known not to have converged',
  ({ lines, features }: TheoryEvidence, open: readonly boolean[]) => {
    const drawn = lines.flatMap(({ line }, index) =>
      line.points.flatMap(({ gain, settings }) =>
        gain === null ? [] : [{ isOpen: open[index]!, isInside: isInDomain(settings, features) }],
      ),
    );
    if (drawn.length === 0) return '';
    const discs = drawn.some(({ isOpen, isInside }) => isInside && !isOpen) ? 'Discs: trained models. ' : '';
    const reasons = [
      ...(drawn.some(({ isInside }) => !isInside) ? ['np > 2 or m < 10'] : []),
      ...(open.includes(true) ? ['not converged'] : []),
    ];
    const rings =
      reasons.length === 0
        ? ''
        : ` ${discs === '' ? 'Rings: trained models, with' : 'Rings: those with'} ${reasons.join(', or ')}.`;
    return `${discs}Solid: the cubic, with κ, which tells how unequal the sizes of cross-gains are, measured on each model. Dotted: κ of a 4-design, for which nothing is measured.${rings}`;
  },
);

/** The gain of one network beside the theory. */
export const gainBesideTheory = rule(
  'reads the gain of the network, where it is one, and the best gain of the cubic with κ measured on it',
  ({ alone, lines }: TheoryEvidence, word: string) => {
    const { gain, gainSd, measured } = alone;
    if (lines.length > 0 || gain === null || gainSd === null) return '';
    if (!hasOneGain(alone))
      return `The features of the ${word} model have no one gain: the mean is ${significant(gain)}, with a standard deviation of ${significant(gainSd)}. The theory is of networks in which all features have the same gain, so it is not compared with this one.`;
    return measured === null
      ? `The mean gain of the ${word} model is ${significant(gain)}. All entries of R⁺ off the diagonal are 0, so there is no κ.`
      : `The mean gain of the ${word} model is ${significant(gain)}; the cubic gives ${significant(measured)}.`;
  },
);

/** In the place of the figure. */
export const onlyFourthPower = rule(
  'the exponent of the loss is not 4',
  (lossExponent: number) =>
    `This theory is for the loss exponent 4, and that of this report is ${lossExponent}, so there is nothing to draw.`,
);

/** What the theory says. */
export const theoryDefinitions = [
  definition(
    'With γ = (n−m)/m, A = 1/10, B = pγ/6 and C = κγ^2/(10(n−1)) + pγ^2/12, a network in which every feature has the gain β, and in which R⁺ has rank m, loses L(β)/p = A(1−β)^4 + Bβ^2(1−β)^2 + Cβ^4. For t = β/(1−β) the gain is stationary where 2Ct^3 − Bt^2 + Bt − 2A = 0.',
  ),
  definition(
    'κ is the mean fourth power of the entries of R⁺ off the diagonal over the square of their mean square. That of a spherical 4-design is the least for unit vectors: max(1, (3n/(m(m+2)) − 1)(n−1)/γ^2).',
  ),
  definition(
    'Additive: if relu were additive, the error of an output would be a sum of independent contributions of the inputs, whose cumulants add up. Both theories leave out what two active features do to each other inside a neuron.',
  ),
];

/** The panels for readers who cannot see them. */
export const theorySummary = rule(
  'reads the points of the line',
  (setting: 'activeProbability' | 'neurons', { points }: GainLine) =>
    `${listing(
      points.flatMap((point) => {
        const error = gainErrorOf(point);
        return point.gain === null
          ? []
          : [
              `gain ${significant(point.gain)}${error === null ? '' : `, theory ${signedPercent(error)} off`} at ${sweptAt(setting, point.settings[setting])}`,
            ];
      }),
    )}.`,
);
export const lossesSummary = rule(
  'reads the bars',
  ({ losses }: TheoryEvidence) =>
    `${listing(losses.flatMap(({ name, value }) => (value === null ? [] : [`${name} ${significant(value)}`])))}.`,
);
