import { inScheme, type Scheme } from '../plot/in-scheme.js';
import type { ColourScale } from '../theme.js';
import { cssColours } from './css-colours.js';
import { px } from './values.js';
import { escapeXml } from './xml.js';

/** The schemes that one drawing is for. `both` keeps `light-dark(a, b)`, which browsers resolve. */
export type DrawnScheme = Scheme | 'both';

/** Red, green and blue from 0 to 255, and the opacity from 0 to 1. */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

const names: Readonly<Record<string, Rgba>> = {
  black: [0, 0, 0, 1],
  white: [255, 255, 255, 1],
  transparent: [0, 0, 0, 0],
  none: [0, 0, 0, 0],
};

/** The parts of a colour written as `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb()` or `rgba()`; undefined for any other. */
function rgbaOf(colour: string): Rgba | undefined {
  const text = colour.trim().toLowerCase();
  if (Object.hasOwn(names, text)) return names[text];
  const hex = /^#([0-9a-f]{3,8})$/.exec(text)?.[1];
  if (hex !== undefined) {
    const digits = hex.length < 6 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
    const [red, green, blue, alpha = 255] = digits.map((pair) => Number.parseInt(pair, 16));
    return [red!, green!, blue!, alpha / 255];
  }
  const parts = /^rgba?\(([^()]*)\)$/
    .exec(text)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number);
  if (parts === undefined || parts.length < 3 || parts.some(Number.isNaN)) return undefined;
  return [parts[0]!, parts[1]!, parts[2]!, parts[3] ?? 1];
}

/** Whether browsers and Plotly understand a colour alike: one of CSS by its name or its parts, or one for each scheme. */
export function isColour(colour: string): boolean {
  const [light, dark] = [inScheme(colour, 'light'), inScheme(colour, 'dark')];
  return light === colour ? isPlainColour(colour) : isPlainColour(light) && isPlainColour(dark);
}

const part = String.raw`\s*\d{1,3}(?:\.\d+)?\s*`;
const byParts = new RegExp(
  `^rgb(?:\\(${part},${part},${part}\\)|a\\(${part},${part},${part},\\s*(?:0|1|[01]?\\.\\d+)\\s*\\))$`,
  'i',
);

function isPlainColour(colour: string): boolean {
  return (
    /^#([0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(colour) ||
    byParts.test(colour) ||
    cssColours.has(colour.toLowerCase())
  );
}

/** Whether a colour scale is a list of stops from 0 to 1 whose colours are known in both schemes. */
export function isScale(scale: unknown): scale is ColourScale {
  if (!Array.isArray(scale) || scale.length < 2) return false;
  const stops = scale as readonly unknown[];
  return stops.every((stop, index) => {
    if (!Array.isArray(stop) || stop.length !== 2 || typeof stop[1] !== 'string') return false;
    const [at, shown] = stop as [unknown, string];
    const before = index === 0 ? undefined : (stops[index - 1] as readonly unknown[])[0];
    const follows =
      index === 0
        ? at === 0
        : typeof at === 'number' && at > (before as number) && (index < stops.length - 1 || at === 1);
    return (
      follows && (['light', 'dark'] as const).every((scheme) => rgbaOf(inScheme(shown, scheme)) !== undefined)
    );
  });
}

/**
 * An attribute that paints. Other programs do not know colours with an opacity, so that gets an attribute of its own; what holds both
 * schemes stays as it is.
 */
export function paint(attribute: 'fill' | 'stroke', colour: string, opacity = 1): string {
  const rgba = rgbaOf(colour);
  const alpha = opacity * (rgba?.[3] ?? 1);
  const shown = rgba === undefined ? colour : rgba[3] < 1 || !colour.startsWith('#') ? hexOf(rgba) : colour;
  return `${attribute}="${escapeXml(shown)}"${alpha < 1 ? ` ${attribute}-opacity="${px(alpha)}"` : ''}`;
}

function hexOf([red, green, blue]: Rgba): string {
  const byte = (value: number) =>
    Math.round(Math.min(255, Math.max(0, value)))
      .toString(16)
      .padStart(2, '0');
  return `#${byte(red)}${byte(green)}${byte(blue)}`;
}

/** Stops whose colours are those of one scheme. */
export type Stops = readonly (readonly [stop: number, colour: Rgba])[];

const grey: Rgba = [128, 128, 128, 1];

/** A colour scale in one scheme; from white to black where there is none. */
export function stopsOf(scale: ColourScale | undefined, scheme: Scheme): Stops {
  if (!Array.isArray(scale) || scale.length < 2)
    return [
      [0, names['white']!],
      [1, names['black']!],
    ];
  return (scale as ColourScale).map(([stop, colour]) => [
    stop,
    rgbaOf(inScheme<string>(colour, scheme)) ?? grey,
  ]);
}

/** The colour at a place from 0 to 1: between two stops, each part grows evenly, as in Plotly. */
export function colourAt(stops: Stops, place: number): Rgba {
  const at = Math.min(1, Math.max(0, place));
  const above = Math.max(
    1,
    stops.findIndex(([stop]) => stop >= at),
  );
  const [low, high] = [stops[above - 1]!, stops[above]!];
  const share = high[0] === low[0] ? 0 : (at - low[0]) / (high[0] - low[0]);
  return [0, 1, 2, 3].map(
    (part) => low[1][part]! + share * (high[1][part]! - low[1][part]!),
  ) as unknown as Rgba;
}

/** The colour of a scale at a place, as text: one for each scheme where both are drawn. */
export function scaleColour(scale: ColourScale | undefined, place: number, scheme: DrawnScheme): string {
  const inOne = (one: Scheme) => hexOf(colourAt(stopsOf(scale, one), place));
  return scheme === 'both' ? `light-dark(${inOne('light')}, ${inOne('dark')})` : inOne(scheme);
}

/** The ten colours that Plotly gives in turn to traces without one. */
export const turnColours = [
  '#1f77b4',
  '#ff7f0e',
  '#2ca02c',
  '#d62728',
  '#9467bd',
  '#8c564b',
  '#e377c2',
  '#7f7f7f',
  '#bcbd22',
  '#17becf',
];
