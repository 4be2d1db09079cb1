import type { FeatureOrders } from '@superposition/analyses/internal/weights/feature-orders';
import type { Heatmap, OrderedHeatmaps } from '@superposition/analyses/internal/weights/heatmap';
import type { Trace, Views } from '../figure.js';
import { cellLabel } from '../sentences/heatmaps.js';
import { significant } from '../text/format.js';
import type { ColourScale } from '../theme.js';
import { float32Matrix } from '../typed-array.js';
import { colourBar } from './colour-bar.js';

/** The axes of a matrix that are features. The other axis is neurons, in their own order. */
export type FeatureAxes = 'rows' | 'columns' | 'both';

interface Request {
  readonly heatmaps: OrderedHeatmaps;
  readonly orders: FeatureOrders;
  readonly features: FeatureAxes;
  readonly scale: ColourScale;
  /**
   * Largest magnitude on the colour scale, which is symmetric around 0. By default it follows from the drawn values.
   */
  readonly limit?: number;
  /** What an entry is, for the title of the colour bar, and what many are: `entry of W_in`, `entries of W_in`. */
  readonly entry: string;
  readonly entries: string;
  /** The names of rows and columns in the label that a cell shows under the pointer. */
  readonly rowName: string;
  readonly columnName: string;
}

/** The views of heatmaps of these features. */
export const featureViews: Views = {
  title: 'Order features',
  options: [
    { id: 'codeword', label: 'sorted by codeword' },
    { id: 'singular', label: 'sorted by singular vector' },
    { id: 'index', label: 'by index' },
  ],
};

/** The same matrix in each order of its features, on one symmetric colour scale. */
export function heatmapTraces(request: Request): Record<string, readonly Trace[]> {
  const { heatmaps, orders } = request;
  const limit = request.limit ?? symmetricLimit(heatmaps);
  const indices = orders.codeword.map((_, index) => index);
  return {
    codeword: [traceOf(heatmaps.codeword, orders.codeword, limit, request)],
    singular: [traceOf(heatmaps.singular, orders.singular, limit, request)],
    index: [traceOf(heatmaps.index, indices, limit, request)],
  };
}

/**
 * The largest magnitude that is drawn in any order, but for a diagonal that has cells of its own; 1 if all values are 0.
 */
export function symmetricLimit({ codeword, singular, index }: OrderedHeatmaps): number {
  const ends = [codeword, singular, index].flatMap(({ shape }) => [shape.minimum, shape.maximum]);
  return Math.max(...ends.map(Math.abs)) || 1;
}

function traceOf(heatmap: Heatmap, order: readonly number[], limit: number, request: Request): Trace {
  const { shape, values } = heatmap;
  const { features, scale, rowName, columnName } = request;
  const names = (axisIsFeatures: boolean, count: number, block: number, source: number) =>
    Array.from({ length: count }, (_, position) => {
      if (block === 1) return String(axisIsFeatures ? order[position] : position);
      // Where features are sorted, a block has neighbours in the order, whose indices are others.
      const places = `${position * block}–${Math.min(source, (position + 1) * block) - 1}`;
      return axisIsFeatures ? `at places ${places}` : places;
    });
  const end = significant(limit, 2);
  return {
    type: 'heatmap',
    z: float32Matrix(values, shape.rows, shape.columns),
    x: names(features !== 'rows', shape.columns, shape.columnBlock, shape.sourceColumns),
    y: names(features !== 'columns', shape.rows, shape.rowBlock, shape.sourceRows),
    zmin: -limit,
    zmax: limit,
    colorscale: scale,
    hovertemplate: `${columnName} %{x}, ${rowName} %{y}: ${shape.rowBlock * shape.columnBlock > 1 ? 'mean ' : ''}%{z:.4g}<extra></extra>`,
    colorbar: colourBar(cellLabel(request.heatmaps, request.entries, request.entry), [
      [-limit, `−${end}`],
      [0, '0'],
      [limit, `+${end}`],
    ]),
  };
}
