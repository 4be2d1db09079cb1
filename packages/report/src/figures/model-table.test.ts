import { describe, expect, it } from 'vitest';
import type { PlotPanel } from '../figure.js';
import { undrawn } from '../svg/read-panel.js';
import { columnScale, type ModelColumn, type ModelTable, valueGroups } from './model-table.js';
import { parallelCoordinates, shownQuantities } from './parallel-coordinates.js';
import { sweepFigures } from './sweep-figures.js';
import { twoWayMap } from './two-way-map.js';

const column = (name: string, ...values: ModelColumn['values']): ModelColumn => ({ name, values });

/** Two settings by two values each, with two models at each point but for one. */
const table: ModelTable = {
  settings: [
    column('model.neurons', 2, 2, 2, 2, 4, 4, 4),
    column('model.init.kind', 'normal', 'normal', 'naive', 'naive', 'normal', 'normal', 'naive'),
  ],
  quantities: [
    column('mse.active', 0.1, 0.2, 0.3, 0.5, 0.6, null, 0.7),
    column('gain.positive', -1, 0, 1, 2, 3, 4, 5),
  ],
  models: 7,
};

describe('the scale of a column', () => {
  it('goes from the least to the greatest number, in equal factors where they are far apart', () => {
    expect(columnScale(column('a', 2, 4, 3, null))).toEqual({
      places: [0, 1, 0.5, Number.NaN],
      ends: ['2', '4'],
    });
    const { places, ends } = columnScale(column('a', 0.01, 0.1, 1));
    expect(places[1]).toBeCloseTo(0.5, 12);
    expect(ends).toEqual(['0.0100', '1']);
    expect(columnScale(column('a', -1, 0, 99)).places[1]).toBeCloseTo(0.01, 12);
  });

  it('has one place for one number, and words side by side', () => {
    expect(columnScale(column('a', 5, 5))).toEqual({ places: [0.5, 0.5], ends: ['5', ''] });
    expect(columnScale(column('a', 'x', 'z', 'y'))).toEqual({ places: [0, 0.5, 1], ends: ['x', 'y'] });
  });
});

describe('the groups of a setting', () => {
  it('are its values, ascending', () => {
    expect(valueGroups(column('a', 4, 2, 4, 10))).toEqual({
      labels: ['2', '4', '10'],
      groupOf: [1, 0, 1, 2],
    });
  });

  it('are eight of as many values where these were drawn from a range', () => {
    const values = Array.from({ length: 80 }, (_, index) => ((index * 37) % 80) / 100);
    const { labels, groupOf } = valueGroups(column('a', ...values));
    expect(labels).toHaveLength(8);
    expect(labels[1]).toBe('0.10 to 0.19');
    for (const [index, value] of values.entries()) expect(groupOf[index]).toBe(Math.floor(value * 10 + 1e-9));
  });
});

describe('the figure of all models', () => {
  const figure = parallelCoordinates(table, ['training.steps 100']);
  const { views = {} } = figure.panels[0] as PlotPanel;

  it('has a line through every row for each model that has all values', () => {
    const traces = views['gain.positive']!;
    const places = traces.flatMap(({ x }) => x as (number | null)[]);
    expect(places.filter((place) => place === null)).toHaveLength(6);
    expect(places.slice(0, 5)).toEqual([0, 0, 0, 0, null]);
    expect(traces[0]!['y']).toEqual([3, 2, 1, 0, null]);
    // The last fifth has the greatest gain.
    expect((traces[4]!['x'] as number[])[3]).toBe(1);
    expect(figure.caption[0]).toContain('of 7 models.');
    expect(figure.caption[0]).toContain('One model lacks a value and is not drawn');
    expect(figure.caption[0]).toContain('In all models training.steps 100; all other settings');
  });

  it('draws a thousand of very many, from the first to the last', () => {
    const models = 2500;
    const numbers = Array.from({ length: models }, (_, index) => index);
    const many = parallelCoordinates(
      { settings: [column('a', ...numbers)], quantities: [column('mse.active', ...numbers)], models },
      [],
    );
    const { traces } = many.panels[0] as PlotPanel;
    const drawn = traces.flatMap(({ x }) => x as (number | null)[]).filter((place) => place === null);
    expect(drawn).toHaveLength(1000);
    expect(many.caption[0]).toContain('1000 of them are drawn');
  });

  it('shows the main quantities where there are very many', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'gain.positive'];
    const all = { ...table, quantities: names.map((name) => column(name, 1, 2, 3, 4, 5, 6, 7)) };
    expect(shownQuantities(all).map(({ name }) => name)).toEqual(['gain.positive']);
    expect(shownQuantities({ ...all, quantities: all.quantities.slice(0, 3) })).toHaveLength(3);
    expect(shownQuantities({ ...table, quantities: [column('a', null), column('b', 1)] })).toHaveLength(1);
  });
});

describe('the map of two settings', () => {
  it('has the mean of the models that have a value', () => {
    const [neurons, kind] = table.settings as [ModelColumn, ModelColumn];
    const { tables, caption } = twoWayMap(table, [neurons, kind], 2);
    expect(tables[0]).toEqual({
      title: 'mse.active, model.neurons down, model.init.kind across',
      columns: ['model.neurons \\ model.init.kind', 'normal', 'naive'],
      rows: [
        ['2', '0.150', '0.400'],
        ['4', '0.600', '0.700'],
      ],
    });
    expect(caption[0]).toBe(
      'A cell is the mean over all models with model.neurons and model.init.kind there: over their seeds.',
    );
  });
});

describe('the figures of a sweep', () => {
  const figuresOf = (settings: readonly ModelColumn[], quantities = table.quantities) =>
    sweepFigures({ ...table, settings, quantities }, []);

  it('has a map for each pair of settings, at most three, and a drawing of every panel', () => {
    const [neurons, kind] = table.settings as [ModelColumn, ModelColumn];
    const others = ['a', 'b'].map((name) => ({ ...neurons, name }));
    const figures = figuresOf([neurons, kind, ...others]);
    expect(figures.map(({ id }) => id)).toEqual(['figure-1', 'figure-2', 'figure-3', 'figure-4']);
    for (const { panels } of figures)
      for (const panel of panels) expect(undrawn(panel as PlotPanel)).toEqual([]);
    expect(figuresOf([neurons])).toHaveLength(1);
  });

  it('can be made of models without a value, and of one model', () => {
    const nothing = column('mse.active', ...Array.from({ length: 7 }, () => null));
    for (const figures of [figuresOf(table.settings, [nothing]), figuresOf([], [table.quantities[1]!])])
      for (const { panels } of figures)
        for (const panel of panels) expect(undrawn(panel as PlotPanel)).toEqual([]);
  });
});
