import { nearest } from '@superposition/core/internal/config/nearest';
import { checkNames, checkObject, described } from '@superposition/core/internal/public/arguments';
import type { Figure, Panel } from '../figure.js';
import { figureId, type FigureNumber } from '../figure-number.js';
import type { TypedArray } from '../typed-array.js';
import { checkPlain } from './plain.js';
import { traceTypes } from '../trace-types.js';

/**
 * A figure as `htmlPage` takes it: a title and panels; everything else may be left out. The page numbers the figures by
 * their place, and puts the number into `number` and `id`. The ids of the panels must be unique in the figure.
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
  return figures.map((figure: unknown, index) => checkedFigure(`figures[${index}]`, figure, index + 1));
}

/** A figure with all its members and this number. @throws TypeError that names the place of what is wrong */
export function checkedFigure(place: string, figure: unknown, number: FigureNumber): Figure {
  checkObject(place, figure, 'a figure: { title, panels, … }');
  checkNames(place, figure, 'id, number, title, finding, caption, definitions, views, panels, tables');
  checkText(`${place}.title`, figure['title']);
  if (figure['finding'] !== undefined) checkText(`${place}.finding`, figure['finding']);
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
  for (const [at, { id }] of panels.entries()) {
    if (panels.findIndex((panel) => panel.id === id) === at) continue;
    throw new TypeError(`${place}.panels[${at}].id '${id}' is used twice: must be unique in the figure`);
  }
  checkViews(place, figure['views'], panels);
  return { ...(figure as unknown as Figure), ...lists, panels, id: figureId(number), number };
}

/** Without a list of traces for the chosen view, the page would draw an empty plot. */
function checkViews(place: string, views: unknown, panels: readonly Panel[]): void {
  if (views !== undefined) {
    checkObject(`${place}.views`, views, '{ title, options }');
    checkNames(`${place}.views`, views, 'title, options');
    checkText(`${place}.views.title`, views['title']);
  }
  const options = listOf(`${place}.views.options`, views?.['options']);
  for (const [at, option] of options.entries()) {
    checkObject(`${place}.views.options[${at}]`, option, '{ id, label }');
    checkNames(`${place}.views.options[${at}]`, option, 'id, label');
    for (const member of ['id', 'label'] as const)
      checkText(`${place}.views.options[${at}].${member}`, option[member]);
  }
  for (const [at, panel] of panels.entries()) {
    if (panel.kind !== 'plot' || panel.views === undefined) continue;
    if (options.length === 0)
      throw new TypeError(`${place}.views is missing: panels[${at}] has views, which it must list`);
    for (const option of options as readonly { readonly id: string }[])
      if (!Object.hasOwn(panel.views, option.id))
        throw new TypeError(`${place}.panels[${at}].views lacks '${option.id}', which ${place}.views lists`);
  }
}

function panelOf(place: string, panel: unknown): Panel {
  checkPanel(place, panel);
  if (panel.kind === 'multiples') return panel;
  const { traces = [], layout = {}, views } = panel;
  const drawn = plainNumbers({ traces, layout, ...(views !== undefined && { views }) }) as object;
  return { ...panel, ...drawn } as Panel;
}

const widths = ['full', 'half', 'third', 'two-thirds'] as const satisfies readonly Panel['width'][];

const frame = 'kind, id, title, summary, width, rows';
const members = {
  plot: `${frame}, aspect, height, traces, views, layout`,
  multiples: `${frame}, x, y, curveColour, referenceColour, reference, cells, folded`,
} as const satisfies Readonly<Record<Panel['kind'], string>>;

/** @throws TypeError unless it is a panel; it names the place of what is wrong */
export function checkPanel(place: string, panel: unknown): asserts panel is Panel {
  checkObject(place, panel, 'a panel: { kind, id, title, summary, width, … }');
  const { kind, id, width, rows } = panel;
  if (kind !== 'plot' && kind !== 'multiples')
    throw new TypeError(`${place}.kind is ${described(kind)}: must be 'plot' or 'multiples'`);
  checkNames(place, panel, members[kind]);
  for (const member of ['id', 'title', 'summary', 'width']) checkText(`${place}.${member}`, panel[member]);
  if (!/^[\w-]+$/.test(id as string))
    throw new TypeError(`${place}.id is ${described(id)}: must be ASCII letters, digits, - and _`);
  if (!(widths as readonly unknown[]).includes(width))
    throw new TypeError(`${place}.width is ${described(width)}: must be one of ${widths.join(', ')}`);
  if (rows !== undefined && rows !== 2)
    throw new TypeError(`${place}.rows is ${described(rows)}: must be 2, or left out`);
  if (kind === 'multiples') checkMultiples(place, panel);
  else checkPlot(place, panel);
}

function checkPlot(place: string, panel: Readonly<Record<string, unknown>>): void {
  const { traces, views, layout = {} } = panel;
  if (views === undefined || traces !== undefined) checkTraces(`${place}.traces`, traces);
  if (views !== undefined) {
    checkObject(`${place}.views`, views, 'lists of traces by view');
    for (const [view, each] of Object.entries(views)) checkTraces(`${place}.views['${view}']`, each);
  }
  checkObject(`${place}.layout`, layout, "an object with members of Plotly's layout");
  checkPlain(`${place}.layout`, layout);
  if (typeof panel['aspect'] !== 'number' || !(panel['aspect'] > 0)) {
    throw new TypeError(
      `${place}.aspect is ${described(panel['aspect'])}: must be height over width, such as 0.5`,
    );
  }
  const { height } = panel;
  if (height !== undefined && !(typeof height === 'number' && height > 0))
    throw new TypeError(`${place}.height is ${described(height)}: must be a number of pixels, or left out`);
}

function checkTraces(place: string, traces: unknown): void {
  if (!Array.isArray(traces))
    throw new TypeError(`${place} is ${described(traces)}: must be a list of Plotly's traces`);
  for (const [index, trace] of traces.entries()) {
    checkObject(`${place}[${index}]`, trace, "a trace of Plotly, such as { type: 'bar', x, y }");
    const { type } = trace;
    if (type !== undefined && !(traceTypes as readonly unknown[]).includes(type)) {
      const near = typeof type === 'string' ? nearest(type, traceTypes) : undefined;
      const hint = near === undefined ? '' : ` (did you mean ${near}?)`;
      throw new TypeError(
        `${place}[${index}].type is ${described(type)}${hint}: must be one of ${traceTypes.join(', ')}`,
      );
    }
    checkPlain(`${place}[${index}]`, trace);
  }
}

function checkMultiples(place: string, panel: Readonly<Record<string, unknown>>): void {
  for (const member of ['x', 'y']) checkPair(`${place}.${member}`, panel[member], '[low, high]');
  for (const member of ['curveColour', 'referenceColour']) checkText(`${place}.${member}`, panel[member]);
  const { folded } = panel;
  if (folded !== undefined && folded !== true)
    throw new TypeError(`${place}.folded is ${described(folded)}: must be true, or left out`);
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
