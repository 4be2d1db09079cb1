import { mean, quantileOfSorted } from '@superposition/core/internal/numbers/statistics';
import type { Trace } from '../figure.js';
import { four, paper } from '../theme.js';
import type { ValuesOfModel } from './strip-dots.js';

/** The least, the greatest, the quartiles and the mean of the values of a model; null where none is known. */
export function spanOf({ values }: Pick<ValuesOfModel, 'values'>) {
  const sorted = Float64Array.from(values.filter((value) => value !== null)).sort();
  if (sorted.length === 0) return null;
  return {
    low: sorted[0]!,
    high: sorted.at(-1)!,
    quartiles: [quantileOfSorted(sorted, 0.25), quantileOfSorted(sorted, 0.75)] as const,
    mean: mean(sorted),
  };
}

type Span = NonNullable<ReturnType<typeof spanOf>>;

/** A line for each model from its least to its greatest value, thick where the middle half of them lies, with its mean. */
export function stripLines(
  models: readonly ValuesOfModel[],
  at: (index: number) => number,
  isNarrow: boolean,
): readonly Trace[] {
  const drawn = models.flatMap((model, index) => {
    const span = spanOf(model);
    return span === null ? [] : [{ span, y: at(index) }];
  });
  if (drawn.length === 0) return [];
  const between = (name: string, width: number, ends: (span: Span) => readonly [number, number]): Trace => ({
    type: 'scatter',
    mode: 'lines',
    name,
    x: drawn.flatMap(({ span }) => [...ends(span), null]),
    y: drawn.flatMap(({ y }) => [y, y, null]),
    line: { color: four, width },
    hoverinfo: 'skip',
  });
  return [
    between('range', 1, ({ low, high }) => [low, high]),
    between('middle half', isNarrow ? 2 : 3.5, ({ quartiles }) => quartiles),
    {
      type: 'scatter',
      mode: 'markers',
      name: 'mean',
      x: drawn.map(({ span }) => span.mean),
      y: drawn.map(({ y }) => y),
      marker: {
        color: four,
        size: isNarrow ? 3 : 4.6,
        symbol: 'circle',
        line: { color: paper, width: isNarrow ? 0 : 0.75 },
      },
      hovertemplate: 'mean %{x:.4f}<extra></extra>',
    },
  ];
}
