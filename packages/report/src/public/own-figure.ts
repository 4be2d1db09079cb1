import { checkObject, described } from '@superposition/core/internal/public/arguments';
import type { Figure, Panel } from '../figure.js';
import type { TypedArray } from '../typed-array.js';

/**
 * A figure as `htmlPage` takes it: a title and panels; everything else may be left out. The page numbers the figures by
 * their place.
 */
export type OwnFigure = Pick<Figure, 'title' | 'panels'> & Partial<Figure>;

/** Figures with all their members, numbered from 1. @throws TypeError that names the place of what is wrong */
export function numberedFigures(figures: unknown): readonly Figure[] {
  if (!Array.isArray(figures)) {
    const one = typeof figures === 'object' && figures !== null && 'panels' in figures;
    const advice = one
      ? 'figures is one figure: pass a list, [figure]'
      : `figures is ${described(figures)}: must be a list of figures`;
    throw new TypeError(advice);
  }
  return figures.map((figure: unknown, index): Figure => {
    const place = `figures[${index}]`;
    checkObject(place, figure, 'a figure: { title, panels, … }');
    checkText(`${place}.title`, figure['title']);
    const lists = Object.fromEntries(
      ['caption', 'definitions', 'tables'].map((member) => [
        member,
        listOf(`${place}.${member}`, figure[member]),
      ]),
    );
    for (const member of ['caption', 'definitions'])
      for (const [line, text] of lists[member]!.entries()) checkText(`${place}.${member}[${line}]`, text);
    for (const [table, value] of lists['tables']!.entries()) checkTable(`${place}.tables[${table}]`, value);
    if (figure['panels'] === undefined)
      throw new TypeError(`${place}.panels is missing: must be a list of panels`);
    const panels = listOf(`${place}.panels`, figure['panels']).map((panel, at) =>
      panelOf(`${place}.panels[${at}]`, panel),
    );
    const number = index + 1;
    return { ...(figure as unknown as Figure), ...lists, panels, id: `figure-${number}`, number };
  });
}

function panelOf(place: string, panel: unknown): Panel {
  checkPanel(place, panel);
  if (panel.kind === 'multiples') return panel;
  const { traces = [], layout = {}, views } = panel;
  const drawn = plainNumbers({ traces, layout, ...(views !== undefined && { views }) }) as object;
  return { ...panel, ...drawn } as Panel;
}

/** @throws TypeError unless it is a panel; it names the place of what is wrong */
export function checkPanel(place: string, panel: unknown): asserts panel is Panel {
  checkObject(place, panel, 'a panel: { kind, id, title, summary, width, … }');
  for (const member of ['id', 'title', 'summary', 'width']) checkText(`${place}.${member}`, panel[member]);
  if (panel['kind'] === 'multiples') {
    checkMultiples(place, panel);
    return;
  }
  if (panel['kind'] !== 'plot') {
    throw new TypeError(`${place}.kind is ${described(panel['kind'])}: must be 'plot' or 'multiples'`);
  }
  if (panel['views'] === undefined && !Array.isArray(panel['traces'])) {
    throw new TypeError(
      `${place}.traces is ${described(panel['traces'])}: must be a list of Plotly's traces`,
    );
  }
  if (typeof panel['aspect'] !== 'number' || !(panel['aspect'] > 0)) {
    throw new TypeError(
      `${place}.aspect is ${described(panel['aspect'])}: must be height over width, such as 0.5`,
    );
  }
}

function checkMultiples(place: string, panel: Readonly<Record<string, unknown>>): void {
  for (const member of ['x', 'y']) checkPair(`${place}.${member}`, panel[member], '[low, high]');
  for (const member of ['curveColour', 'referenceColour']) checkText(`${place}.${member}`, panel[member]);
  checkPoints(`${place}.reference`, panel['reference']);
  if (!Array.isArray(panel['cells']))
    throw new TypeError(`${place}.cells is ${described(panel['cells'])}: must be a list`);
  for (const [index, cell] of (panel['cells'] as unknown[]).entries()) {
    checkObject(`${place}.cells[${index}]`, cell, '{ label, points }');
    checkText(`${place}.cells[${index}].label`, cell['label']);
    checkPoints(`${place}.cells[${index}].points`, cell['points']);
  }
}

function checkPoints(place: string, points: unknown): void {
  if (!Array.isArray(points)) throw new TypeError(`${place} is ${described(points)}: must be a list`);
  for (const [index, point] of points.entries()) checkPair(`${place}[${index}]`, point, '[x, y]');
}

function checkPair(place: string, pair: unknown, wanted: string): void {
  if (Array.isArray(pair) && pair.length === 2 && pair.every((each) => typeof each === 'number')) return;
  throw new TypeError(`${place} is ${described(pair)}: must be two numbers, ${wanted}`);
}

/** Typed arrays as lists: JSON would write them as objects. */
function plainNumbers(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>);
  if (Array.isArray(value)) return value.map(plainNumbers);
  if (typeof value !== 'object' || value === null || isEncoded(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plainNumbers(member)]));
}

function isEncoded(value: object): value is TypedArray {
  return 'bdata' in value;
}

function checkTable(place: string, table: unknown): void {
  checkObject(place, table, 'a table: { title, columns, rows }');
  checkText(`${place}.title`, table['title']);
  for (const column of listOf(`${place}.columns`, table['columns'])) checkText(`${place}.columns[…]`, column);
  for (const [row, cells] of listOf(`${place}.rows`, table['rows']).entries())
    for (const cell of listOf(`${place}.rows[${row}]`, cells)) checkText(`${place}.rows[${row}][…]`, cell);
}

function listOf(place: string, value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw new TypeError(`${place} is ${described(value)}: must be a list`);
}

/** @throws TypeError unless it is a text */
export function checkText(name: string, value: unknown): asserts value is string {
  if (typeof value !== 'string') throw new TypeError(`${name} is ${described(value)}: must be a text`);
}
