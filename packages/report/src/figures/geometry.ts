import type {
  CosineFacts,
  Geometry,
  RandomDirections,
} from '@superposition/analyses/internal/geometry/geometry';
import type { RandomFrames } from '@superposition/analyses/internal/geometry/random-frames';
import type { Figure, Layout, PlotPanel, Trace } from '../figure.js';
import { axis, featureAxis, heatmapMargins } from '../plot/axis.js';
import { featureViews, heatmapTraces, symmetricLimit } from '../plot/heatmap-traces.js';
import { densityTrace } from '../plot/histogram-trace.js';
import { momentsTable } from '../plot/moments-table.js';
import { type Colour, otherLossPurple, signedScale, theoryInk, trainedBlue } from '../theme.js';
import { float32Array } from '../typed-array.js';
import {
  besideRandomDirections,
  framePotentialBound,
  geometryDefinitions,
  pairsOfFeatures,
} from '../sentences/geometry.js';
import {
  colours,
  heatmapSummary,
  isReduced,
  reduction,
  sortedNote,
  orderDefinition,
} from '../sentences/heatmaps.js';
import { type ModelSeed, oneModel } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { ownGauge } from '../sentences/weights.js';

export interface Figure5Params {
  readonly seed: ModelSeed;
}

/** Figure 5: the angles between features' encodings, against those of random directions. */
export function figure5(
  { geometry, frames }: { geometry: Geometry; frames: RandomFrames },
  params: Figure5Params,
): Figure<Sentence> {
  const { cosines, facts } = geometry;
  const { trained, balanced, random, orders } = facts;
  const { seed } = params;
  const limit = isReduced(cosines) ? symmetricLimit(cosines) : 1;
  const ours = ownGauge(seed);
  const size = besideRandomDirections(frames, 'mean |cosine|', 'meanAbsCos', seed);
  const angles = paragraph(pairsOfFeatures(geometry), size);
  return {
    id: 'figure-5',
    number: 5,
    title: 'Feature geometry',
    caption: paragraphs(
      paragraph(oneModel(seed), angles, besideRandomDirections(frames, 'mean cosine', 'meanCos', seed)),
      paragraph(
        besideRandomDirections(frames, 'frame potential', 'framePotential', seed),
        framePotentialBound(geometry),
      ),
      sortedNote(cosines),
    ),
    definitions: paragraphs(
      ...geometryDefinitions(geometry, frames, seed),
      colours(cosines, 'cosines', limit),
      orderDefinition,
      reduction(cosines, 'the matrix of cosines'),
    ),
    views: featureViews,
    panels: [
      {
        kind: 'plot',
        id: 'cosines',
        title: `Cosine matrix, ${ours}`,
        summary: paragraph(heatmapSummary(cosines, 'cosines', limit), angles),
        width: 'half',
        rows: 2,
        aspect: 1.1,
        traces: [],
        views: heatmapTraces({
          heatmaps: cosines,
          orders,
          features: 'both',
          scale: signedScale,
          limit,
          entry: 'cosine',
          entries: 'cosines',
          rowName: 'feature',
          columnName: 'feature',
        }),
        layout: {
          margin: heatmapMargins.features,
          xaxis: featureAxis('features'),
          yaxis: featureAxis('features', { autorange: 'reversed' }),
        },
      },
      histogramPanel('own-gauge', `Cosines ${ours}`, angles, trained, random, trainedBlue),
      histogramPanel('balanced', 'Cosines in the balanced gauge', angles, balanced, random, otherLossPurple),
    ],
    tables: [momentsTable({ [ours]: trained.moments, 'balanced gauge': balanced.moments })],
  };
}

function histogramPanel(
  id: string,
  title: string,
  summary: Sentence,
  cosines: CosineFacts,
  random: RandomDirections,
  colour: Colour,
): PlotPanel<Sentence> {
  return {
    kind: 'plot',
    id,
    title,
    summary,
    width: 'half',
    aspect: 0.48,
    traces: [densityTrace(cosines.histogram, 'pairs of features', colour), ...randomTraces(random)],
    layout: {
      xaxis: axis('cosine', { range: [-1.02, 1.02], dtick: 0.5 }),
      yaxis: axis('density', { rangemode: 'tozero', ...densityRange(cosines, random) }),
    },
  };
}

/** In two dimensions the exact density is infinite at ±1, so the top of the axis follows from the histogram. */
function densityRange({ histogram }: CosineFacts, { density }: RandomDirections): Layout {
  const width = histogram.edges[1]! - histogram.edges[0]!;
  const tallest = Math.max(0, ...histogram.counts) / (width * Math.max(1, histogram.total));
  const middle = density?.density[Math.floor(density.density.length / 2)] ?? 0;
  const top = Math.max(tallest, middle);
  return top > 0 ? { range: [0, 1.1 * top] } : {};
}

function randomTraces({ density, atoms }: RandomDirections): Trace[] {
  const name = 'random directions, exact';
  if (density !== null) {
    return [
      {
        type: 'scatter',
        mode: 'lines',
        name,
        x: float32Array(density.cosine),
        y: float32Array(density.density),
        line: { color: theoryInk, width: 1.5, dash: 'dash' },
        hoverinfo: 'skip',
      },
    ];
  }
  return [
    {
      type: 'scatter',
      mode: 'markers+text',
      name: 'random directions: atoms',
      x: atoms.map(({ cosine }) => cosine),
      y: atoms.map(() => 0),
      text: atoms.map(({ probability }) => String(probability)),
      textposition: 'top center',
      cliponaxis: false,
      marker: { color: theoryInk, symbol: 'diamond', size: 9 },
      hoverinfo: 'skip',
    },
  ];
}
