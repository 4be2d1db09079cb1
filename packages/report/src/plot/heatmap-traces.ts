import type { FeatureOrders } from '@superposition/analyses/internal/weights/feature-orders';
import type { Heatmap, OrderedHeatmaps } from '@superposition/analyses/internal/weights/heatmap';
import type { Trace, Views } from '../figure.js';
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
  /** The title of the colour bar, which says what the values are. */
  readonly label: string;
  /** The names of rows and columns in the label that a cell shows under the pointer. */
  readonly rowName: string;
  readonly columnName: string;
}

/**
 * The views of heatmaps of these features. The order by index exists only if the features are not joined into blocks.
 */
export function featureViews(heatmaps: OrderedHeatmaps, features: FeatureAxes): Views {
  const { rowBlock, columnBlock } = heatmaps.codeword.shape;
  const reduced = (features === 'columns' ? columnBlock : rowBlock) > 1;
  return {
    title: 'Order features',
    options: [
      { id: 'codeword', label: 'by codeword' },
      { id: 'singular', label: 'by singular vector' },
      ...(reduced ? [] : [{ id: 'index', label: 'by index' }]),
    ],
  };
}

/** The same matrix in each order of its features, on one symmetric colour scale. */
export function heatmapTraces(request: Request): Record<string, readonly Trace[]> {
  const { heatmaps, orders, features } = request;
  const limit = request.limit ?? symmetricLimit(heatmaps);
  const traces: Record<string, readonly Trace[]> = {
    codeword: [traceOf(heatmaps.codeword, orders.codeword, limit, request)],
    singular: [traceOf(heatmaps.singular, orders.singular, limit, request)],
  };
  if (featureViews(heatmaps, features).options.some(({ id }) => id === 'index')) {
    const byIndex = unordered(heatmaps.codeword, orders.codeword, features);
    const indices = orders.codeword.map((_, index) => index);
    traces['index'] = [traceOf(byIndex, indices, limit, request)];
  }
  return traces;
}

/** The largest magnitude that is drawn in any order, or 1 if all values are 0. */
export function symmetricLimit({ codeword, singular }: OrderedHeatmaps): number {
  const ends = [codeword, singular].flatMap(({ shape }) => [shape.minimum, shape.maximum]);
  return Math.max(...ends.map(Math.abs)) || 1;
}

/** A sentence that says how a matrix too large to draw was reduced; null if the heatmap shows the matrix itself. */
export function reductionSentence({ codeword: { shape } }: OrderedHeatmaps): string | null {
  if (shape.rowBlock === 1 && shape.columnBlock === 1) return null;
  const block = `${shape.rowBlock} × ${shape.columnBlock}`;
  return `The ${shape.sourceRows} × ${shape.sourceColumns} matrix is drawn as the means of blocks of ${block} neighbouring entries, in the chosen order.`;
}

function traceOf(heatmap: Heatmap, order: readonly number[], limit: number, request: Request): Trace {
  const { shape, values } = heatmap;
  const { features, scale, label, rowName, columnName } = request;
  const names = (axisIsFeatures: boolean, count: number, block: number) =>
    Array.from({ length: count }, (_, position) => {
      if (block === 1) return String(axisIsFeatures ? order[position] : position);
      return `${position * block}–${position * block + block - 1}`;
    });
  const end = significant(limit, 2);
  return {
    type: 'heatmap',
    z: float32Matrix(values, shape.rows, shape.columns),
    x: names(features !== 'rows', shape.columns, shape.columnBlock),
    y: names(features !== 'columns', shape.rows, shape.rowBlock),
    zmin: -limit,
    zmax: limit,
    colorscale: scale,
    hovertemplate: `${columnName} %{x}, ${rowName} %{y}: %{z:.4f}<extra></extra>`,
    colorbar: colourBar(label, [
      [-limit, `−${end}`],
      [0, '0'],
      [limit, `+${end}`],
    ]),
  };
}

/** Undoes an order of the features, so that positions are indices again. */
function unordered(heatmap: Heatmap, order: readonly number[], features: FeatureAxes): Heatmap {
  const { rows, columns } = heatmap.shape;
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const toRow = features === 'columns' ? row : order[row]!;
    for (let column = 0; column < columns; column++) {
      const toColumn = features === 'rows' ? column : order[column]!;
      values[toRow * columns + toColumn] = heatmap.values[row * columns + column]!;
    }
  }
  return { shape: heatmap.shape, values };
}
