import type { Layout, Trace } from '../figure.js';
import type { AnswersByExponent } from '../sentences/own-answers.js';
import { whole } from '../text/format.js';
import { type Colour, four, ink2, twoText } from '../theme.js';
import { axis } from './axis.js';
import { exponentColour } from './exponent-colour.js';
import { featureLines, reluLine } from './response-lines.js';

/** From the middle of one exponent's axis to that of the next; each axis is two wide. */
const pitch = 2.7;

/** Lines of several exponents side by side on one upward axis. The axes across stand beside each other in one. */
export function exponentLines(
  models: readonly AnswersByExponent[],
  own: number,
  range: readonly [number, number],
): { readonly traces: readonly Trace[]; readonly layout: Layout } {
  const places = models.map((_, index) => pitch * index);
  return {
    traces: models.flatMap((model, index) => [
      // Below the features: a gain of 1 lies upon it.
      reluLine(places[index]!),
      ...(model.positive.length === 0
        ? []
        : [
            featureLines(
              model,
              places[index]!,
              `q = ${model.lossExponent}`,
              exponentColour(model.lossExponent, own),
            ),
          ]),
    ]),
    layout: {
      showlegend: false,
      xaxis: axis('input x of the feature', {
        range: [-1.15, pitch * (models.length - 1) + 1.15],
        tickvals: places.flatMap((place) => [place - 1, place, place + 1]),
        ticktext: places.flatMap(() => ['−1', '0', '1']),
        showgrid: false,
        zeroline: false,
      }),
      yaxis: axis('output of the same feature', { range, dtick: 0.5 }),
      annotations: models.map(({ lossExponent, positive }, index) => {
        const half = positive.filter((gain) => gain >= 0.5).length;
        const found =
          positive.length === 0
            ? 'diverged'
            : `${half === 0 ? 'none reaches' : `${whole(half)} ${half === 1 ? 'reaches' : 'reach'}`} ½`;
        return {
          xref: 'x',
          yref: 'y',
          x: places[index]!,
          y: range[1],
          text: `<b>q = ${lossExponent}</b><br>${found}`,
          xanchor: 'center',
          yanchor: 'top',
          showarrow: false,
          font: { color: textOf(lossExponent, own), size: 12 },
        };
      }),
    },
  };
}

const textOf = (exponent: number, own: number): Colour =>
  exponent === own ? four : exponent === 2 ? twoText : ink2;
