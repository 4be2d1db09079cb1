import { mean } from '@superposition/core/internal/numbers/statistics';
import type { Convergence } from '@superposition/analyses/internal/sweeps/convergence';
import type { Findings } from '@superposition/analyses/internal/understanding/finding';
import type {
  WordRaster,
  Words,
  WordsBesideChance,
} from '@superposition/analyses/internal/understanding/words';
import type { SweptSettings } from '@superposition/core/internal/config/sweeps';
import type { Figure, FigureTable } from '../figure.js';
import {
  lengthsPanel,
  loadsPanel,
  overlapsPanel,
  wordRasterPanel,
  type WordSeries,
} from '../plot/word-panels.js';
import {
  lengthsSummary,
  loadsAndOverlaps,
  loadsSummary,
  overlapsSummary,
  rasterSummary,
  swapped,
  whatWords,
  whenInWord,
  wordDefinitions,
  type WordEvidence,
  wordMarks,
} from '../sentences/codewords.js';
import { type ModelSeed, shownModels, shownTrainings } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { isConcluded, notConverged } from '../sentences/sweep-setting.js';
import { hollowMarks } from '../sentences/trained.js';
import type { Settled } from '../settled.js';
import { counted, decimals, significant, whole } from '../text/format.js';
import { drawnModels } from './drawn-models.js';

export interface CodewordsParams {
  readonly seed: ModelSeed;
  readonly converged: SweptSettings;
  /** Of the report's own models. */
  readonly steps: number;
  readonly convergenceFigure: number | null;
}

export interface CodewordsInputs {
  readonly raster: WordRaster;
  readonly chance: WordsBesideChance;
  readonly findings: Findings;
  /** By seed. */
  readonly converged: readonly Settled<Words>[];
  /** The report's own models, and random words beside the first; left out where they are the converged ones. */
  readonly shorter?: readonly Settled<Words>[];
  readonly shorterChance?: WordsBesideChance;
  readonly convergence?: Convergence;
}

/** Figure B: the neurons that each feature switches on, as words beside random words. */
export function codewordsFigure(
  { raster, chance, findings, converged, shorter = [], shorterChance, convergence }: CodewordsInputs,
  { seed, converged: at, steps, convergenceFigure }: CodewordsParams,
): Figure<Sentence> {
  const models = known(converged);
  const before = known(shorter);
  const evidence: WordEvidence = { seed, models, chance, findings };
  const {
    models: swept,
    tested,
    isOpen,
  } = drawnModels({ seed, converged: at, convergenceFigure }, convergence);
  const [model] = models;
  const name = seed === null ? 'given' : counted(at.steps, 'step');
  const series: readonly WordSeries[] = [
    { name, models, chance, isOpen: isOpen(at.steps) },
    ...(shorterChance === undefined || before.length === 0
      ? []
      : [{ name: counted(steps, 'step'), models: before, chance: shorterChance, isOpen: isOpen(steps) }]),
  ].filter((each) => each.models.length > 0);
  const first = shownModels(seed, at.steps);
  return {
    id: 'figure-b',
    number: 'B',
    title: 'Codewords',
    finding: isConcluded(swept, tested) ? whatWords(evidence) : paragraph(),
    caption: paragraphs(
      paragraph(
        notConverged(swept, tested),
        ...(model === undefined
          ? []
          : [
              whenInWord([
                { words: model, steps: seed === null ? null : at.steps },
                ...before.slice(0, 1).map((words) => ({ words, steps })),
              ]),
            ]),
        wordMarks(
          { models, steps: seed === null ? null : at.steps, isOpen: isOpen(at.steps) },
          { models: before, steps, isOpen: isOpen(steps) },
        ),
        hollowMarks(
          series.some((each) => each.isOpen),
          convergenceFigure,
        ),
      ),
      loadsAndOverlaps(evidence),
      swapped(evidence),
    ),
    definitions: wordDefinitions(evidence),
    panels:
      model === undefined
        ? []
        : [
            wordRasterPanel(raster, model, first, rasterSummary(evidence)),
            lengthsPanel(
              series,
              [models, before]
                .flatMap((of, index) =>
                  of.length === 0 ? [] : [shownModels(seed, index === 0 ? at.steps : steps, of.length)],
                )
                .join('; '),
              lengthsSummary(evidence),
            ),
            loadsPanel(
              series,
              shownTrainings(seed, [at.steps, ...(series.length > 1 ? [steps] : [])]),
              loadsSummary(evidence),
            ),
            ...(model.features > 1 ? [overlapsPanel(series[0]!, first, overlapsSummary(evidence))] : []),
          ],
    readings: [
      {
        of: 'feature',
        name: seed === null ? 'word' : `word after ${counted(at.steps, 'step')}`,
        neurons: raster.words,
      },
    ],
    tables: [lengthsTable(series), overlapsTable(chance), findingsTable(findings)],
  };
}

/** The models that could be measured. */
function known(all: readonly Settled<Words>[]): readonly Words[] {
  return all.flatMap((each) => (each.status === 'value' ? [each.value] : []));
}

function lengthsTable(series: readonly WordSeries[]): FigureTable {
  const longest = Math.max(...series.flatMap(({ models }) => models.map(({ lengths }) => lengths.length)));
  return {
    title: `Features by the length of their word${series.some(({ models }) => models.length > 1) ? ', mean over seeds' : ''}`,
    columns: ['neurons', ...series.map(({ name }) => name)],
    rows: Array.from({ length: longest }, (_, length) => [
      String(length),
      ...series.map(({ models }) => {
        const counts = models.map(({ lengths }) => lengths[length] ?? 0);
        return decimals(mean(counts), 1);
      }),
    ]),
  };
}

function overlapsTable({ overlaps }: WordsBesideChance): FigureTable {
  return {
    title: 'Pairs by neurons shared',
    columns: ['neurons shared', 'pairs', 'by chance', '95 % of the draws', 'all draws'],
    rows: overlaps.map(({ pairs, chance: { mean, low, high }, extremes }, shared) => [
      String(shared),
      whole(pairs),
      decimals(mean, 1),
      `${whole(low)} to ${whole(high)}`,
      `${whole(extremes[0])} to ${whole(extremes[1])}`,
    ]),
  };
}

const shownIds = [
  ['K.mean', 'mean length'],
  ['load.sd', 'sd of the loads'],
  ['load.sd.z', 'the same, distance from chance in sd'],
  ['load.sd.p', 'the same, p'],
  ['distinct', 'different words'],
  ['largestGroup', 'features of the largest group'],
  ['overlapSquare', 'mean squared overlap'],
  ['overlapSquare.z', 'the same, distance from chance in sd'],
  ['overlapSquare.p', 'the same, p'],
  ['swap.exact', 'swapped, feature found'],
  ['swap.word', 'swapped, word found'],
  ['swap.natural', 'not swapped, feature found'],
] as const;

/** The same under other thresholds and in the balanced gauge. */
function findingsTable(findings: Findings): FigureTable {
  const variants = [
    ['codewords.quarterRms', '¼ rms'],
    ['codewords.balanced.quarterRms', '¼ rms, balanced'],
    ['codewords.positive', 'above 0'],
    ['codewords.absolute', 'above 0.05'],
  ] as const;
  return {
    title: 'Words under several thresholds',
    columns: ['', ...variants.map(([, title]) => title)],
    rows: shownIds.map(([id, title]) => [
      title,
      ...variants.map(([variant]) => {
        const value = findings[`${variant}.${id}`]?.value ?? null;
        return value === null ? 'n/a' : significant(value, 4);
      }),
    ]),
  };
}
