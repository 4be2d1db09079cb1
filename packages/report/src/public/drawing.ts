import {
  checkNames,
  checkObject,
  checkOptions,
  described,
} from '@superposition/core/internal/public/arguments';
import type { MultiplesPanel, PlotPanel } from '../figure.js';
import { decodedArray } from '../plot/decoded-array.js';
import { defaultStyle } from '../plot/default-style.js';
import { inScheme as colouredFor, type Scheme } from '../plot/in-scheme.js';
import { multiplesSvg as drawn } from '../plot/multiples-svg.js';
import { type PlotStyle, styledLayout } from '../plot/styled-layout.js';
import { prose } from '../text/prose.js';
import { checkPanel } from './own-figure.js';
import { checkText } from './plain.js';

/** Options of `plotOf` and `multiplesSvg`. */
export interface DrawingOptions {
  /** Which half of each `light-dark(a, b)` is taken; 'light' by default. */
  readonly scheme?: Scheme | undefined;
  /** The font and the colours of the page around the figure; those of our own page by default. */
  readonly style?: Partial<PlotStyle> | undefined;
}

/** Options of `plotOf`. */
export interface PlotOptions extends DrawingOptions {
  /**
   * Which view to draw, of a panel that has several; `figure.views.options` lists them. By default the first of the panel.
   * A panel without views is always the same.
   */
  readonly view?: string | undefined;
}

/** A plot as Plotly's functions take it: `Plotly.react(element, plot.data, plot.layout)`. It is yours to change. */
export interface Plot {
  readonly data: Record<string, unknown>[];
  // biome-ignore lint/suspicious/noExplicitAny: the types of Plotly, which the user may have in any version, take nothing stricter
  readonly layout: Record<string, any>;
}

/**
 * The data and the layout of a panel for Plotly, in one colour scheme and with the style of our own page: fonts, margins,
 * axes, legend. The background is transparent. Pure: call it again when the scheme changes.
 *
 * @param panel one of kind 'plot', of a figure of ours or of your own
 * @throws TypeError or RangeError for another panel, and for wrong options
 */
export function plotOf(panel: PlotPanel, options: PlotOptions = {}): Plot {
  checkPanel('panel', panel);
  if (panel.kind !== 'plot') {
    throw new TypeError("panel.kind is 'multiples', which Plotly does not draw: call multiplesSvg(panel)");
  }
  const { scheme, style } = drawing(options, 'scheme, style, view');
  const layout = styledLayout(colouredFor({ ...panel.layout }, scheme), style);
  return { data: colouredFor([...tracesOf(panel, options.view)], scheme), layout };
}

function tracesOf({ views, traces = [] }: PlotPanel, view: unknown): readonly Record<string, unknown>[] {
  if (view !== undefined) checkText('view', view);
  const [first] = Object.keys(views ?? {});
  if (views === undefined || first === undefined) return traces;
  const name = view ?? first;
  if (typeof name === 'string' && Object.hasOwn(views, name)) return views[name]!;
  throw new RangeError(`view is ${described(name)}: must be one of ${Object.keys(views).join(', ')}`);
}

/**
 * The text of an SVG with the small curves of a panel, in one colour scheme. It needs no script and no style sheet, and is
 * as wide as the element around it.
 *
 * @param panel one of kind 'multiples'
 * @throws TypeError for another panel, and for wrong options
 */
export function multiplesSvg(panel: MultiplesPanel, options: DrawingOptions = {}): string {
  checkPanel('panel', panel);
  if (panel.kind !== 'multiples') throw new TypeError("panel.kind is 'plot': call plotOf(panel)");
  const { scheme, style } = drawing(options, 'scheme, style');
  return drawn(colouredFor(panel, scheme), style);
}

function drawing(options: DrawingOptions, members: string): { scheme: Scheme; style: PlotStyle } {
  checkOptions('options', options, members);
  const { scheme = 'light', style = {} } = options;
  checkScheme(scheme);
  return { scheme, style: colouredFor(completeStyle(style), scheme) };
}

/** The style of our own page with some of its members replaced. @throws TypeError for wrong ones */
export function completeStyle(style: Partial<PlotStyle>): PlotStyle {
  checkObject('style', style, `an object with some of ${Object.keys(defaultStyle).join(', ')}`);
  checkNames('style', style, Object.keys(defaultStyle).join(', '));
  const given = Object.entries(style).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) checkText(`style.${name}`, value);
  return { ...defaultStyle, ...Object.fromEntries(given) };
}

function checkScheme(scheme: unknown): asserts scheme is Scheme {
  if (scheme === 'light' || scheme === 'dark') return;
  throw new TypeError(`scheme is ${described(scheme)}: must be 'light' or 'dark'`);
}

/**
 * A deep copy in which each colour `light-dark(a, b)` has become a (light) or b (dark), because Plotly knows no CSS.
 * `plotOf` does it with all that it returns.
 *
 * @throws TypeError unless the scheme is 'light' or 'dark'
 */
export function inScheme<T>(value: T, scheme: Scheme): T {
  checkScheme(scheme);
  return colouredFor(value, scheme);
}

/**
 * A deep copy in which each `PackedNumbers`, and each typed array, has become a list of numbers, or a list of rows if it is
 * a matrix. NaN, a gap of a line, becomes null, as in JSON. Plotly draws both forms; this one is for other programs:
 * `JSON.stringify(unpacked(figure))`.
 */
export function unpacked(value: unknown): unknown {
  if (typeof value === 'number' && Number.isNaN(value)) return null;
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value))
    return Array.from(value as unknown as ArrayLike<unknown>, (each) => unpacked(each));
  if (Array.isArray(value)) return value.map(unpacked);
  const numbers = decodedArray(value);
  if (numbers !== undefined) return unpacked(numbers);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unpacked(member)]));
}

/**
 * A text of a figure (its title, a paragraph of its caption, a definition, a cell of a table) as HTML: escaped, with `W_in`
 * and the like set as mathematics, and `*words*` emphasised.
 *
 * @throws TypeError for what is no text
 */
export function proseHtml(text: string): string {
  checkText('text', text);
  return prose(text).markup;
}
