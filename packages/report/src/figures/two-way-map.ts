import type { Figure, Trace } from '../figure.js';
import { colourBar } from '../plot/colour-bar.js';
import { cellAxis, cellTexts } from '../plot/map-cells.js';
import { cellsOfMap, emptyCells, mapInWords } from '../sentences/model-table.js';
import type { Sentence } from '../sentences/rule.js';
import { significant } from '../text/format.js';
import { inkOn, sequentialScale, signedScale } from '../theme.js';
import { packedMatrix } from '../typed-array.js';
import {
  greatest,
  least,
  type ModelColumn,
  type ModelTable,
  type ValueGroups,
  valueGroups,
} from './model-table.js';
import { shownQuantities } from './parallel-coordinates.js';

/** With more columns than this, the cells have no room for their values. */
const mostColumnsWithText = 10;

/** The mean of each quantity over the models of a table by two of its settings. A button chooses the quantity. */
export function twoWayMap(
  table: ModelTable,
  [down, across]: readonly [ModelColumn, ModelColumn],
  number: number,
): Figure<Sentence> {
  const quantities = shownQuantities(table);
  const [rows, columns] = [valueGroups(down), valueGroups(across)];
  const others = table.settings.filter((each) => each !== down && each !== across).map(({ name }) => name);
  const maps = quantities.map((quantity) => ({ quantity, means: meansOf(quantity, rows, columns) }));
  const [first] = maps;
  const known = (first?.means ?? []).flat().filter((mean) => mean !== null) as number[];
  const ends = known.length === 0 ? ['', ''] : [significant(least(known)), significant(greatest(known))];
  return {
    id: `figure-${number}`,
    number,
    title: `${down.name} and ${across.name}`,
    caption: [cellsOfMap(down.name, across.name, others)],
    definitions: [emptyCells],
    ...(maps.length > 1 && {
      views: {
        title: 'Colour by',
        options: maps.map(({ quantity: { name } }) => ({ id: name, label: name })),
      },
    }),
    panels: [
      {
        kind: 'plot',
        id: 'map',
        title: `By ${down.name} and ${across.name}`,
        summary: mapInWords(first?.quantity.name ?? '', ends[0]!, ends[1]!),
        width: 'full',
        aspect: 0.6,
        ...(maps.length > 1
          ? {
              traces: [],
              views: Object.fromEntries(
                maps.map(({ quantity: { name }, means }) => [name, mapTraces(name, means, rows, columns)]),
              ),
            }
          : {
              traces: maps.flatMap(({ quantity: { name }, means }) => mapTraces(name, means, rows, columns)),
            }),
        layout: {
          showlegend: false,
          xaxis: cellAxis(across.name, columns.labels),
          yaxis: cellAxis(down.name, rows.labels),
        },
      },
    ],
    tables: maps.map(({ quantity: { name }, means }) => ({
      title: `${name}, ${down.name} down, ${across.name} across`,
      columns: [`${down.name} \\ ${across.name}`, ...columns.labels],
      rows: rows.labels.map((label, row) => [
        label,
        ...means[row]!.map((mean) => (mean === null ? 'n/a' : significant(mean))),
      ]),
    })),
  };
}

/** The means by row and column; null for a cell without a value. */
function meansOf(
  { values }: ModelColumn,
  rows: ValueGroups,
  columns: ValueGroups,
): readonly (number | null)[][] {
  const sums = rows.labels.map(() => columns.labels.map(() => ({ sum: 0, count: 0 })));
  for (const [model, value] of values.entries()) {
    if (typeof value !== 'number') continue;
    const cell = sums[rows.groupOf[model]!]![columns.groupOf[model]!]!;
    cell.sum += value;
    cell.count += 1;
  }
  return sums.map((row) => row.map(({ sum, count }) => (count === 0 ? null : sum / count)));
}

function mapTraces(
  name: string,
  means: readonly (readonly (number | null)[])[],
  rows: ValueGroups,
  columns: ValueGroups,
): readonly Trace[] {
  const known = means.flat().filter((mean) => mean !== null) as number[];
  const isSigned = known.some((mean) => mean < 0);
  const most = greatest(known.map(Math.abs));
  const [low, high] = isSigned ? [-most, most] : [least(known), greatest(known)];
  const end = high > low ? high : low + 1;
  const scale = isSigned ? signedScale : sequentialScale;
  const map: Trace = {
    type: 'heatmap',
    // Plotly leaves a cell empty whose value is NaN.
    z: packedMatrix(
      means.flatMap((row) => row.map((mean) => mean ?? Number.NaN)),
      rows.labels.length,
      columns.labels.length,
    ),
    x: columns.labels.map((_, index) => index),
    y: rows.labels.map((_, index) => index),
    zmin: low,
    zmax: end,
    colorscale: scale,
    hoverongaps: false,
    hovertemplate: '%{z:.3g}<extra></extra>',
    xgap: 1,
    ygap: 1,
    colorbar: colourBar(name, [
      [low, significant(low, 2)],
      [end, significant(end, 2)],
    ]),
  };
  if (columns.labels.length > mostColumnsWithText) return [map];
  return [map, cellTexts(means, (mean) => inkOn((mean - low) / (end - low), scale))];
}
