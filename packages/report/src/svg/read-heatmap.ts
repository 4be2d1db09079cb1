import type { ColourScale } from '../theme.js';
import type { AttributeReader, Kind } from './attribute-reader.js';
import { isScale } from './colour.js';
import { boolean, listOfKind, notNegative, number, numbersWithGaps, text } from './kinds.js';
import { leaveWords, readEntry, readTitle } from './read-common.js';
import { type Place, type PlaceKind, readPlaces } from './read-places.js';

export interface HeatmapTrace {
  readonly kind: 'heatmap';
  readonly name: string;
  readonly inLegend: false;
  readonly x: readonly Place[];
  readonly y: readonly Place[];
  readonly kinds: { readonly x: PlaceKind; readonly y: PlaceKind };
  readonly rows: readonly (readonly number[])[];
  readonly low: number;
  readonly high: number;
  readonly scale: ColourScale | undefined;
  readonly gap: readonly [x: number, y: number];
  readonly bar: BarWords | undefined;
}

/** What a colour bar says. */
export interface BarWords {
  readonly title: string;
  readonly values: readonly number[] | undefined;
  readonly texts: readonly string[] | undefined;
}

const scaleOf: Kind<ColourScale> = (value) => (isScale(value) ? value : undefined);

export function readHeatmap(reader: AttributeReader): HeatmapTrace {
  const { name } = readEntry(reader, false);
  leaveWords(reader);
  // Shown under the pointer only.
  reader.leave('text');
  const rows = reader.read('z', listOfKind(numbersWithGaps), []);
  const columns = Math.max(0, ...rows.map(({ length }) => length));
  const [x, y] = [readPlaces(reader, 'x', columns), readPlaces(reader, 'y', rows.length)];
  if (x.places.length !== columns) reader.refuse('x');
  if (y.places.length !== rows.length) reader.refuse('y');
  const [low, high] = endsOf(reader, rows);
  // Plotly has a scale of its own, which it turns by the sign of the values.
  if (!reader.has('colorscale')) reader.refuse('colorscale');
  const bar = readBar(reader.part('colorbar'));
  return {
    kind: 'heatmap',
    name,
    inLegend: false,
    x: x.places,
    y: y.places,
    kinds: { x: x.kind, y: y.kind },
    rows,
    low,
    high,
    scale: reader.read('colorscale', scaleOf, undefined),
    gap: [reader.read('xgap', notNegative, 0), reader.read('ygap', notNegative, 0)],
    bar: reader.read('showscale', boolean, true) ? bar : undefined,
  };
}

/** The values that have the first and the last colour. Plotly takes no end alone, and none that are equal. */
function endsOf(reader: AttributeReader, rows: HeatmapTrace['rows']): readonly [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows)
    for (const value of row)
      if (!Number.isNaN(value)) [least, most] = [Math.min(least, value), Math.max(most, value)];
  const isGiven = reader.has('zmin') && reader.has('zmax');
  if (!isGiven) for (const end of ['zmin', 'zmax']) if (reader.has(end)) reader.refuse(end);
  const ends = [reader.read('zmin', number, least), reader.read('zmax', number, most)] as const;
  // Where all cells are equal, they have the colour in the middle.
  const isLevel = ends[0] === ends[1] && least === most && (least === ends[0] || !isGiven);
  if (ends[0] < ends[1] || isLevel) return ends;
  if (least <= most || isGiven) reader.refuse(isGiven ? 'zmin' : 'z');
  return [0, 1];
}

function readBar(bar: AttributeReader): BarWords {
  // Every bar lies below its map, as the geometry says.
  bar.leave('orientation', 'x', 'y', 'xanchor', 'yanchor', 'xpad', 'ypad', 'len', 'lenmode', 'thickness');
  bar.leave('thicknessmode', 'outlinewidth', 'ticks', 'ticklen');
  const texts = bar.read('ticktext', listOfKind(text), []);
  return {
    title: readTitle(bar),
    values: bar.has('tickvals') ? bar.read('tickvals', listOfKind(number), []) : undefined,
    texts: bar.has('ticktext') && bar.has('tickvals') ? texts : undefined,
  };
}
