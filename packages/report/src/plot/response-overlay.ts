import { populationSd } from '@superposition/core/internal/numbers/statistics';
import type { Layout, PlotPanel, Trace } from '../figure.js';
import { describeValues, meanStands } from '../sentences/describe-values.js';
import { modelName } from '../sentences/model.js';
import type { OwnAnswers } from '../sentences/own-answers.js';
import type { Sentence } from '../sentences/rule.js';
import { counted, oneScale } from '../text/format.js';
import { allOf } from '../text/part-of.js';
import { four, ink2 } from '../theme.js';
import { axis } from './axis.js';
import { bandOf, featureLines, reluLine } from './response-lines.js';
import { marginLabel } from './margin-label.js';

/** All responses of one model over each other, with the band of all models. */
export function responseOverlay(
  models: readonly OwnAnswers[],
  means: { readonly positiveMean: number; readonly negativeMean: number },
  y: readonly [number, number],
  isAlone: boolean,
  title: string,
  summary: Sentence,
): PlotPanel<Sentence> {
  const own = models[0]!;
  const features = own.positive.length;
  // A mean that no feature is near would be one more curve, and an untrue one.
  const hasMean = features > 1 && meanStands(means.positiveMean, populationSd(own.positive));
  const hasLeak = hasMean && meanStands(means.negativeMean, populationSd(own.negative));
  // Beside the band of several models, a number says whose it is.
  const whose = models.length > 1 ? modelName(own.seed) : '';
  const high = models.flatMap(({ positive }) => positive).reduce((a, b) => Math.max(a, b));
  return {
    kind: 'plot',
    id: 'overlay',
    title,
    summary,
    width: isAlone ? 'full' : 'half',
    aspect: isAlone ? 0.5 : 0.75,
    traces: [
      ...(models.length > 1 ? bandOf(models) : []),
      reluLine(0),
      featureLines(own, 0, 'each feature', four),
      ...(hasMean ? [meanLine(means, hasLeak)] : []),
    ],
    layout: {
      showlegend: false,
      xaxis: axis('input x of the feature, all others 0', {
        range: [-1, 1],
        dtick: 0.5,
        showgrid: false,
        zeroline: false,
      }),
      yaxis: axis('output of the same feature', { range: y, dtick: 0.5 }),
      annotations: [
        marginLabel('relu', 1, ink2),
        ...(hasLeak && means.negativeMean !== 0 ? [atStart(means.negativeMean, whose)] : []),
        ...endLabels(own, hasMean ? means.positiveMean : undefined).map(({ at, text }) =>
          marginLabel(`${text}${whose === '' ? '' : `<br>${whose}`}`, at, four),
        ),
        ...(features > 1 && models.length > 1
          ? [
              {
                xref: 'x',
                yref: 'y',
                x: 0.6,
                y: 0.6 * high,
                text: `${allOf(features, 'feature')}<br>of ${counted(models.length, 'model')}`,
                showarrow: true,
                xanchor: 'right',
                yanchor: 'bottom',
                ax: -36,
                ay: -30,
                font: { color: ink2, size: 12 },
              },
            ]
          : []),
      ],
    },
  };
}

/** What is answered to −1, above the line of zero, where nothing else is. */
function atStart(value: number, whose: string): Layout {
  return {
    xref: 'x',
    yref: 'y',
    x: -1,
    y: Math.max(0, value),
    text: `<b>${oneScale([value])(value)}</b>${whose === '' ? ' at x = −1' : `, ${whose}`}`,
    xanchor: 'left',
    yanchor: 'bottom',
    showarrow: false,
    font: { color: four, size: 12 },
  };
}

/** Where features end: their mean where it stands for them, their groups where they have some, else the range. */
function endLabels(
  { positive }: OwnAnswers,
  mean: number | undefined,
): readonly { at: number; text: string }[] {
  const found = describeValues(positive);
  const bold = (values: readonly number[]) => {
    const print = oneScale(values);
    return values.map((at) => ({ at, text: `<b>${print(at)}</b>` }));
  };
  if (mean !== undefined) return bold([mean]);
  if (found.kind === 'constant') return bold([found.value]);
  if (found.kind === 'groups')
    return found.groups.map(({ min, max, count }) => ({
      at: (min + max) / 2,
      text: `<b>${counted(count, 'feature')}</b>`,
    }));
  return bold([found.min, found.max]);
}

function meanLine(
  { positiveMean, negativeMean }: { positiveMean: number; negativeMean: number },
  hasLeak: boolean,
): Trace {
  return {
    type: 'scatter',
    mode: 'lines',
    name: 'mean over features',
    x: hasLeak ? [-1, 0, 1] : [0, 1],
    y: hasLeak ? [negativeMean, 0, positiveMean] : [0, positiveMean],
    line: { color: four, width: 2.25 },
    hovertemplate: 'mean at %{x}: %{y:.4f}<extra></extra>',
  };
}
