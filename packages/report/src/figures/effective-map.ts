import type { EffectiveMap } from '@superposition/analyses/internal/weights/effective-map';
import type { Figure } from '../figure.js';
import { counted, decimals, significant, whole } from '../text/format.js';
import { axis, featureAxis, heatmapMargins, neuronAxis, symbols } from '../plot/axis.js';
import { featureViews, heatmapTraces, reductionSentence, symmetricLimit } from '../plot/heatmap-traces.js';
import { countTrace } from '../plot/histogram-trace.js';
import { momentsTable } from '../plot/moments-table.js';
import { transposed } from '../plot/transpose.js';
import { crossGrey, signedScale, trainedBlue } from '../theme.js';
import { type ModelSeed, oneModel } from '../sentences/model.js';

export interface Figure4Params {
  readonly seed: ModelSeed;
}

/** Figure 4: W_out, and W_eff = W_out·W_in with the histograms of its diagonal and off-diagonal. */
export function figure4({ map }: { map: EffectiveMap }, params: Figure4Params): Figure {
  const { effective, facts } = map;
  const output = transposed(map.output);
  const { features, neurons, orders, diagonal, offDiagonal } = facts;
  const reduction = reductionSentence(effective) ?? reductionSentence(output);
  const limits = { output: symmetricLimit(output), effective: symmetricLimit(effective) };
  const onDiagonal =
    `The diagonal of W_eff is ${significant(diagonal.moments.mean)} on average, with a standard deviation over features of ` +
    `${significant(diagonal.moments.sd, 2)} (${decimals(diagonal.moments.min, 3)} to ${decimals(diagonal.moments.max, 3)}).`;
  const elsewhere =
    offDiagonal === null
      ? 'With one feature there is nothing off the diagonal.'
      : `Its ${whole(offDiagonal.moments.count)} other entries average ${decimals(offDiagonal.moments.mean, 4)} ` +
        `with a root mean square of ${significant(offDiagonal.moments.rms)} (${decimals(offDiagonal.moments.min, 3)} to ${decimals(offDiagonal.moments.max, 3)}).`;
  return {
    id: 'figure-4',
    number: 4,
    title: 'Output weights and the effective linear map',
    caption: [`${oneModel(params.seed)} ${onDiagonal} ${elsewhere}`],
    definitions: [
      'W_eff = W_out·W_in: what the network would do without the relu in its hidden layer. Equal to R⁺ − R⁻, so its ' +
        'diagonal is the difference between the responses at x = 1 and at x = −1, and not the gain for positive inputs.',
      'W_out is drawn transposed, with features across in the same order as W_in in figure 3. W_eff has outputs down and inputs across.',
      `Colours run symmetrically around 0: to ±${significant(limits.output)} for W_out and ±${significant(limits.effective)} for W_eff. ${oneModel(params.seed)}`,
      ...(reduction === null ? [] : [reduction]),
    ],
    views: featureViews(effective, 'both'),
    panels: [
      {
        kind: 'plot',
        id: 'output',
        title: 'W_out, transposed: neurons by features',
        summary: `Heatmap of the output weights of ${counted(features, 'feature')} and ${counted(neurons, 'neuron')}, between −${significant(limits.output)} and ${significant(limits.output)}.`,
        width: 'full',
        aspect: 0.32,
        traces: [],
        views: heatmapTraces({
          heatmaps: output,
          orders,
          features: 'columns',
          scale: signedScale,
          label: `entry of ${symbols.outputWeights}`,
          rowName: 'neuron',
          columnName: 'feature',
        }),
        layout: {
          margin: heatmapMargins.neurons,
          xaxis: featureAxis(`${counted(features, 'feature')} in the chosen order`),
          yaxis: neuronAxis(),
        },
      },
      {
        kind: 'plot',
        id: 'effective',
        title: 'W_eff, outputs by inputs',
        summary: `Heatmap of W_eff, ${whole(features)} × ${whole(features)}. ${onDiagonal} ${elsewhere}`,
        width: 'half',
        rows: 2,
        aspect: 1.1,
        traces: [],
        views: heatmapTraces({
          heatmaps: effective,
          orders,
          features: 'both',
          scale: signedScale,
          label: `entry of ${symbols.effectiveMap}`,
          rowName: 'output',
          columnName: 'input',
        }),
        layout: {
          margin: heatmapMargins.features,
          xaxis: featureAxis('input features'),
          yaxis: featureAxis('output features', { autorange: 'reversed' }),
        },
      },
      {
        kind: 'plot',
        id: 'diagonal',
        title: 'Diagonal: a feature to itself',
        summary: onDiagonal,
        width: 'half',
        aspect: 0.48,
        traces: [countTrace(diagonal.histogram, 'diagonal', trainedBlue)],
        layout: {
          bargap: 0,
          xaxis: axis(`diagonal entry of ${symbols.effectiveMap}`, { showgrid: false }),
          yaxis: axis('features', { rangemode: 'tozero' }),
        },
      },
      ...(offDiagonal === null
        ? []
        : [
            {
              kind: 'plot' as const,
              id: 'off-diagonal',
              title: 'Off the diagonal: a feature to another',
              summary: elsewhere,
              width: 'half' as const,
              aspect: 0.48,
              traces: [countTrace(offDiagonal.histogram, 'off-diagonal', crossGrey)],
              layout: {
                bargap: 0,
                xaxis: axis(`off-diagonal entry of ${symbols.effectiveMap}`, { showgrid: false }),
                yaxis: axis('ordered pairs', { rangemode: 'tozero' }),
              },
            },
          ]),
    ],
    tables: [momentsTable({ diagonal: diagonal.moments, 'off the diagonal': offDiagonal?.moments ?? null })],
  };
}
