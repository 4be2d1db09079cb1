import type { CosineDistributions } from '@superposition/analyses/internal/geometry/cosine-distributions';
import {
  type FrameStatistic,
  frameStatistics,
} from '@superposition/analyses/internal/geometry/frame-statistics';
import type { RandomFrames } from '@superposition/analyses/internal/geometry/random-frames';
import { capital, counted, oneScale, percent, significant, whole } from '../text/format.js';
import { besideChance } from './geometry.js';
import type { Standing } from './judge.js';
import { allModels, inAllModels } from './model.js';
import { rule } from './rule.js';

/** What it means that a statistic is smaller or larger than by chance. */
const meanings: Readonly<Record<FrameStatistic, Readonly<Record<'less' | 'more', string>>>> = {
  meanCos: { less: 'Directions lean away from each other', more: 'Directions lean towards each other' },
  meanAbsCos: {
    less: 'Directions are closer to orthogonal than random ones',
    more: 'Directions are further from orthogonal than random ones',
  },
  rmsCos: {
    less: 'Directions are spread more evenly than random ones',
    more: 'Directions are spread less evenly than random ones',
  },
  framePotential: {
    less: 'Directions are spread more evenly than random ones',
    more: 'Directions are spread less evenly than random ones',
  },
  maxAbsCos: {
    less: 'No two directions come as close to one line as random ones do',
    more: 'Two directions come closer to one line than random ones do',
  },
  meanCos4: {
    less: 'Small angles are rarer than between random directions',
    more: 'Small angles are more frequent than between random directions',
  },
};

export const statisticNames: Readonly<Record<FrameStatistic, string>> = {
  meanCos: 'mean cosine',
  meanAbsCos: 'mean |cosine|',
  rmsCos: 'root mean square cosine',
  framePotential: 'frame potential',
  maxAbsCos: 'greatest |cosine|',
  meanCos4: 'mean cosine^4',
};

/** Below, only rounding tells a cosine from 0. */
const rounding = 1e-6;

/** The verdict on a statistic where both gauges have the same; `null` where they differ. */
export function jointStanding({ raw, balanced }: RandomFrames, id: FrameStatistic): Standing | null {
  if (raw.statistics === null || balanced.statistics === null) return null;
  if (raw.directions !== balanced.directions) return null;
  const found = besideChance(raw.statistics[id], raw.frames);
  return found === besideChance(balanced.statistics[id], balanced.frames) ? found : null;
}

/** The statistic that is furthest from chance in the first model, and smaller or larger in both gauges; `null` if none is. */
export function leadingDifference(
  frames: RandomFrames,
): { readonly id: FrameStatistic; readonly direction: 'less' | 'more' } | null {
  const { statistics } = frames.raw;
  if (statistics === null) return null;
  const differing = frameStatistics.flatMap((id) => {
    const direction = jointStanding(frames, id);
    if (direction !== 'less' && direction !== 'more') return [];
    return [{ id, direction, size: Math.abs(statistics[id].z ?? 0) }];
  });
  return differing.sort((a, b) => b.size - a.size)[0] ?? null;
}

/** In how many models a statistic lies beyond those of all random frames, on this side. */
function beyondAll(
  { models, chance }: CosineDistributions,
  id: FrameStatistic,
  direction: 'less' | 'more',
): number {
  if (chance === null) return 0;
  const [least, greatest] = chance.extremes[id];
  return models.filter(({ statistics, directions }) => {
    if (statistics === null || directions !== models[0]!.directions) return false;
    return direction === 'less' ? statistics[id] < least : statistics[id] > greatest;
  }).length;
}

/** The headline of the figure: what tells the directions from random ones. */
export const directionsFinding = rule(
  'the statistic furthest from chance, of those that are smaller or larger than by chance in both gauges (see besideChance); all models only where it lies beyond every random frame in each of them; nothing tells them apart only where none of six does in either gauge',
  (frames: RandomFrames, distributions: CosineDistributions) => {
    const { raw } = frames;
    const { statistics } = raw;
    if (statistics === null) return '';
    const all = distributions.models;
    if (all.every((model) => (model.statistics?.maxAbsCos ?? 1) <= rounding)) {
      const where = inAllModels(all.length).trimEnd();
      const some = counted(all[0]!.directions, 'direction');
      return `${where === '' ? `All ${some}` : `I${where.slice(1)} the directions`} are orthogonal: every cosine is 0.`;
    }
    const lead = leadingDifference(frames);
    if (lead === null) return withoutDifference(frames);
    const { id, direction } = lead;
    const { value, z, chance } = statistics[id];
    const inAll = all.length > 1 && beyondAll(distributions, id, direction) === all.length;
    const away =
      z === null
        ? `beside ${significant(chance.mean)} by chance`
        : `${Math.abs(z) < 10 ? significant(Math.abs(z), 2) : whole(Math.abs(z))} standard deviations from chance`;
    const print = id === 'meanCos' ? plus : (each: number) => significant(each);
    const meaning = meanings[id][direction];
    const values = all.flatMap((model) => model.statistics?.[id] ?? []);
    const first = inAll
      ? `${capital(inAllModels(all.length).trimEnd())}, ${meaning.charAt(0).toLowerCase()}${meaning.slice(1)}: ${statisticNames[id]} from ${print(Math.min(...values))} to ${print(Math.max(...values))}. That of the first model is ${z === null ? print(value) : ''}${z === null ? ', ' : ''}${away}.`
      : `${meaning}: ${statisticNames[id]} ${print(value)}, ${away}.`;
    const blind =
      id !== 'meanAbsCos' && id !== 'maxAbsCos' && jointStanding(frames, 'meanAbsCos') === 'undecided'
        ? ` ${all.length > 1 ? 'Its' : 'The'} mean |cosine| cannot be told from chance.`
        : '';
    return first + blind;
  },
);

function withoutDifference(frames: RandomFrames): string {
  const found = frameStatistics.map((id) => jointStanding(frames, id));
  if (found.every((each) => each === 'undecided' || each === 'equal') && found.includes('undecided'))
    return 'None of six statistics of the angles tells these directions from random ones.';
  return '';
}

function plus(value: number): string {
  return value > 0 ? `+${significant(value)}` : significant(value);
}

/** How much the balanced gauge changes the histogram: the share of the pairs in another bin, at least; `null` without pairs. */
function movedByBalance({ models: [first], balanced }: CosineDistributions): number | null {
  if (first === undefined || first.directions < 2 || balanced.directions !== first.directions) return null;
  const total = first.counts.reduce((sum, count) => sum + count, 0);
  const apart = first.counts.reduce((sum, count, bin) => sum + Math.abs(count - balanced.counts[bin]!), 0);
  return apart / 2 / total;
}

/** Less than this is thinner than the line. */
const leastDrawn = 0.05;

/** Whether the balanced gauge has a line of its own. */
export function drawsBalance(distributions: CosineDistributions): boolean {
  const moved = movedByBalance(distributions);
  return distributions.balanced.directions >= 2 && (moved === null || moved > leastDrawn);
}

/** What the lines and areas of the histogram are. */
export const histogramMarks = rule(
  'names what is drawn: a tint only of several models, chance where there are pairs; the share of pairs that the balanced gauge moves is computed from the bins',
  (distributions: CosineDistributions) => {
    const { models, chance, balanced } = distributions;
    if (chance === null) return '';
    const moved = movedByBalance(distributions);
    const inBalance =
      moved === 0
        ? 'In the balanced gauge the histogram is the same, so it is not drawn.'
        : drawsBalance(distributions)
          ? `Dotted: the balanced gauge${moved === null ? ', which has another number of directions' : `, which differs for ${percent(moved)} of the pairs`}.`
          : moved !== null && balanced.directions >= 2
            ? `In the balanced gauge the histogram differs for ${percent(moved, 1)} of the pairs and is not drawn.`
            : '';
    return [
      models.length > 1 ? `Tint: ${allModels(models.length)}.` : '',
      `Hatched: 95\u00a0% of ${whole(chance.frames)} random sets, bin by bin.`,
      inBalance,
    ]
      .filter((words) => words !== '')
      .join(' ');
  },
);

/** The same statistics in all models. */
export const cosinesOfModels = rule(
  'the ends of what several models have; of one model they are said elsewhere',
  ({ models }: CosineDistributions) => {
    const all = models.flatMap(({ statistics }) => (statistics === null ? [] : [statistics]));
    if (all.length < 2 || all.length < models.length) return '';
    const ends = (id: FrameStatistic) => {
      const values = all.map((each) => each[id]);
      return [Math.min(...values), Math.max(...values)] as const;
    };
    const [signed, magnitude] = [ends('meanCos'), ends('meanAbsCos')];
    const print = oneScale([...signed, ...magnitude]);
    const span = ([low, high]: readonly [number, number]) =>
      print(low) === print(high) ? print(low) : `between ${print(low)} and ${print(high)}`;
    return `Over ${whole(models.length)} models, the mean cosine is ${span(signed)}, and its magnitude ${span(magnitude)} on average over pairs.`;
  },
);
