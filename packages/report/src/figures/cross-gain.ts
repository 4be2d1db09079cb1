import type { CrossGain } from '@superposition/analyses/internal/responses/cross-gain';
import type { Figure, Panel } from '../figure.js';
import { decimals, significant, whole } from '../text/format.js';
import { axis, featureAxis, heatmapMargins, symbols } from '../plot/axis.js';
import { featureViews, heatmapTraces, reductionSentence, symmetricLimit } from '../plot/heatmap-traces.js';
import { countTrace } from '../plot/histogram-trace.js';
import { momentsTable } from '../plot/moments-table.js';
import { crossGrey, interferenceRed, signedScale, trainedBlue } from '../theme.js';
import { counting, float32Array } from '../typed-array.js';
import { type ModelSeed, oneModel } from '../sentences/model.js';

export interface Figure8Params {
  readonly seed: ModelSeed;
}

/** Figure 8: the response of every output to every feature, and what each feature receives from the others. */
export function figure8({ gains }: { gains: CrossGain }, params: Figure8Params): Figure {
  const { matrix, facts } = gains;
  const { features, orders, diagonal, offDiagonal, received } = facts;
  const limit = symmetricLimit(matrix);
  const reduction = reductionSentence(matrix);
  const self = `A feature’s gain to itself is ${significant(diagonal.mean)} on average, with a standard deviation over features of ${significant(diagonal.sd, 2)}.`;
  const cross =
    offDiagonal === null
      ? 'With one feature there is no gain to another.'
      : `To another it is ${decimals(offDiagonal.moments.mean, 3)} on average and ${significant(offDiagonal.moments.meanAbs)} in mean magnitude, ` +
        `from ${decimals(offDiagonal.moments.min, 3)} to ${decimals(offDiagonal.moments.max, 3)}.`;
  const bias =
    offDiagonal === null
      ? ''
      : Math.abs(offDiagonal.moments.mean) > 0.1 * offDiagonal.moments.rms
        ? ` Cross-gains do not cancel on average: their mean is ${significant(Math.abs(offDiagonal.moments.mean) / offDiagonal.moments.rms, 2)} of their root mean square, ${offDiagonal.moments.mean > 0 ? 'above' : 'below'} zero.`
        : ' Positive and negative cross-gains cancel on average, nearly.';
  return {
    id: 'figure-8',
    number: 8,
    title: 'Cross-gain',
    caption: [`${oneModel(params.seed)} ${self} ${cross}${bias}`],
    definitions: [
      'R⁺[j,i] is output j when feature i alone is active at x = 1, R⁺ = W_out·relu(W_in). Exact, no sampling. Outputs down, inputs across.',
      `Mean, mean magnitude, root mean square and extremes are over the ${whole(features * (features - 1))} off-diagonal entries.`,
      'Interference received by output j: the root mean square, and the mean, of R⁺[j,i] over the other features i.',
      `Colours run symmetrically from −${significant(limit)} to +${significant(limit)}. ${oneModel(params.seed)}`,
      ...(reduction === null ? [] : [reduction]),
    ],
    views: featureViews(matrix, 'both'),
    panels: [
      {
        kind: 'plot',
        id: 'matrix',
        title: 'R⁺, outputs by inputs',
        summary: `Heatmap of R⁺, ${whole(features)} × ${whole(features)}. ${self} ${cross}`,
        width: 'half',
        rows: 2,
        aspect: 1.1,
        traces: [],
        views: heatmapTraces({
          heatmaps: matrix,
          orders,
          features: 'both',
          scale: signedScale,
          label: `entry of ${symbols.positiveResponse}`,
          rowName: 'output',
          columnName: 'input',
        }),
        layout: {
          margin: heatmapMargins.features,
          xaxis: featureAxis('input features'),
          yaxis: featureAxis('output features', { autorange: 'reversed' }),
        },
      },
      ...(offDiagonal === null ? [] : [histogramPanel(offDiagonal, cross)]),
      ...(received === null ? [] : [receivedPanel(received)]),
    ],
    tables: [momentsTable({ 'to itself': diagonal, 'to another': offDiagonal?.moments ?? null })],
  };
}

function histogramPanel(
  { histogram }: NonNullable<CrossGain['facts']['offDiagonal']>,
  summary: string,
): Panel {
  return {
    kind: 'plot',
    id: 'off-diagonal',
    title: 'Gains to another feature',
    summary,
    width: 'half',
    aspect: 0.48,
    traces: [countTrace(histogram, 'off-diagonal', crossGrey)],
    layout: {
      bargap: 0,
      xaxis: axis(`off-diagonal entry of ${symbols.positiveResponse}`, { showgrid: false }),
      yaxis: axis('ordered pairs', { rangemode: 'tozero' }),
    },
  };
}

function receivedPanel({ rms, mean }: NonNullable<CrossGain['facts']['received']>): Panel {
  const order = rms.map((_, output) => output).sort((a, b) => rms[a]! - rms[b]! || a - b);
  const marks = (name: string, values: readonly number[], colour: string, symbol: string) => ({
    type: 'scatter' as const,
    mode: 'markers',
    name,
    x: counting(order.length, 1),
    y: float32Array(order.map((output) => values[output]!)),
    customdata: order,
    marker: { color: colour, size: order.length > 300 ? 3 : 5, symbol },
    hovertemplate: `output %{customdata}: ${name} %{y:.4f}<extra></extra>`,
  });
  return {
    kind: 'plot',
    id: 'received',
    title: 'Interference received by each feature',
    summary: `Root mean square from ${significant(Math.min(...rms))} to ${significant(Math.max(...rms))}; mean from ${significant(Math.min(...mean))} to ${significant(Math.max(...mean))}.`,
    width: 'half',
    aspect: 0.48,
    traces: [
      marks('root mean square', rms, interferenceRed, 'circle'),
      marks('mean', mean, trainedBlue, 'diamond'),
    ],
    layout: {
      xaxis: axis('features, by root mean square', {
        showgrid: false,
        zeroline: false,
        range: [0, order.length + 1],
      }),
      yaxis: axis('gain received', { rangemode: 'tozero' }),
    },
  };
}
