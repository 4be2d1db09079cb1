import type {
  CosineFacts,
  Geometry,
  RandomDirections,
} from '@superposition/analyses/internal/geometry/geometry';
import type { Figure, Layout, PlotPanel, Trace } from '../figure.js';
import { counted, decimals, significant, whole } from '../text/format.js';
import { axis, featureAxis, heatmapMargins } from '../plot/axis.js';
import { featureViews, heatmapTraces, reductionSentence } from '../plot/heatmap-traces.js';
import { densityTrace } from '../plot/histogram-trace.js';
import { momentsTable } from '../plot/moments-table.js';
import { type Colour, otherLossPurple, signedScale, theoryInk, trainedBlue } from '../theme.js';
import { float32Array } from '../typed-array.js';
import { type ModelSeed, modelWord, oneModel } from '../sentences/model.js';

export interface Figure5Params {
  readonly seed: ModelSeed;
}

/** Figure 5: the angles between features' encodings, against those of random directions. */
export function figure5({ geometry }: { geometry: Geometry }, params: Figure5Params): Figure {
  const { cosines, facts } = geometry;
  const { trained, balanced, random, features, neurons } = facts;
  const reduction = reductionSentence(cosines);
  const ours = `as ${modelWord(params.seed)}`;
  return {
    id: 'figure-5',
    number: 5,
    title: 'Feature geometry',
    caption: [`${oneModel(params.seed)} ${angles(trained, random)} ${symmetry(trained)}`, frame(facts)],
    definitions: [
      'Cosine of the angle between two columns of W_in, over all pairs i < j. ' +
        (trained.zeroColumns === 0
          ? 'No column is all zeros.'
          : `${counted(trained.zeroColumns, 'column')} of zeros ${trained.zeroColumns === 1 ? 'has' : 'have'} no angles and ${trained.zeroColumns === 1 ? 'is' : 'are'} left out.`),
      random.density === null
        ? 'With one neuron every direction is +1 or −1, so cosines of random directions have two atoms, at ±1, of ½ each.'
        : `Random directions in ℝ${superscript(neurons)}: the exact density f(c) ∝ (1 − c²)^((m−3)/2) for m = ${whole(neurons)}, with E|cos| = Γ(m/2) / (√π·Γ((m+1)/2)) = ${decimals(random.meanAbs, 4)}.`,
      `Cosines depend on the gauge: scaling a neuron’s input weights changes them and no output. So the histogram is shown for the weights ${ours} and in the balanced gauge (equal input and output norm per neuron).`,
      'Frame potential: Σ cos² over all ordered pairs, i = j included; n²/m is its smallest possible value when n ≥ m, and n when n ≤ m.',
      `Colours run from −1 to +1. ${oneModel(params.seed)}`,
      ...(reduction === null ? [] : [reduction]),
    ],
    views: featureViews(cosines, 'both'),
    panels: [
      {
        kind: 'plot',
        id: 'cosines',
        title: `Cosine matrix, ${ours}`,
        summary: `Heatmap of cosines between ${counted(features, 'feature')}. ${angles(trained, random)}`,
        width: 'half',
        rows: 2,
        aspect: 1.1,
        traces: [],
        views: heatmapTraces({
          heatmaps: cosines,
          orders: facts.orders,
          features: 'both',
          scale: signedScale,
          limit: 1,
          label: 'cosine',
          rowName: 'feature',
          columnName: 'feature',
        }),
        layout: {
          margin: heatmapMargins.features,
          xaxis: featureAxis('features'),
          yaxis: featureAxis('features', { autorange: 'reversed' }),
        },
      },
      histogramPanel('own-gauge', `Cosines ${ours}`, trained, random, trainedBlue),
      histogramPanel('balanced', 'Cosines in the balanced gauge', balanced, random, otherLossPurple),
    ],
    tables: [momentsTable({ [ours]: trained.moments, 'balanced gauge': balanced.moments })],
  };
}

function angles({ moments }: CosineFacts, { meanAbs }: RandomDirections): string {
  if (moments === null) return 'There is no pair of features to compare.';
  const difference = moments.meanAbs / meanAbs - 1;
  const relation = Math.abs(difference) < 0.02 ? 'close to' : difference > 0 ? 'larger than' : 'smaller than';
  return (
    `Over ${whole(moments.count)} pairs the mean |cosine| is ${significant(moments.meanAbs)}, ${relation} the ` +
    `${decimals(meanAbs, 4)} of random directions.`
  );
}

function symmetry({ moments }: CosineFacts): string {
  if (moments === null) return '';
  const centred = Math.abs(moments.mean) < 0.1 * moments.rms;
  return centred
    ? `The cosines are centred near zero: their mean is ${decimals(moments.mean, 3)}.`
    : `The cosines are not centred on zero: their mean is ${decimals(moments.mean, 3)}.`;
}

function frame({ trained, features, neurons }: Geometry['facts']): string {
  const count = features - trained.zeroColumns;
  const bound = Math.max(count, (count * count) / neurons);
  return `The frame potential is ${significant(trained.framePotential, 4)}; no ${counted(count, 'direction')} in ${counted(neurons, 'dimension')} can have less than ${significant(bound, 4)}.`;
}

function histogramPanel(
  id: string,
  title: string,
  cosines: CosineFacts,
  random: RandomDirections,
  colour: Colour,
): PlotPanel {
  return {
    kind: 'plot',
    id,
    title,
    summary: angles(cosines, random),
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

function superscript(value: number): string {
  return [...String(value)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
}
