import type { Heatmap, OrderedHeatmaps } from '@superposition/analyses/internal/weights/heatmap';

/** Exchanges rows and columns, for a matrix that is easier to read in landscape format. */
export function transposed({ codeword, singular, index }: OrderedHeatmaps): OrderedHeatmaps {
  return { codeword: transpose(codeword), singular: transpose(singular), index: transpose(index) };
}

function transpose({ shape, values }: Heatmap): Heatmap {
  const turned = values.slice();
  for (let row = 0; row < shape.rows; row++) {
    for (let column = 0; column < shape.columns; column++) {
      turned[column * shape.rows + row] = values[row * shape.columns + column]!;
    }
  }
  return {
    shape: {
      ...shape,
      rows: shape.columns,
      columns: shape.rows,
      sourceRows: shape.sourceColumns,
      sourceColumns: shape.sourceRows,
      rowBlock: shape.columnBlock,
      columnBlock: shape.rowBlock,
    },
    values: turned,
  };
}
