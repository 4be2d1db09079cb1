import type { PlotPanel, Trace } from '../figure.js';
import { number, text } from '../svg/kinds.js';
import { attributesOf, listOf } from '../svg/values.js';
import { type Column, columnAlong, type NamedAxis, namedAxis } from './named-axis.js';
import { fieldsOf, matrixOf } from './numbers.js';
import { shownMembers } from '../sections/shown-item.js';
import { plainLabel } from './plain-label.js';

/** The fields of a row by the names of their columns. */
export type NamedFields = ReadonlyMap<string, string | number | null>;

/** The rows of a trace: one for each point, or for each cell of a matrix. Without the panel and the name of the trace. */
export function traceRows(panel: PlotPanel, trace: Trace): readonly NamedFields[] {
  const axes = { x: namedAxis(panel, 'x'), y: namedAxis(panel, 'y') };
  if (trace.type === 'heatmap') return cellRows(trace, axes);
  if (['scatter', 'scattergl', 'bar'].includes(trace.type ?? 'scatter')) return pointRows(trace, axes);
  return listRows(trace);
}

type Axes = Readonly<Record<'x' | 'y', NamedAxis>>;

function pointRows(trace: Trace, axes: Axes): readonly NamedFields[] {
  const meta = attributesOf(trace.meta);
  const hasOneTitle = axes.x.title !== '' && axes.x.title === axes.y.title;
  const along = (name: 'x' | 'y') => {
    const column = columnAlong(axes[name], trace[name], name, meta[name]);
    return column && hasOneTitle ? { ...column, name: `${column.name} (${name})` } : column;
  };
  const [x, y] = [along('x'), along('y')];
  const places = [x, y].filter((column) => column !== undefined);
  const count = Math.max(0, ...places.map(({ fields }) => fields.length));
  const counted: Column = { name: 'place', fields: Array.from({ length: count }, (_, index) => index) };
  const area = x !== undefined && y !== undefined ? areaOf(trace, x, y) : undefined;
  const columns: readonly Column[] = area ?? [
    ...nameColumn(meta['names']),
    ...itemColumns(meta, count),
    x ?? counted,
    y ?? counted,
    ...whiskerColumns(trace, meta, { x, y }),
    ...(text(trace['mode'])?.includes('text') ? column('text', fieldsOf(trace['text'])) : []),
  ];
  return rowsOf(columns).filter((row) =>
    // A gap between two lines is no point.
    [x, y].some((place) => place === undefined || area !== undefined || row.get(place.name) !== null),
  );
}

/** An area whose outline goes forth and back over the same places: its ends at each. */
function areaOf({ fill }: Trace, x: Column, y: Column): readonly Column[] | undefined {
  const count = x.fields.length;
  const isThereAndBack = x.fields.every(
    (place, index) => place !== null && place === x.fields[count - 1 - index],
  );
  if (fill !== 'toself' || count % 2 === 1 || count === 0 || !isThereAndBack) return undefined;
  const half = count / 2;
  const ends = (choose: (a: number, b: number) => number) =>
    y.fields.slice(0, half).map((value, index) => {
      const both = [value, y.fields[count - 1 - index]!].map((end) => number(end) ?? Number.NaN);
      return both.some(Number.isNaN) ? null : choose(...(both as [number, number]));
    });
  return [
    { name: x.name, fields: x.fields.slice(0, half) },
    { name: `${y.name}, low`, fields: ends(Math.min) },
    { name: `${y.name}, high`, fields: ends(Math.max) },
  ];
}

function nameColumn(names: unknown): readonly Column[] {
  return column('name', fieldsOf(names));
}

/** The feature and the neuron of each point, as far as the trace names them. */
function itemColumns(meta: ReturnType<typeof attributesOf>, count: number): readonly Column[] {
  return (['feature', 'neuron'] as const).flatMap((item) => {
    const { whole, points } = shownMembers[item];
    const one = meta[whole];
    const same = typeof one === 'number' ? Array.from({ length: count }, () => one) : undefined;
    return column(item, same ?? fieldsOf(meta[points]));
  });
}

/** The lengths of bars of uncertainty below and above a mark. */
function whiskerColumns(
  trace: Trace,
  meta: ReturnType<typeof attributesOf>,
  places: Readonly<Record<'x' | 'y', Column | undefined>>,
): readonly Column[] {
  return (['x', 'y'] as const).flatMap((axis) => {
    const { array, arrayminus, symmetric, visible } = attributesOf(trace[`error_${axis}`]);
    const above = fieldsOf(array);
    const title = places[axis]?.name ?? axis;
    if (above === undefined || visible === false) return [];
    const shown = fieldsOf(meta[`error_${axis}`]);
    // Where the axis is compressed, lengths along it mean nothing.
    if (shown !== undefined) return column(`${title}, ±`, shown);
    if (meta[axis] !== undefined) return [];
    const below = symmetric === false || arrayminus !== undefined ? (fieldsOf(arrayminus) ?? []) : above;
    return [...column(`${title}, whisker below`, below), ...column(`${title}, whisker above`, above)];
  });
}

function cellRows(trace: Trace, axes: Axes): readonly NamedFields[] {
  const meta = attributesOf(trace.meta);
  const rows = matrixOf(meta['z'] ?? trace['z']);
  const across = Math.max(0, ...rows.map(({ length }) => length));
  const named = (axis: 'x' | 'y', word: 'row' | 'column', count: number) => {
    for (const item of ['feature', 'neuron'] as const) {
      const fields = fieldsOf(meta[shownMembers[item][`${word}s`]]);
      if (fields?.length === count) return { name: `${word} ${item}`, fields };
    }
    const column = columnAlong(axes[axis], trace[axis], word, undefined);
    return {
      name: column?.name || word,
      fields: column?.fields ?? Array.from({ length: count }, (_, index) => index),
    };
  };
  const down = named('y', 'row', rows.length);
  const right = named('x', 'column', across);
  const bar = attributesOf(attributesOf(trace['colorbar'])['title'])['text'];
  const value = plainLabel(text(bar) ?? text(trace['name']) ?? '') || 'value';
  return rows.flatMap((row, index) =>
    row.map(
      (cell, at): NamedFields =>
        new Map([
          [down.name, down.fields[index] ?? null],
          [right.name === down.name ? `${right.name} (x)` : right.name, right.fields[at] ?? null],
          [value, cell],
        ]),
    ),
  );
}

/** What a trace of another type has as lists, such as `labels` and `values`: one column for each. */
function listRows(trace: Trace): readonly NamedFields[] {
  const drawn = ['x', 'y', 'z', 'r', 'theta', 'labels', 'parents', 'values', 'open', 'high', 'low', 'close'];
  return rowsOf(
    Object.keys(trace)
      .filter((name) => drawn.includes(name) && listOf(trace[name])?.some(Array.isArray) !== true)
      .flatMap((name) => column(name, fieldsOf(trace[name]))),
  );
}

function column(name: string, fields: Column['fields'] | undefined): readonly Column[] {
  return fields === undefined ? [] : [{ name, fields }];
}

function rowsOf(columns: readonly Column[]): readonly NamedFields[] {
  const count = Math.max(0, ...columns.map(({ fields }) => fields.length));
  return Array.from(
    { length: count },
    (_, index) => new Map(columns.map(({ name, fields }) => [name, fields[index] ?? null])),
  );
}
