import {
  type FrameStatistic,
  frameStatistics,
} from '@superposition/analyses/internal/geometry/frame-statistics';
import { leastAngles } from '@superposition/analyses/internal/geometry/least-angles';
import type { FrameTest, RandomFrames } from '@superposition/analyses/internal/geometry/random-frames';
import type { Convergence } from '@superposition/analyses/internal/sweeps/convergence';
import type { Findings } from '@superposition/analyses/internal/understanding/finding';
import type { Ladder } from '@superposition/analyses/internal/understanding/ladder';
import type { SweptSettings } from '@superposition/core/internal/config/sweeps';
import type { Figure, FigureTable } from '../figure.js';
import { type ChanceStrip, chanceStrips } from '../plot/chance-strips.js';
import {
  angleDefinitions,
  anglesTellLittle,
  angleSummary,
  noAngles,
  onOneLine,
  stripMarks,
  type TestedAngles,
  whatDiffers,
} from '../sentences/angles-beside-chance.js';
import { jointStanding, statisticNames } from '../sentences/directions.js';
import { type ModelSeed, shownTrainings } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { isConcluded, notConverged } from '../sentences/sweep-setting.js';
import { hollowMarks } from '../sentences/trained.js';
import { capital, counted, decimals, significant } from '../text/format.js';
import { drawnModels } from './drawn-models.js';

export interface AnglesParams {
  readonly seed: ModelSeed;
  readonly converged: SweptSettings;
  /** Of the report's own models. */
  readonly steps: number;
  readonly convergenceFigure: number | null;
}

export interface AnglesInputs {
  readonly converged: RandomFrames;
  /** Left out where the converged model is the only one. */
  readonly shorter?: RandomFrames;
  readonly bounds: Findings;
  readonly ladder: Ladder;
  readonly convergence?: Convergence;
}

/** Figure C: statistics of the angles between encodings, beside those of random directions. */
export function anglesFigure(
  { converged: frames, shorter: before, bounds, ladder, convergence }: AnglesInputs,
  { seed, converged, steps, convergenceFigure }: AnglesParams,
): Figure<Sentence> {
  const { models, tested, isOpen } = drawnModels({ seed, converged, convergenceFigure }, convergence);
  const ours: TestedAngles = {
    frames,
    steps: seed === null ? null : converged.steps,
    isOpen: isOpen(converged.steps),
  };
  const shorter: TestedAngles | null =
    before === undefined ? null : { frames: before, steps, isOpen: isOpen(steps) };
  const strips = stripsOf(ours, shorter);
  const costs = ladder.rungs.gaussian.ratios;
  const randomCosts =
    costs.length > 0 && costs.every(({ ratio, standardError }) => ratio - 3 * standardError > 1);
  return {
    id: 'figure-c',
    number: 'C',
    title: 'Geometry against random directions',
    finding: isConcluded(models, tested) ? anglesTellLittle(ours, randomCosts) : paragraph(),
    caption: paragraphs(
      paragraph(
        notConverged(models, tested),
        ...(strips.length === 0
          ? [noAngles(ours)]
          : [
              stripMarks(frames.raw.frames, ours, shorter),
              hollowMarks(ours.isOpen || shorter?.isOpen === true, convergenceFigure),
            ]),
      ),
      paragraph(...(shorter === null ? [] : [whatDiffers(shorter)]), whatDiffers(ours), onOneLine(ours)),
    ),
    definitions: angleDefinitions(bounds, seed, converged.steps),
    panels:
      strips.length === 0
        ? []
        : [
            chanceStrips(strips, {
              whose: shownTrainings(seed, [ours.steps, ...(shorter === null ? [] : [shorter.steps])]),
              open: { converged: ours.isOpen, shorter: shorter?.isOpen === true },
              frames: `${counted(frames.raw.frames, 'random set')}`,
              names: {
                converged: seed === null ? 'given' : counted(converged.steps, 'step'),
                shorter: counted(steps, 'step'),
              },
              summary: angleSummary(ours),
            }),
          ],
    tables: tablesOf(ours, shorter),
  };
}

/** The rows in which chance has a spread. */
function stripsOf(ours: TestedAngles, shorter: TestedAngles | null): readonly ChanceStrip[] {
  const { statistics } = ours.frames.raw;
  if (statistics === null) return [];
  return frameStatistics.flatMap((id): readonly ChanceStrip[] => {
    const { value, z, chance } = statistics[id];
    if (z === null) return [];
    const away = (each: number) => (each - chance.mean) / chance.sd;
    const standing = jointStanding(ours.frames, id);
    const differs = standing === 'less' || standing === 'more';
    const least = leastOf(id, ours.frames.raw);
    const verdict = standing === null ? 'gauges differ' : differs ? '<b>differs</b>' : 'chance';
    return [
      {
        name: id === 'rmsCos' ? 'rms cosine' : statisticNames[id].replace('^4', '⁴'),
        isBold: differs,
        band: [away(chance.band95[0]), away(chance.band95[1])],
        extremes: [away(chance.extremes[0]), away(chance.extremes[1])],
        ...(least && { tight: { at: away(least.value), name: least.name } }),
        shorter: shorter?.frames.raw.statistics?.[id].z ?? null,
        converged: z,
        beside: `${significant(value)} ${verdict}`,
      },
    ];
  });
}

/** The least that a statistic can be for so many directions in so many dimensions. */
function leastOf(
  id: FrameStatistic,
  { directions: n, dimension: m }: FrameTest,
): { readonly value: number; readonly name: string } | undefined {
  if (n <= m) return undefined;
  const { framePotential, fourthPotential, maxAbsCos = 0, maxAbsCosOfMany = 0 } = leastAngles(n, m);
  const overPairs = (potential: number) => (potential - n) / (n * (n - 1));
  switch (id) {
    case 'framePotential':
      return { value: framePotential, name: 'tight frame' };
    case 'rmsCos':
      return { value: Math.sqrt(overPairs(framePotential)), name: 'tight frame' };
    case 'meanCos4': {
      const least = overPairs(fourthPotential);
      return least > 0 ? { value: least, name: '4-design' } : undefined;
    }
    case 'maxAbsCos':
      return { value: Math.max(maxAbsCos, maxAbsCosOfMany), name: 'bound' };
    default:
      return undefined;
  }
}

function tablesOf(ours: TestedAngles, shorter: TestedAngles | null): readonly FigureTable[] {
  const models = [...(shorter === null ? [] : [shorter]), ours];
  const tests = models.flatMap(({ frames, steps }) =>
    (['raw', 'balanced'] as const).map((gauge) => ({
      name: `${steps === null ? 'given' : counted(steps, 'step')}, ${gauge === 'raw' ? 'as is' : 'balanced'}`,
      test: frames[gauge],
    })),
  );
  if (tests.some(({ test }) => test.statistics === null)) return [];
  return [
    {
      title: 'Statistics of the angles',
      columns: ['statistic', 'model and gauge', 'value', 'by chance', 'sd', 'distance, sd', 'p'],
      rows: frameStatistics.flatMap((id) =>
        tests.map(({ name, test }) => {
          const { value, chance, z, p } = test.statistics![id];
          return [
            capital(statisticNames[id]),
            name,
            significant(value, 4),
            significant(chance.mean, 4),
            significant(chance.sd, 2),
            z === null ? 'n/a' : decimals(z, 1),
            significant(p, 2),
          ];
        }),
      ),
    },
  ];
}
