import type { Geometry } from '@superposition/analyses/internal/geometry/geometry';
import type { FrameStatistic } from '@superposition/analyses/internal/geometry/frame-statistics';
import type {
  FrameTest,
  RandomFrames,
  TestedStatistic,
} from '@superposition/analyses/internal/geometry/random-frames';
import { besideDeviation, counted, decimals, significant, whole } from '../text/format.js';
import { exactly, type Standing, standing } from './judge.js';
import { type ModelSeed, oneModel } from './model.js';
import { definition, rule, stated } from './rule.js';
import { ownGauge } from './weights.js';

/** Six statistics are compared at once, so each of them may be called rare by chance in a sixth of a hundredth. */
const rareByChance = 0.01 / 6;

/**
 * How a statistic stands to random directions: told from them where p is below .01/6. So few frames that p cannot be so small tell it
 * only where none of them is as far out, and beyond three standard deviations.
 */
export function besideChance({ value, chance, p }: TestedStatistic, frames: number): Standing {
  const least = 2 / (frames + 1);
  const enough = least < rareByChance;
  const isRare = enough ? p < rareByChance : p <= least;
  if (!isRare && chance.sd > 0) return 'undecided';
  return standing(exactly(value), { value: chance.mean, margin: enough ? 0 : 3 * chance.sd });
}

const words: Readonly<Record<Standing, readonly [one: string, both: string]>> = {
  less: ['which is smaller than', 'both are smaller than'],
  more: ['which is larger than', 'both are larger than'],
  undecided: ['which cannot be told from', 'neither can be told from'],
  equal: ['exactly', 'exactly'],
};

/** A statistic of the encodings beside that of random directions. */
export const besideRandomDirections = rule(
  'smaller or larger only with p < .01/6; with too few frames for that, only if none of them is as far out, and beyond three standard deviations; a verdict of both gauges only if they agree',
  (
    frames: RandomFrames,
    name: string,
    id: Extract<FrameStatistic, 'meanCos' | 'meanAbsCos' | 'framePotential'>,
    seed: ModelSeed,
  ) => {
    const { raw, balanced } = frames;
    if (raw.statistics === null) return '';
    const subject = `The ${name}`;
    const [ours, other] = [raw.statistics[id], balanced.statistics?.[id]];
    const { mean, sd } = ours.chance;
    const print = besideDeviation(mean, sd, other === undefined ? [ours.value] : [ours.value, other.value]);
    const chance = ({ chance: { mean, sd } }: TestedStatistic) =>
      sd === 0 ? print(mean) : `${print(mean)} ± ${print(sd)}`;
    const clause = (each: TestedStatistic, test: FrameTest) =>
      `${words[besideChance(each, test.frames)][0]} the ${chance(each)} of ${counted(test.directions, 'random direction')}`;
    if (other === undefined) {
      return `${subject} is ${print(ours.value)} ${ownGauge(seed)}, ${clause(ours, raw)}.`;
    }
    const verdict = besideChance(ours, raw.frames);
    const isJoint =
      verdict === besideChance(other, balanced.frames) && raw.directions === balanced.directions;
    const both = `${subject} is ${print(ours.value)} ${ownGauge(seed)} and ${print(other.value)} in the balanced gauge`;
    if (isJoint && verdict === 'equal') return `${both}, as of any directions in so many dimensions.`;
    return isJoint
      ? `${both}: ${words[verdict][1]} the ${chance(ours)} of random directions.`
      : `${subject} is ${print(ours.value)} ${ownGauge(seed)}, ${clause(ours, raw)}; in the balanced gauge it is ${print(other.value)}, ${clause(other, balanced)}.`;
  },
);

/** How many pairs of directions there are. */
export const pairsOfFeatures = rule(
  'a column of zeros has no direction and is left out; there may be no pair',
  ({ facts: { trained } }: Geometry) =>
    trained.moments === null
      ? 'There is no pair of features whose columns of W_in have an angle.'
      : `The direction of a feature is its column of W_in; the cosines are of ${counted(trained.moments.count, 'pair')} of features.`,
);

/** The least frame potential. */
export const framePotentialBound = rule(
  'a theorem (Benedetto and Fickus): k unit vectors in m dimensions have at least max(k, k²/m)',
  ({ facts: { trained, features, neurons } }: Geometry) => {
    const count = features - trained.zeroColumns;
    if (count < 2) return '';
    const bound = Math.max(count, (count * count) / neurons);
    return `No ${counted(count, 'direction')} in ${counted(neurons, 'dimension')} can have a frame potential below ${significant(bound, 4)}.`;
  },
);

function leftOut(zeroColumns: number, gauge: string): string {
  if (zeroColumns === 0) return `No column is all zeros ${gauge}.`;
  const one = zeroColumns === 1;
  return `${counted(zeroColumns, 'column')} of zeros ${one ? 'has' : 'have'} no angles ${gauge} and ${one ? 'is' : 'are'} left out.`;
}

export const geometryDefinitions = (
  { facts: { trained, balanced, random, neurons } }: Geometry,
  frames: RandomFrames,
  seed: ModelSeed,
) => [
  stated(
    'identities of unit vectors; counts and numbers of frames are those of the test',
    [
      `Cosine of the angle between two columns of W_in, over all pairs i < j. ${leftOut(trained.zeroColumns, ownGauge(seed))}`,
      balanced.zeroColumns === trained.zeroColumns
        ? ''
        : leftOut(balanced.zeroColumns, 'in the balanced gauge'),
      trained.zeroColumns === 0 ? '' : 'In the heatmap they have 0.',
    ]
      .filter((words) => words !== '')
      .join(' '),
  ),
  stated(
    'exact, for directions that are uniform on the sphere',
    random.density === null
      ? 'With one neuron every direction is +1 or −1, so cosines of random directions have two atoms, at ±1, of ½ each.'
      : `Random directions in ℝ${superscript(neurons)}: the exact density f(c) ∝ (1 − c²)^((m−3)/2) for m = ${whole(neurons)}, with E|cos| = Γ(m/2) / (√π·Γ((m+1)/2)) = ${decimals(random.meanAbs, 4)}.`,
  ),
  stated(
    'identities of unit vectors; counts and numbers of frames are those of the test',
    frames.raw.statistics === null
      ? 'Without a pair there is nothing to compare with random directions.'
      : 'By chance, mean ± standard deviation: over frames of as many independent random directions. Both follow exactly from E|cos|, E cos² = 1/m and E cos⁴ = 3/(m(m + 2)), because cosines of random directions are pairwise independent; ' +
          `p is from ${counted(frames.raw.frames, 'random frame')} of normal vectors, normalised. ` +
          `A statistic is called smaller or larger ${2 / (frames.raw.frames + 1) < rareByChance ? 'with a two-sided p below .01/6' : 'if no random frame is as far out, and beyond three standard deviations of chance'}; otherwise it cannot be told from random directions.`,
  ),
  stated(
    'identities of unit vectors; counts and numbers of frames are those of the test',
    `Cosines depend on the gauge: scaling a neuron’s input weights changes them and no output. So everything is computed for the weights ${ownGauge(seed)} and in the balanced gauge (equal input and output norm per neuron).`,
  ),
  definition(
    'Frame potential: Σ cos² over all ordered pairs, i = j included; its smallest possible value is n²/m when n ≥ m, and n when n ≤ m.',
  ),
  stated('identities of unit vectors; counts and numbers of frames are those of the test', oneModel(seed)),
];

function superscript(value: number): string {
  return [...String(value)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
}
