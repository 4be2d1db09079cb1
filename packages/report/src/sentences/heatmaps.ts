import type { Heatmap, OrderedHeatmaps } from '@superposition/analyses/internal/weights/heatmap';
import { significant, whole } from '../text/format.js';
import { rule } from './rule.js';

/** Whether cells are means of blocks of entries. */
function isReduced({ shape }: Heatmap): boolean {
  return shape.rowBlock > 1 || shape.columnBlock > 1;
}

/** Whether the cells on the diagonal of a square heatmap are means of entries on the diagonal alone. */
function hasOwnDiagonal({ shape }: Heatmap): boolean {
  return shape.ownDiagonal;
}

/** The title of a colour bar: what a cell shows. */
export function cellLabel(heatmap: Heatmap, entries: string, entry: string): string {
  const { rowBlock, columnBlock } = heatmap.shape;
  return isReduced(heatmap) ? `mean of ${whole(rowBlock)} × ${whole(columnBlock)} ${entries}` : entry;
}

/** How a matrix that is too large to draw was reduced. */
export const reduction = rule(
  'nothing is said of a heatmap that shows the matrix itself',
  (heatmaps: OrderedHeatmaps, name: string) => {
    const { shape } = heatmaps.codeword;
    if (!isReduced(heatmaps.codeword)) return '';
    const block = `${whole(shape.rowBlock)} × ${whole(shape.columnBlock)}`;
    const diagonal = hasOwnDiagonal(heatmaps.codeword)
      ? ' A cell on the diagonal is the mean of the entries on the diagonal of the matrix in its block, and of no others.'
      : '';
    return (
      `The ${whole(shape.sourceRows)} × ${whole(shape.sourceColumns)} entries of ${name} are drawn as means of blocks of ${block} ` +
      `neighbouring entries in the chosen order; the last blocks may be smaller.${diagonal}`
    );
  },
);

/** That two figures can be laid side by side. */
export const sameColours = rule(
  'both figures take their colours and the axis of the other entries from both matrices',
  () => 'Figures 4 (W_eff) and 8 (R⁺) use the same colours and axes.',
);

/** How far colours reach. */
export const colours = rule(
  'the limit is the largest magnitude of the drawn cells, those on a diagonal of their own left out, or 1 if all are 0; or a larger one that two figures share',
  (heatmaps: OrderedHeatmaps, name: string, limit: number) =>
    `Colours of ${name} run symmetrically from −${significant(limit)} to +${significant(limit)}.` +
    (hasOwnDiagonal(heatmaps.codeword)
      ? ' Cells on the diagonal may lie beyond; they then have the last colour.'
      : ''),
);

const whatSortingDoes =
  'Sorting the features draws steps, blocks and bands out of any weights, random ones too; the order by index adds none.';

const hasOneOrder = ({ index: { shape } }: OrderedHeatmaps) =>
  Math.max(shape.sourceRows, shape.sourceColumns) === 1;

/** What sorting does to a picture, for the caption of the first heatmap of a page. */
export const sortedNote = rule(
  'both orders are made from W_in, so they put similar columns side by side whatever W_in is; of one feature there is one order',
  (heatmaps: OrderedHeatmaps) => (hasOneOrder(heatmaps) ? '' : whatSortingDoes),
);

/** What the orders are. */
export const orderDefinition = rule(
  'both orders are made from W_in; of one feature there is one order',
  (heatmaps: OrderedHeatmaps) =>
    hasOneOrder(heatmaps)
      ? ''
      : `The orders by codeword and by singular vector are made from W_in and put features with similar columns side by side. By codeword: by the set of neurons that a feature uses (figure 3 defines it), so that features of equal codewords stand together; then by their largest input weight. By singular vector: by angle in the plane of the two leading right singular vectors of W_in. ${whatSortingDoes}`,
);

/** A heatmap in words. */
export const heatmapSummary = rule(
  'describes size and colours',
  (heatmaps: OrderedHeatmaps, name: string, limit: number) => {
    const { sourceRows, sourceColumns } = heatmaps.codeword.shape;
    return `Heatmap of ${name}, ${whole(sourceRows)} × ${whole(sourceColumns)}, colours from −${significant(limit)} to +${significant(limit)}.`;
  },
);
