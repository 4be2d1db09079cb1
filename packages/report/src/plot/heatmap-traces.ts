import type { FeatureOrders } from '@superposition/analyses/internal/weights/feature-orders';
import type { Heatmap, OrderedHeatmaps } from '@superposition/analyses/internal/weights/heatmap';
import type { Trace, Views } from '../figure.js';
import { cellLabel } from '../sentences/heatmaps.js';
import { significant } from '../text/format.js';
import { signedScale } from '../theme.js';
import { counting, packedMatrix, integerArray } from '../typed-array.js';
import { colourBar } from './colour-bar.js';

/** The axes of a matrix that are features. The other axis is neurons, in their own order. */
export type FeatureAxes = 'rows' | 'columns' | 'both';

/** How heatmaps are drawn. */
interface Drawing {
  readonly features: FeatureAxes;
  /** Largest magnitude on the colour scale, which is symmetric around 0. */
  readonly limit: number;
  /** Whether the cells on the diagonal of a square matrix stay empty, because they say nothing. */
  readonly emptyDiagonal?: true;
  /** What an entry is, for the title of the colour bar, and what many are: `entry of W_in`, `entries of W_in`. */
  readonly entry: string;
  readonly entries: string;
  /** The names of rows and columns in the label that a cell shows under the pointer. */
  readonly rowName: string;
  readonly columnName: string;
}

interface Request extends Drawing {
  readonly heatmaps: OrderedHeatmaps;
  readonly orders: FeatureOrders;
}

/** The views of heatmaps of these features. */
export const featureViews: Views = {
  title: 'Order',
  options: [
    { id: 'codeword', label: 'codeword' },
    { id: 'singular', label: 'singular' },
    { id: 'index', label: 'index' },
  ],
};

/** The same matrix in each order of its features, on one symmetric colour scale. */
export function heatmapTraces(request: Request): Record<string, readonly Trace[]> {
  const { heatmaps, orders } = request;
  const indices = orders.codeword.map((_, index) => index);
  return {
    codeword: [heatmapTrace(heatmaps.codeword, orders.codeword, request)],
    singular: [heatmapTrace(heatmaps.singular, orders.singular, request)],
    index: [heatmapTrace(heatmaps.index, indices, request)],
  };
}

/** The largest magnitude off the diagonal of a square matrix, in any order; 1 if all are 0. */
export function offDiagonalLimit({ codeword, singular, index }: OrderedHeatmaps): number {
  let limit = 0;
  for (const { shape, values } of [codeword, singular, index])
    values.forEach((value, cell) => {
      if (cell % (shape.columns + 1) !== 0) limit = Math.max(limit, Math.abs(value));
    });
  return limit || 1;
}

function withoutDiagonal(values: Heatmap['values'], columns: number): Heatmap['values'] {
  return values.map((value, cell) => (cell % (columns + 1) === 0 ? Number.NaN : value));
}

/**
 * The largest magnitude that is drawn in any order, but for a diagonal that has cells of its own; 1 if all values are 0.
 */
export function symmetricLimit({ codeword, singular, index }: OrderedHeatmaps): number {
  const ends = [codeword, singular, index].flatMap(({ shape }) => [shape.minimum, shape.maximum]);
  return Math.max(...ends.map(Math.abs)) || 1;
}

/** A heatmap whose features stand in an order: drawn place → feature. */
export function heatmapTrace(heatmap: Heatmap, order: readonly number[], request: Drawing): Trace {
  const { shape, values } = heatmap;
  const { features, limit, rowName, columnName } = request;
  const names = (axisIsFeatures: boolean, count: number, block: number, source: number) =>
    Array.from({ length: count }, (_, position) => {
      if (block === 1) return String(axisIsFeatures ? order[position] : position);
      // Where features are sorted, a block has neighbours in the order, whose indices are others.
      return `${position * block}–${Math.min(source, (position + 1) * block) - 1}`;
    });
  const at = (axisIsFeatures: boolean, block: number) => (axisIsFeatures && block > 1 ? ' at places' : '');
  const end = significant(limit, 2);
  return {
    type: 'heatmap',
    z: packedMatrix(
      request.emptyDiagonal ? withoutDiagonal(values, shape.rows) : values,
      shape.rows,
      shape.columns,
    ),
    meta: {
      ...(features === 'columns'
        ? { neuronRows: counting(shape.sourceRows) }
        : { rows: integerArray(order) }),
      ...(features === 'rows'
        ? { neuronColumns: counting(shape.sourceColumns) }
        : { columns: integerArray(order) }),
    },
    x: names(features !== 'rows', shape.columns, shape.columnBlock, shape.sourceColumns),
    y: names(features !== 'columns', shape.rows, shape.rowBlock, shape.sourceRows),
    zmin: -limit,
    zmax: limit,
    colorscale: signedScale,
    hovertemplate: `${columnName}${at(features !== 'rows', shape.columnBlock)} %{x}, ${rowName}${at(features !== 'columns', shape.rowBlock)} %{y}: ${shape.rowBlock * shape.columnBlock > 1 ? 'mean ' : ''}%{z:.4g}<extra></extra>`,
    colorbar: colourBar(cellLabel(heatmap, request.entries, request.entry), [
      [-limit, `−${end}`],
      [0, '0'],
      [limit, `+${end}`],
    ]),
  };
}
