import type { AttributeReader, Kind } from './attribute-reader.js';
import { boolean, colour, dash, notNegative, number, oneOf, positive, share, text } from './kinds.js';
import { defaultEdge } from './read-common.js';
import type { Place } from './read-places.js';
import type { Attributes } from './values.js';

/** The two ends of something along an axis, or as shares of the plot. */
export interface Along<T> {
  readonly at: T;
  /** Whether it is a share of the plot. */
  readonly paper: boolean;
}

/** A line or a rectangle of the layout, such as a guide line. */
export interface Shape {
  readonly kind: 'line' | 'rect';
  /** Above the traces, between them and the grid, or below the grid. */
  readonly layer: 'above' | 'between' | 'below';
  readonly x: Along<readonly [Place, Place]>;
  readonly y: Along<readonly [Place, Place]>;
  readonly opacity: number;
  readonly fill: string | undefined;
  readonly line: { readonly colour: string; readonly width: number; readonly dash: string };
}

/** A label of the layout. */
export interface Label {
  /** As Plotly gets it. */
  readonly source: Attributes;
  readonly text: string;
  readonly x: Along<Place>;
  readonly y: Along<Place>;
  readonly xanchor: 'left' | 'center' | 'right' | 'auto';
  readonly yanchor: 'top' | 'middle' | 'bottom' | 'auto';
  /** Pixels to the right and up. */
  readonly shift: readonly [x: number, y: number];
  /** From what the label names to the label, where a line joins them. */
  readonly leader: readonly [ax: number, ay: number] | undefined;
  readonly size: number;
  readonly colour: string | undefined;
}

/** How bars of a panel share the room, as Plotly's layout says it. */
export interface BarSettings {
  readonly mode: 'group' | 'stack' | 'relative' | 'overlay';
  readonly gap: number;
  readonly groupGap: number;
}

const place: Kind<Place> = (value) => (typeof value === 'string' ? value : number(value));

export function readShapes(layout: AttributeReader): readonly Shape[] {
  return layout.parts('shapes').map((shape) => {
    const line = shape.part('line');
    // Plotly has a colour for it that depends on the ground.
    if (!line.has('color') && line.raw('width') !== 0) line.refuse('color');
    shape.read('visible', (value) => (value === true ? value : undefined), true);
    const along = (name: 'x' | 'y'): Shape['x'] => {
      const paper = shape.read(`${name}ref`, oneOf(name, 'paper'), name) === 'paper';
      const at = ['0', '1'].map((end) => {
        // Plotly has places for ends that are not given, and draws outside of the plot.
        if (!shape.has(name + end)) shape.refuse(name + end);
        return shape.read<Place>(name + end, paper ? share : place, 0);
      }) as [Place, Place];
      return { at, paper };
    };
    return {
      kind: shape.read('type', oneOf('line', 'rect'), 'rect'),
      layer: shape.read('layer', oneOf('above', 'between', 'below'), 'above'),
      x: along('x'),
      y: along('y'),
      opacity: shape.read('opacity', share, 1),
      fill: shape.has('fillcolor') ? shape.read('fillcolor', colour, '') : undefined,
      line: {
        colour: line.read('color', colour, defaultEdge),
        width: line.read('width', notNegative, 2),
        dash: line.read('dash', dash, 'solid'),
      },
    };
  });
}

export function readLabels(layout: AttributeReader): readonly Label[] {
  const sources = layout.raw('annotations') as readonly Attributes[];
  return layout.parts('annotations').map((label, index) => {
    const font = label.part('font');
    label.read('visible', (value) => (value === true ? value : undefined), true);
    label.leave('align', 'captureevents', 'hovertext');
    const along = (name: 'x' | 'y'): Label['x'] => {
      const paper = label.read(`${name}ref`, oneOf(name, 'paper'), name) === 'paper';
      if (!label.has(name)) label.refuse(name);
      return { at: label.read<Place>(name, paper ? number : place, 0), paper };
    };
    const [ax, ay] = [label.read('ax', number, -10), label.read('ay', number, -30)];
    return {
      source: sources[index]!,
      text: label.read('text', text, ''),
      x: along('x'),
      y: along('y'),
      xanchor: label.read('xanchor', oneOf('left', 'center', 'right', 'auto'), 'auto'),
      yanchor: label.read('yanchor', oneOf('top', 'middle', 'bottom', 'auto'), 'auto'),
      shift: [label.read('xshift', number, 0), label.read('yshift', number, 0)],
      leader: label.read('showarrow', boolean, true) ? [ax, ay] : undefined,
      size: font.read('size', positive, 12),
      colour: font.has('color') ? font.read('color', colour, '') : undefined,
    };
  });
}

export function readBarSettings(layout: AttributeReader): BarSettings {
  return {
    mode: layout.read('barmode', oneOf('group', 'stack', 'relative', 'overlay'), 'group'),
    gap: layout.read('bargap', share, 0.2),
    groupGap: layout.read('bargroupgap', share, 0),
  };
}

/** Whether there is a legend, where the layout says so, and whether its entries are in the opposite order. */
export function readLegend(layout: AttributeReader): { shown: boolean | undefined; reversed: boolean } {
  const legend = layout.part('legend');
  legend.leave('orientation', 'x', 'y', 'xanchor', 'yanchor', 'itemclick', 'itemdoubleclick');
  return {
    shown: layout.has('showlegend') ? layout.read('showlegend', boolean, true) : undefined,
    reversed: legend.read('traceorder', oneOf('normal', 'reversed'), 'normal') === 'reversed',
  };
}

/** What a reader may do with a plot, and what the geometry decides for all figures alike. */
export function leaveFrame(layout: AttributeReader): void {
  layout.leave('width', 'height', 'autosize', 'margin', 'dragmode', 'clickmode', 'hovermode', 'hoverlabel');
  layout.leave(
    'hoverdistance',
    'spikedistance',
    'uirevision',
    'datarevision',
    'editrevision',
    'modebar',
    'meta',
  );
}
