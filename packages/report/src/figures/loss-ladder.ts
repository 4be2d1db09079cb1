import type { Findings } from '@superposition/analyses/internal/understanding/finding';
import { type Ladder, meanRatio, type RungId } from '@superposition/analyses/internal/understanding/ladder';
import type { PairedRatio } from '@superposition/analyses/internal/numbers/paired-ratio';
import type { Convergence } from '@superposition/analyses/internal/sweeps/convergence';
import type { TrainedRow } from '@superposition/analyses/internal/variants/trained-row';
import type { SweptSettings } from '@superposition/core/internal/config/sweeps';
import { sampleSd } from '@superposition/core/internal/numbers/statistics';
import type { Figure, FigureTable } from '../figure.js';
import { symbols } from '../plot/axis.js';
import { type LadderGroup, ladderRows, type LadderRow, ratioText } from '../plot/ladder-rows.js';
import {
  betterThanReport,
  designedWordsLose,
  designsElsewhere,
  handWritten,
  hiddenReluIsWorth,
  type LadderEvidence,
  ladderSummary,
  marksOfLadder,
  missingRungs,
  otherStart,
  randomWordsLose,
  rungDefinitions,
  whatIsCompared,
} from '../sentences/loss-ladder.js';
import { type ModelSeed, shownModels } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { isConcluded, notConverged, whetherConverged } from '../sentences/sweep-setting.js';
import type { Settled } from '../settled.js';
import { counted, decimals } from '../text/format.js';
import { drawnModels } from './drawn-models.js';

export interface LossLadderParams {
  readonly seed: ModelSeed;
  /** The settings of the converged model. */
  readonly converged: SweptSettings;
  /** Steps of the report's own models, and of the longest training. */
  readonly steps: { readonly report: number; readonly longest: number };
  /** Of each of the rows, its name in the ids. */
  readonly names: readonly string[];
  readonly convergenceFigure: number | null;
}

export interface LossLadderInputs {
  readonly ladder: Ladder;
  readonly rows: readonly Settled<TrainedRow>[];
  /** Designed words beside models of more neurons, if the report has them. */
  readonly designs?: Settled<Findings>;
  readonly convergence?: Convergence;
}

/** Figure A: the losses of other networks beside that of the converged model, from the trained ones to the output 0. */
export function lossLadderFigure(
  { ladder, rows, designs, convergence }: LossLadderInputs,
  { seed, converged, steps, names, convergenceFigure }: LossLadderParams,
): Figure<Sentence> {
  const trained = byName(rows, names);
  const twins = (trained.get('twins') ?? []).map(({ ratio }) => ratio);
  const evidence: LadderEvidence = {
    seed,
    ladder,
    trained,
    spread: twins.length > 1 ? sampleSd(twins) : null,
  };
  const { models, tested, isOpen } = drawnModels({ seed, converged, convergenceFigure }, convergence);
  const concluded = isConcluded(models, tested);
  const isOwnTwin = steps.report === converged.steps;
  const groups = groupsOf(evidence, {
    report: isOwnTwin ? null : steps.report,
    converged: converged.steps,
    longest: steps.longest,
    isOpen,
  });
  const namesInWords = new Map(groups.flatMap(({ rows: of }) => of.map(({ id, name }) => [id, plain(name)])));
  const ratioOf = ({ ratios }: LadderRow) => (ratios.length === 0 ? null : meanRatio(ratios).ratio);
  const all = groups.flatMap((group) => group.rows);
  return {
    id: 'figure-a',
    number: 'A',
    title: 'The loss ladder',
    finding: concluded ? handWritten(evidence) : paragraph(),
    caption: paragraphs(
      paragraph(
        notConverged(models, tested),
        whatIsCompared(evidence, converged.steps),
        marksOfLadder(evidence, {
          report: isOwnTwin ? null : steps.report,
          open: all.some(({ id, isOpen }) => isOpen && id !== 'report')
            ? 'all'
            : all.some(({ isOpen }) => isOpen)
              ? 'report'
              : 'none',
        }),
      ),
      ...(concluded
        ? [
            paragraph(
              designedWordsLose(evidence),
              betterThanReport(evidence, steps.report),
              designsElsewhere(designs?.status === 'value' ? designs.value : {}),
              randomWordsLose(evidence),
              hiddenReluIsWorth(evidence),
              otherStart(evidence),
            ),
          ]
        : []),
      paragraph(missingRungs(ladder, namesInWords), whetherConverged(models, tested)),
    ),
    definitions: rungDefinitions(evidence, namesInWords),
    panels: [
      ladderRows(groups, {
        whose: shownModels(seed, converged.steps),
        acrossTitle:
          seed === null
            ? 'loss ÷ loss of the given model'
            : `loss ÷ loss after ${counted(converged.steps, 'step')}`,
        summary: ladderSummary(all.map((row) => ({ name: plain(row.name), value: ratioOf(row) }))),
      }),
    ],
    tables: [ladderTable(groups)],
  };
}

function byName(
  rows: readonly Settled<TrainedRow>[],
  names: readonly string[],
): ReadonlyMap<string, readonly PairedRatio[]> {
  const found = new Map<string, PairedRatio[]>();
  for (const [index, row] of rows.entries()) {
    if (row.status === 'failure' || !Number.isFinite(row.value.ratio.ratio)) continue;
    const name = names[index]!;
    found.set(name, [...(found.get(name) ?? []), row.value.ratio]);
  }
  return found;
}

type NamedRow = LadderRow & { readonly id: string };

function groupsOf(
  { seed, ladder, trained }: LadderEvidence,
  steps: {
    readonly report: number | null;
    readonly converged: number;
    readonly longest: number;
    readonly isOpen: (steps: number) => boolean;
  },
): readonly (Omit<LadderGroup, 'rows'> & { readonly rows: readonly NamedRow[] })[] {
  const isOpen = steps.isOpen(steps.converged);
  const training = (id: string, name: string, more: Partial<LadderRow> = {}): readonly NamedRow[] => {
    const ratios = trained.get(id) ?? [];
    return ratios.length === 0 ? [] : [{ id, name, look: 'model', isOpen, ratios, ...more }];
  };
  const own = (id: RungId, name: string, more: Partial<LadderRow> = {}): NamedRow => ({
    id,
    name,
    look: 'model',
    isOpen,
    ratios: ladder.rungs[id].ratios,
    ...more,
  });
  const groups = [
    {
      title: 'Trained',
      rows: [
        ...(steps.longest === steps.converged
          ? []
          : training('longest', counted(steps.longest, 'step'), { isOpen: steps.isOpen(steps.longest) })),
        ...training('twins', counted(steps.converged, 'step'), { isBold: true }),
        ...training('naiveStart', 'from the naive start'),
        ...(steps.report === null
          ? []
          : training('report', counted(steps.report, 'step'), { isOpen: steps.isOpen(steps.report) })),
      ],
    },
    {
      title: 'Trained, constrained',
      rows: [
        ...training('nonNegative', 'input weights ≥ 0'),
        ...training('freeValues', 'values free, words fixed'),
        ...training('linear', 'linear: no relu'),
      ],
    },
    {
      title: seed === null ? 'Other decoders' : 'Its encoder, decoded',
      rows: [
        own('pinvRelu', `pinv(relu ${symbols.inputWeights})`),
        own('pinv', `pinv(${symbols.inputWeights})`),
        own('threeScalars', 'its words, 3 numbers'),
      ],
    },
    {
      title: 'Written by hand',
      rows: [
        own('designed', 'designed words', { look: 'diamond', isBold: true }),
        own('random', 'random words'),
        own('groups', 'one neuron a feature'),
        own('gaussian', 'random directions'),
      ],
    },
    {
      title: 'No superposition',
      rows: [
        own('naiveOffset', 'naive + shared offset', { look: 'outline' }),
        own('naive', 'naive', { look: 'outline' }),
        own('zero', 'zero', { look: 'outline' }),
      ],
    },
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}

function plain(name: string): string {
  return name.replaceAll('<sub>', '_').replace(/<[^>]+>/g, '');
}

function ladderTable(groups: ReturnType<typeof groupsOf>): FigureTable {
  return {
    title: 'Ratios of losses',
    columns: ['network', 'kind', 'ratio', '± 3 standard errors', 'seeds or draws', 'each'],
    rows: groups.flatMap(({ title, rows }) =>
      rows.map(({ name, ratios }) => {
        if (ratios.length === 0) return [plain(name), title, 'n/a', '', '0', ''];
        const { ratio, standardError } = meanRatio(ratios);
        const each = ratios.length === 1 ? '' : ratios.map((one) => ratioText(one.ratio)).join(', ');
        return [
          plain(name),
          title,
          decimals(ratio, 4),
          decimals(3 * standardError, 4),
          String(ratios.length),
          each,
        ];
      }),
    ),
  };
}
