import type { FigureNumber } from './figure-number.js';
import type { TraceType } from './trace-types.js';
import type { Colour, ColourScale } from './theme.js';
import type { TypedArray } from './typed-array.js';

/**
 * A value for Plotly: plain JSON, in which each colour is still a `light-dark(a, b)` for both schemes. Many numbers are a
 * `PackedNumbers`, which Plotly reads; `unpacked` makes lists of them.
 */
export type PlotlyValue =
  | null
  | boolean
  | number
  | string
  | Colour
  | ColourScale
  | TypedArray
  | readonly PlotlyValue[]
  | { readonly [key: string]: PlotlyValue | undefined };

/**
 * The features that a trace shows, so that a feature that a reader picks can be found in it. All are indices of features.
 * Either one for the whole trace, or one for each of its points, or one for each row and each column of a heatmap. A heatmap whose rows
 * or columns are blocks lists every feature, in the order drawn: each block is of as many as fill the heatmap, the last of the rest.
 */
export interface ShownFeatures {
  readonly [attribute: string]: PlotlyValue | undefined;
  readonly feature?: number;
  readonly features?: TypedArray | readonly number[];
  readonly rows?: TypedArray | readonly number[];
  readonly columns?: TypedArray | readonly number[];
  /**
   * Marks that lie along a strip and would cover each other: half the height of the strip, in units of the upward axis. Drawings
   * move the marks up and down until none covers another, and make them smaller where they are too many.
   */
  readonly swarm?: number;
}

/** One trace of a plot, as Plotly names its attributes. */
export interface Trace {
  readonly type: TraceType;
  /** Plotly hands it on and does not draw it. */
  readonly meta?: ShownFeatures;
  readonly [attribute: string]: PlotlyValue | undefined;
}

/** Axes, shapes, annotations: the part of the layout that this plot does not share with all others. */
export interface Layout {
  readonly [attribute: string]: PlotlyValue | undefined;
}

/** What stands above a panel, and what it shows in words. */
export interface PanelHead<Words extends string = string> {
  readonly title: string;
  /** A description, with numbers, for readers who cannot see the panel. */
  readonly summary: Words;
  /** A few words below the title. */
  readonly note?: Words;
  /** The number of the panel in large print, and what it is. */
  readonly key?: { readonly value: string; readonly label: string };
}

/** The properties that every panel of a figure has. */
interface PanelFrame<Words extends string> extends PanelHead<Words> {
  /** Unique in the figure; part of the element's id. */
  readonly id: string;
  /** Share of the figure's width on a wide screen. On a narrow screen, every panel has the full width. */
  readonly width: 'full' | 'half' | 'third' | 'two-thirds';
  /** The number of rows of panels that this panel spans on a wide screen; 1 by default. */
  readonly rows?: 2;
}

/** A panel drawn by Plotly. */
export interface PlotPanel<Words extends string = string> extends PanelFrame<Words> {
  readonly kind: 'plot';
  /** Height of the box divided by its width. The page makes the box at least 260 px high. */
  readonly aspect: number;
  /** The height in pixels, whatever the width; for panels with a row for each of several models. Otherwise it follows from `aspect`. */
  readonly height?: number;
  readonly traces: readonly Trace[];
  /** Instead of `traces`, one list for each of the figure's views. */
  readonly views?: { readonly [view: string]: readonly Trace[] };
  /** What stands above each of the views, where it is not the same above all. */
  readonly heads?: { readonly [view: string]: PanelHead<Words> };
  readonly layout: Layout;
}

/** A grid of small curves on equal axes, each with a label. It is drawn as SVG and needs no script. */
export interface MultiplesPanel<Words extends string = string> extends PanelFrame<Words> {
  readonly kind: 'multiples';
  /** The page shows the panel only when its reader opens it by its title. A drawing of the whole figure leaves it out. */
  readonly folded?: true;
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
  readonly curveColour: Colour;
  readonly referenceColour: Colour;
  /** Drawn behind every curve. */
  readonly reference: readonly (readonly [x: number, y: number])[];
  readonly cells: readonly {
    readonly label: string;
    readonly points: readonly (readonly [x: number, y: number])[];
  }[];
}

export type Panel<Words extends string = string> = PlotPanel<Words> | MultiplesPanel<Words>;

/** The numbers behind a figure, for readers who want or need a table. */
export interface FigureTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** One view of a figure, which the reader chooses by a button. */
export interface View {
  readonly id: string;
  readonly label: string;
}

/** The views of a figure, such as orders of the features or quantities, and the title of their buttons. */
export interface Views {
  readonly title: string;
  /** The page shows the first view, or that of the slider, until the reader chooses another. */
  readonly options: readonly View[];
  /** Views along one setting: the page has a slider instead of buttons, with a small chart for each of them. */
  readonly slider?: Slider;
}

/** A slider over views. */
export interface Slider {
  /** The view that is shown first. */
  readonly first: string;
  /** For each view: what is read out there, its heights from 0 to 1 as a small chart, and a name that neighbours may share. */
  readonly places: readonly {
    readonly value: string;
    readonly heights: readonly number[];
    readonly group: string;
    readonly colour: Colour;
  }[];
}

/** The view that a figure shows until its reader chooses another. */
export function firstView(views: Views | undefined): string | undefined {
  return views?.slider?.first ?? views?.options[0]?.id;
}

/**
 * A figure as plain JSON: its caption, its definitions, and the data that Plotly needs to draw it. It holds no typed array,
 * no NaN and no undefined, so `JSON.parse(JSON.stringify(figure))` and `structuredClone(figure)` equal the figure. The
 * figures of the report are a `Figure<Sentence>`: rules wrote their words.
 */
export interface Figure<Words extends string = string> {
  readonly id: string;
  /** `null` for the chart of claims, which stands above their table. */
  readonly number: FigureNumber | null;
  /** What is measured, in a few words: the small line above the finding. */
  readonly title: string;
  /** What the figure shows, as its headline. Left out, or empty, where no rule finds anything that is true of these models. */
  readonly finding?: Words;
  /** Paragraphs; every number in them is computed. They are texts with the marks that `proseHtml` sets. */
  readonly caption: readonly Words[];
  /** Definitions of everything that the figure shows: denominators, thresholds, seeds. */
  readonly definitions: readonly Words[];
  readonly views?: Views;
  readonly panels: readonly Panel<Words>[];
  readonly tables: readonly FigureTable[];
}

/** The connections of a network, thinned where there are many features or neurons. */
export interface NetworkDrawing {
  readonly features: number;
  readonly neurons: number;
  /** The features and the neurons that are drawn, by their indices, ascending. */
  readonly drawnFeatures: readonly number[];
  readonly drawnNeurons: readonly number[];
  /** For each drawn feature, the places in `drawnNeurons` of the neurons that it reaches, and of those that reach its output. */
  readonly inward: readonly (readonly number[])[];
  readonly outward: readonly (readonly number[])[];
}
