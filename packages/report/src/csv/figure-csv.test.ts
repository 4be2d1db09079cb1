import { describe, expect, it } from 'vitest';
import { figuresOfFixture } from '../../test/fixture-figures.js';
import { readCsv, readTable } from '../../test/read-csv.js';
import type { Figure, PlotPanel, Trace } from '../figure.js';
import { drawnPanels } from '../svg/drawn-panels.js';
import { listOf } from '../svg/values.js';
import { packedNumbers, packedMatrix } from '../typed-array.js';
import { figureCsv } from '../public/figure-csv.js';
import { figuresCsv } from './figure-csv.js';

const panel = (traces: readonly Trace[], others: Partial<PlotPanel> = {}): PlotPanel => ({
  kind: 'plot',
  id: 'a',
  title: 'A',
  summary: '',
  width: 'full',
  aspect: 1,
  traces,
  layout: {},
  ...others,
});
const csvOf = (...panels: readonly PlotPanel[]) => figureCsv({ title: 'Own', panels });
const titled = (title: string, others: object = {}) => ({ title: { text: title }, ...others });

describe('the table of a figure', () => {
  it('has a row for each point, with the titles of the axes as columns and all digits', () => {
    const layout = { xaxis: titled('time, in s'), yaxis: titled('<i>W</i><sub>in</sub>, "raw"') };
    const traces: Trace[] = [
      { type: 'scatter', name: 'one', x: [0.1, 1 / 3, null], y: [1e-300, -0.1, null] },
      { type: 'bar', name: 'two, three', x: ['a', 'b'], y: packedNumbers([0.1, Number.NaN]) },
    ];
    expect(csvOf(panel(traces, { layout }))).toBe(
      [
        'panel,series,"time, in s","W_in, ""raw"""',
        'A,one,0.1,1e-300',
        'A,one,0.3333333333333333,-0.1',
        'A,"two, three",a,0.1',
        'A,"two, three",b,',
        '',
      ].join('\r\n'),
    );
  });

  it('has a row for each cell of a heatmap, in the order of the chosen view', () => {
    const map = (columns: readonly number[]): Trace => ({
      type: 'heatmap',
      z: packedMatrix([1, 2.5, Number.NaN, 4], 2, 2),
      x: columns.map(String),
      y: ['0', '1'],
      meta: { columns },
      colorbar: { title: { text: 'entry of <i>W</i><sub>in</sub>' } },
    });
    const layout = { xaxis: titled(''), yaxis: titled('neuron') };
    const views = { first: [map([1, 0])], second: [map([0, 1])] };
    const figure = {
      title: 'Own',
      views: { title: 'Order', options: Object.keys(views).map((id) => ({ id, label: id })) },
      panels: [panel([], { layout, views })],
    };
    const lines = (view?: string) => figureCsv(figure, { view }).split('\r\n');
    expect(lines()).toEqual([
      'panel,series,neuron,column feature,entry of W_in',
      'A,,0,1,1',
      'A,,0,0,2.5',
      'A,,1,1,',
      'A,,1,0,4',
      '',
    ]);
    expect(lines('second')[1]).toBe('A,,0,0,1');
    expect(() => figureCsv(figure, { view: 'third' })).toThrow('must be one of first, second');
  });

  it('names neurons as it names features', () => {
    const layout = { xaxis: titled(''), yaxis: titled('') };
    const words: Trace = {
      type: 'heatmap',
      z: packedMatrix([1, 0], 2, 1),
      x: ['5'],
      y: ['neuron 3', 'neuron 8'],
      meta: { columns: [5], neuronRows: [3, 8] },
    };
    const loads: Trace = { type: 'scatter', x: [1, 2], y: [7, 9], meta: { neurons: [8, 3] } };
    expect(
      csvOf(panel([words], { layout }))
        .split('\r\n')
        .slice(0, 3),
    ).toEqual(['panel,series,row neuron,column feature,value', 'A,,3,5,1', 'A,,8,5,0']);
    expect(
      csvOf(panel([loads], { layout }))
        .split('\r\n')
        .slice(0, 3),
    ).toEqual(['panel,series,neuron,x,y', 'A,,8,1,7', 'A,,3,2,9']);
  });

  it('names the rows of strips, the ends of areas, whiskers and features, and what stands for other values', () => {
    const layout = {
      xaxis: titled('error'),
      yaxis: titled('', { tickvals: [10, 20], ticktext: ['<b>naive</b>', 'seed 0'] }),
    };
    const text = csvOf(
      panel(
        [
          {
            type: 'scatter',
            name: 'dots',
            x: [1, 2],
            y: [10, 21],
            meta: { features: [7, 8] },
            error_x: { array: [0.5, 0.25] },
          },
        ],
        { layout },
      ),
      panel([{ type: 'scatter', name: 'seeds', fill: 'toself', x: [1, 2, 2, 1], y: [5, 6, 8, 4] }], {
        id: 'b',
        title: 'B',
      }),
      panel(
        [
          {
            type: 'scatter',
            name: 'far',
            x: [0.3],
            y: [1],
            meta: { x: [310], error_x: [2], names: ['c1'] },
            error_x: { array: [0.1] },
          },
        ],
        {
          id: 'c',
          title: 'C',
          layout: { xaxis: titled('distance', { tickvals: [0, 0.3], ticktext: ['0', '300'] }) },
        },
      ),
    );
    const rows = readTable(text);
    expect(rows.map(({ panel: name, series, row, feature }) => [name, series, row, feature])).toEqual([
      ['A', 'dots', 'naive', '7'],
      ['A', 'dots', 'seed 0', '8'],
      ['B', 'seeds', '', ''],
      ['B', 'seeds', '', ''],
      ['C', 'far', '', ''],
    ]);
    expect(rows[1]).toMatchObject({
      error: '2',
      'error, whisker below': '0.25',
      'error, whisker above': '0.25',
    });
    expect(rows.slice(2, 4).map((row) => [row['x'], row['y, low'], row['y, high']])).toEqual([
      ['1', '4', '5'],
      ['2', '6', '8'],
    ]);
    expect(rows[4]).toMatchObject({
      name: 'c1',
      distance: '310',
      'distance, ±': '2',
      'error, whisker above': '',
    });
  });

  it('has the lists of traces that have no drawing, small curves, and panels of one title apart', () => {
    const curves = {
      kind: 'multiples',
      id: 'm',
      title: 'A',
      summary: '',
      width: 'full',
      x: [0, 1],
      y: [0, 1],
      curveColour: 'light-dark(#000, #fff)',
      referenceColour: 'light-dark(#000, #fff)',
      reference: [[0, 0]],
      cells: [{ label: '3', points: [[0, 0.5]] }],
    } as const;
    const rows = readCsv(
      figureCsv({
        title: 'Own',
        panels: [panel([{ type: 'pie', labels: ['u', 'v'], values: [1, 2] }]), curves],
      }),
    );
    expect(rows).toEqual([
      ['panel', 'series', 'labels', 'values', 'x', 'y'],
      ['A (a)', '', 'u', '1', '', ''],
      ['A (a)', '', 'v', '2', '', ''],
      ['A (m)', '3', '', '', '0', '0.5'],
      ['A (m)', 'reference', '', '', '0', '0'],
    ]);
  });

  it.each(figuresOfFixture().map((figure) => [figure.id, figure] as const))(
    'has every number that is drawn in %s, once',
    (_, figure: Figure) => {
      const rows = readTable(figuresCsv([figure]));
      const view = figure.views?.options[0]?.id;
      for (const each of drawnPanels(figure)) {
        if (each.kind !== 'plot') continue;
        const own = rows.filter(({ panel: name }) =>
          name!.startsWith(each.title.replaceAll('*', '').slice(0, 8)),
        );
        const traces = (view !== undefined && each.views?.[view]) || each.traces;
        for (const trace of traces) {
          if (trace['mode'] === 'text') continue;
          const cells = trace.type === 'heatmap' ? (listOf(trace['z'])!.flat() as number[]) : [];
          const shown = trace.meta?.z?.flat() ?? cells;
          const written = new Set(
            own.flatMap((row) =>
              Object.values(row)
                .filter((value) => value !== '')
                .map(Number),
            ),
          );
          const lost = shown.filter(
            (value) =>
              value !== null &&
              !Number.isNaN(value) &&
              !written.has(value) &&
              ![...written].some((other) => Math.fround(other) === value),
          );
          expect(lost).toEqual([]);
          if (trace.type === 'heatmap') expect(own.length).toBeGreaterThanOrEqual(shown.length);
          else if (trace['fill'] !== 'toself') {
            const y = (listOf(trace.meta?.y ?? trace['y']) ?? []) as (number | null)[];
            const series = own.filter((row) => row['series'] !== undefined);
            expect(series.length).toBeGreaterThanOrEqual(
              y.filter((value) => value !== null && !Number.isNaN(value)).length,
            );
          }
        }
      }
    },
  );

  it('begins with the figure where there are several', () => {
    const [first, second] = figuresOfFixture();
    const rows = readTable(figuresCsv([first!, second!]));
    expect(new Set(rows.map(({ figure }) => figure))).toEqual(new Set(['Figure 1', 'Figure 2']));
    const alone = readTable(figuresCsv([second!]));
    expect(rows.filter(({ figure }) => figure === 'Figure 2')).toHaveLength(alone.length);
  });
});
