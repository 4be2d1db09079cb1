import type { Trace } from '../figure.js';
import type { OwnAnswers } from '../sentences/own-answers.js';
import { type Colour, ink, tint } from '../theme.js';
import { packedNumbers } from '../typed-array.js';
import { someRanks } from './by-rank.js';

/** More lines than this cover each other, and take more bytes than they are worth. */
const mostLines = 200;

/** The features whose lines are drawn, by ascending gain. */
export function drawnFeatures({ positive }: Pick<OwnAnswers, 'positive'>): readonly number[] {
  const order = positive
    .map((gain, feature) => ({ gain, feature }))
    .sort((a, b) => a.gain - b.gain || a.feature - b.feature);
  return someRanks(order.length, mostLines).map((rank) => order[rank]!.feature);
}

/** A line for each feature over x from −1 to 1, moved across by `by`. */
export function featureLines(answers: OwnAnswers, by: number, name: string, colour: Colour): Trace {
  const features = drawnFeatures(answers);
  const { positive, negative } = answers;
  return {
    type: 'scatter',
    mode: 'lines',
    name,
    x: packedNumbers(features.flatMap(() => [by - 1, by, by + 1, Number.NaN])),
    y: packedNumbers(features.flatMap((feature) => [negative[feature]!, 0, positive[feature]!, Number.NaN])),
    meta: {
      features: features.flatMap((feature) => [feature, feature, feature, feature]),
      ...(by !== 0 && { x: packedNumbers(features.flatMap(() => [-1, 0, 1, Number.NaN])) }),
    },
    // Chromium draws lines of at most a pixel one by one, so that many of them would be opaque in the drawing and pale in Plotly.
    line: { color: colour, width: features.length > 1 ? 1.1 : 2.25 },
    opacity: features.length > 10 ? 0.6 : 1,
    hoverinfo: 'skip',
  };
}

/** The smallest and the largest answer of all features of all models, with the area between them. */
export function bandOf(models: readonly OwnAnswers[]): readonly Trace[] {
  const edge = (name: string, choose: (a: number, b: number) => number): Trace => {
    const at = (values: readonly (readonly number[])[]) => values.flat().reduce((a, b) => choose(a, b));
    return {
      type: 'scatter',
      mode: 'lines',
      name,
      x: [-1, 0, 1],
      y: [at(models.map(({ negative }) => negative)), 0, at(models.map(({ positive }) => positive))],
      line: { color: tint, width: 0 },
      hoverinfo: 'skip',
    };
  };
  return [edge('smallest', Math.min), { ...edge('largest', Math.max), fill: 'tonexty', fillcolor: tint }];
}

/** The target, moved across by `by`. */
export function reluLine(by: number): Trace {
  return {
    type: 'scatter',
    mode: 'lines',
    name: 'relu, the target',
    x: [by - 1, by, by + 1],
    y: [0, 0, 1],
    ...(by !== 0 && { meta: { x: [-1, 0, 1] } }),
    line: { color: ink, width: 1, dash: '4px,3px' },
    hoverinfo: 'skip',
  };
}
