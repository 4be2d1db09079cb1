import type { Colour, ColourScale } from './theme.js';
import type { TypedArray } from './typed-array.js';

/** A value that Plotly is handed: plain JSON, in which colours are still for both schemes. */
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

/** One trace of a plot, as Plotly names its attributes. */
export interface Trace {
  readonly type: 'scatter' | 'heatmap' | 'bar';
  readonly [attribute: string]: PlotlyValue | undefined;
}

/** Axes, shapes, annotations: what the plot does not share with every other. */
export interface Layout {
  readonly [attribute: string]: PlotlyValue | undefined;
}

/** What every panel of a figure has. */
interface PanelFrame {
  /** Unique in the figure; part of the element's id. */
  readonly id: string;
  readonly title: string;
  /** What a reader who cannot see the panel should know of it, with its numbers. */
  readonly summary: string;
  /** Share of the figure's width on a wide screen; on a narrow one every panel takes all of it. */
  readonly width: 'full' | 'half' | 'third' | 'two-thirds';
  /** On a wide screen, how many rows of panels it stands beside; 1 unless said. */
  readonly rows?: 2;
}

/** A panel drawn by Plotly. */
export interface PlotPanel extends PanelFrame {
  readonly kind: 'plot';
  /** Height over width of the box; the page keeps it at least 260 px high. */
  readonly aspect: number;
  readonly traces: readonly Trace[];
  /** Instead of `traces`, one list for each of the figure's views. */
  readonly views?: { readonly [view: string]: readonly Trace[] };
  readonly layout: Layout;
}

/** A grid of small curves on equal axes, each with a label: drawn as SVG, without script. */
export interface MultiplesPanel extends PanelFrame {
  readonly kind: 'multiples';
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

export type Panel = PlotPanel | MultiplesPanel;

/** The numbers behind a figure, for readers who want or need a table. */
export interface FigureTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** One way of looking at a figure, chosen by a button. */
export interface View {
  readonly id: string;
  readonly label: string;
}

/** The ways of looking at a figure, and what chooses between them: an order of the features, a quantity. */
export interface Views {
  readonly title: string;
  /** The first is shown until another is chosen. */
  readonly options: readonly View[];
}

/** A figure as plain JSON: what it shows, what that means, and what Plotly needs to draw it. */
export interface Figure {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  /** Paragraphs; every number in them is computed. */
  readonly caption: readonly string[];
  /** How each thing shown is defined: denominators, thresholds, which seeds. */
  readonly definitions: readonly string[];
  readonly views?: Views;
  readonly panels: readonly Panel[];
  readonly tables: readonly FigureTable[];
}
