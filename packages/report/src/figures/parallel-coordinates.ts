import {
  quantityDefinitions,
  type QuantityId,
} from '@superposition/core/internal/quantities/quantity-definitions';
import type { Figure, Trace } from '../figure.js';
import { axis } from '../plot/axis.js';
import {
  coloursOfModels,
  linesInWords,
  linesOfModels,
  scalesOfRows,
  sharedSettings,
} from '../sentences/model-table.js';
import { paragraph } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { type Colour, ink3, sequentialScale } from '../theme.js';
import {
  type ColumnScale,
  columnScale,
  type ModelColumn,
  type ModelTable,
  shownNumber,
} from './model-table.js';

/** More lines only cover each other. */
const mostLines = 1000;
/** More rows make a figure that no screen shows. */
const mostQuantities = 6;

/** What is shown of a table that has every quantity. */
const keyQuantities: readonly QuantityId[] = [
  'lq.allPerActive',
  'mse.active',
  'gain.positive',
  'output.minusOne',
  'neuronUsage.mean',
  'cosine.meanAbs',
];

/** The quantities that figures of a table show: those that have values, and of very many the main ones. */
export function shownQuantities({ quantities }: ModelTable): readonly ModelColumn[] {
  const known = quantities.filter(({ values }) => values.some((value) => value !== null));
  const keys = known.filter(({ name }) => (keyQuantities as readonly string[]).includes(name));
  return known.length <= mostQuantities || keys.length === 0 ? known.slice(0, mostQuantities) : keys;
}

/** Every model of a table as a line through a row for each of its settings and quantities. */
export function parallelCoordinates(table: ModelTable, shared: readonly string[]): Figure<Sentence> {
  const quantities = shownQuantities(table);
  const columns = [...table.settings, ...quantities];
  const scales = columns.map(columnScale);
  const complete = Array.from({ length: table.models }, (_, model) => model).filter((model) =>
    scales.every(({ places }) => !Number.isNaN(places[model])),
  );
  const step = Math.max(1, complete.length / mostLines);
  const drawn = Array.from(
    { length: Math.min(mostLines, complete.length) },
    (_, index) => complete[Math.floor(index * step)]!,
  );
  const names = columns.map(({ name }) => name);
  const rows = names.map((_, index) => names.length - 1 - index);
  return {
    id: 'figure-1',
    number: 1,
    title: 'Settings and quantities of every model',
    caption: [
      paragraph(
        linesOfModels(table.models, table.models - complete.length, drawn.length),
        sharedSettings(shared),
      ),
    ],
    definitions: [coloursOfModels, scalesOfRows],
    ...(quantities.length > 1 && {
      views: { title: 'Colour by', options: quantities.map(({ name }) => ({ id: name, label: name })) },
    }),
    panels: [
      {
        kind: 'plot',
        id: 'lines',
        title: 'One line a model',
        summary: linesInWords(names),
        width: 'full',
        aspect: 0.6,
        height: 60 + 58 * names.length,
        ...(quantities.length > 1
          ? {
              traces: [],
              views: Object.fromEntries(
                quantities.map(({ name }, index) => [
                  name,
                  linesBy(drawn, scales, table.settings.length + index, rows),
                ]),
              ),
            }
          : { traces: linesBy(drawn, scales, scales.length - 1, rows) }),
        layout: {
          showlegend: false,
          xaxis: axis('', { range: [-0.03, 1.03], tickvals: [], showgrid: false, zeroline: false }),
          yaxis: axis('', {
            range: [-0.5, names.length - 0.4],
            tickvals: rows,
            ticktext: names,
            zeroline: false,
          }),
          annotations: scales.flatMap(({ ends }, index) =>
            ends.map((text, end) => ({
              xref: 'x',
              yref: 'y',
              x: end,
              y: rows[index]! + 0.08,
              text,
              xanchor: end === 0 ? 'left' : 'right',
              yanchor: 'bottom',
              showarrow: false,
              font: { color: ink3, size: 11 },
            })),
          ),
        },
      },
    ],
    tables: [
      {
        title: 'Range of each row',
        columns: ['', 'least', 'median', 'greatest', 'models', 'quantity'],
        rows: columns.map(rowOf),
      },
    ],
  };
}

/** Lines in fifths by one of the columns, the smallest values first, so that the largest lie on top. */
function linesBy(
  drawn: readonly number[],
  scales: readonly ColumnScale[],
  by: number,
  rows: readonly number[],
): readonly Trace[] {
  const { places } = scales[by]!;
  const sorted = [...drawn].sort((a, b) => places[a]! - places[b]! || a - b);
  return fifths.map((color, part) => {
    const own = sorted.slice(
      Math.round((part * sorted.length) / fifths.length),
      Math.round(((part + 1) * sorted.length) / fifths.length),
    );
    return {
      type: 'scatter',
      mode: 'lines',
      name: `fifth ${part + 1}`,
      x: own.flatMap((model) => [...scales.map((scale) => round(scale.places[model]!)), null]),
      y: own.flatMap(() => [...rows, null]),
      line: { color, width: drawn.length > 200 ? 0.7 : 1.2 },
      hoverinfo: 'skip',
    };
  });
}

/** A thousandth of the row is less than a pixel. */
const round = (place: number) => Math.round(place * 1000) / 1000;

const fifths: readonly Colour[] = sequentialScale.map(([, colour], index) =>
  // The first stop is nearly the ground.
  index === 0 ? 'light-dark(#dfe4e6, #2b3239)' : colour,
);

function rowOf({ name, values }: ModelColumn): readonly string[] {
  const numbers = (values.filter((value) => typeof value === 'number') as number[]).sort((a, b) => a - b);
  const title = Object.hasOwn(quantityDefinitions, name) ? quantityDefinitions[name as QuantityId].title : '';
  if (numbers.length === 0) {
    const words = [...new Set(values.map(String))];
    return [name, words.join(', '), '', '', String(values.length), title];
  }
  const middle = numbers[Math.floor((numbers.length - 1) / 2)]!;
  return [name, ...[numbers[0]!, middle, numbers.at(-1)!].map(shownNumber), String(numbers.length), title];
}
