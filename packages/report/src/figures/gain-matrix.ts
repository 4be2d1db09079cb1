import type { CrossGain } from '@superposition/analyses/internal/responses/cross-gain';
import type { EffectiveMap } from '@superposition/analyses/internal/weights/effective-map';
import type { OrderedHeatmaps } from '@superposition/analyses/internal/weights/heatmap';
import type { Distribution } from '@superposition/analyses/internal/numbers/distribution';
import type { ResponseFacts } from '@superposition/core/internal/network/response-facts';
import type { PlotPanel } from '../figure.js';
import { shownDots } from '../plot/feature-strips.js';
import { offDiagonalHistogram, sharedScale } from '../plot/gain-panels.js';
import { heatmapTraces } from '../plot/heatmap-traces.js';
import { gainStrips, valueStrips } from '../plot/value-strips.js';
import { heatmapSummary } from '../sentences/heatmaps.js';
import { type ModelSeed, shownModels } from '../sentences/model.js';
import { paragraph } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { dotsAndLines } from '../sentences/strips.js';
import { knownModels, type Settled } from '../settled.js';
import { featuresByFeatures } from '../plot/heatmap-layout.js';

export interface GainMatrixParams {
  readonly seed: ModelSeed;
  /** `null` where it is not known how long the model was trained. */
  readonly steps: number | null;
  /** The seeds of the further models, in the order of their responses. */
  readonly otherSeeds: readonly number[];
}

/** Both matrices, because they share colours and axes. */
export interface GainMatrixInputs {
  readonly map: EffectiveMap;
  readonly gains: CrossGain;
  readonly responses: ResponseFacts;
  /** Of the further models. */
  readonly others: readonly Settled<ResponseFacts>[];
}

/** What of a matrix differs between the figures. */
export interface GainMatrix {
  /** In words, and in the markup of Plotly. */
  readonly name: 'W_eff' | 'R⁺';
  readonly symbol: string;
  readonly heatmaps: OrderedHeatmaps;
  /** The numbers of each model that lie on the diagonal. */
  readonly diagonal: 'effective' | 'positive';
  readonly offDiagonal: Distribution | null;
  readonly aboutDiagonal: Sentence;
  readonly aboutOthers: Sentence;
}

/** The models whose diagonals are drawn, and the panels of a matrix: a heatmap, its diagonal in all models, its other entries. */
export function gainMatrix(inputs: GainMatrixInputs, params: GainMatrixParams, matrix: GainMatrix) {
  const { map, gains, responses, others } = inputs;
  const { seed, steps, otherSeeds } = params;
  const { name, symbol, heatmaps, offDiagonal, aboutDiagonal, aboutOthers } = matrix;
  const scale = sharedScale(map, gains);
  const models = knownModels(seed, responses, otherSeeds, others);
  const strips = gainStrips(
    models.map((model) => ({ seed: model.seed, values: [...model.value[matrix.diagonal]] })),
    `diagonal entry of ${symbol}`,
  );
  const marks = dotsAndLines(responses[matrix.diagonal].length, shownDots(strips), models.length - 1);
  const one = shownModels(seed, steps);
  const panels: readonly PlotPanel<Sentence>[] = [
    {
      kind: 'plot',
      id: 'matrix',
      title: `${name}, ${one}: outputs down, inputs across`,
      summary: paragraph(heatmapSummary(heatmaps, name, scale.colours), aboutDiagonal, aboutOthers),
      width: 'half',
      rows: 2,
      aspect: 1.1,
      traces: [],
      views: heatmapTraces({
        heatmaps,
        orders: gains.facts.orders,
        features: 'both',
        limit: scale.colours,
        entry: `entry of ${symbol}`,
        entries: `entries of ${symbol}`,
        rowName: 'output',
        columnName: 'input',
      }),
      layout: featuresByFeatures(),
    },
    {
      kind: 'plot',
      id: 'diagonal',
      title: `A feature to itself, ${shownModels(seed, steps, models.length)}`,
      summary: paragraph(aboutDiagonal, marks),
      width: 'half',
      aspect: 0.48,
      ...valueStrips(strips),
    },
    ...(offDiagonal === null
      ? []
      : [
          {
            kind: 'plot' as const,
            id: 'off-diagonal',
            title: `A feature to another, ${one}`,
            summary: aboutOthers,
            width: 'half' as const,
            aspect: 0.48,
            ...offDiagonalHistogram(offDiagonal, `off-diagonal entry of ${symbol}`, scale),
          },
        ]),
  ];
  return { models: models.map(({ value }) => value), marks, colours: scale.colours, panels };
}
