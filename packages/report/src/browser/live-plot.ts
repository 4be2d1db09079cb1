import type { PlotPanel } from '../figure.js';
import { defaultStyle } from '../plot/default-style.js';
import { inScheme } from '../plot/in-scheme.js';
import { type PlotLayout, styledLayout } from '../plot/styled-layout.js';
import { plotlyPlot } from '../svg/plotly-plot.js';
import { hasDrawing } from '../svg/read-panel.js';
import { tracesOf } from '../svg/read-traces.js';
import { visibleDrawing } from './drawings.js';
import type { Ranges } from './pick/frame.js';
import type { PlotlyElement, PlotlyLibrary } from './plotly.js';
import { currentScheme } from './scheme.js';

const configuration = { displayModeBar: false, responsive: false, doubleClick: 'reset', showTips: false };

/** A plot of the page that Plotly has taken over. */
export interface LivePlot {
  /** Draws in the place, size, scheme and view that the page has now. What the reader has zoomed to stays. */
  readonly draw: (panel: PlotPanel, view: string | undefined) => Promise<void>;
  /** Whether the visible drawing has another size than when this was drawn. */
  readonly isOutgrown: () => boolean;
  /** The ends of its axes, as the reader has zoomed them; undefined before it is drawn. */
  readonly ranges: () => Ranges | undefined;
  /** Gives the plot back to its drawing. */
  readonly release: () => void;
}

/**
 * Lets Plotly take over a plot. It lies on the drawing of the page, whose axes, marks and labels are hidden then; legend, colour bar and
 * the titles of the axes stay.
 *
 * @param plot the element with the attribute `data-plot`
 * @param onMoved is called when it has been drawn or zoomed
 */
export function livePlot(plot: HTMLElement, plotly: PlotlyLibrary, onMoved: () => void): LivePlot {
  const layer = document.createElement('div');
  layer.className = 'live';
  layer.dataset['added'] = '';
  layer.ariaHidden = 'true';
  let size = '';
  let isDrawn = false;
  let axes: PlotlyElement | undefined;
  // As the drawing has it. Plotly changes what it is given.
  let home: PlotLayout = {};

  return {
    async draw(panel, view) {
      const drawing = visibleDrawing(plot);
      if (drawing === undefined) return;
      if (layer.parentElement !== plot) plot.append(layer);
      size = sizeOf(drawing);
      const width = Number(drawing.getAttribute('width'));
      // Plotly measures its texts, which must not be scaled then.
      layer.style.transform = '';
      const { data, layout } = plotFor(panel, view, drawing);
      home = structuredClone(layout);
      // With the same `uirevision`, Plotly keeps the axes that the reader has zoomed to.
      const drawn = await plotly.react(layer, data, { ...layout, uirevision: view ?? true }, configuration);
      // In less room than its least width, the drawing is scaled down, and Plotly with it.
      const scale = drawing.getBoundingClientRect().width / width;
      if (scale !== 1) layer.style.transform = `scale(${scale})`;
      plot.dataset['live'] = '';
      if (!isDrawn) {
        drawn.on('plotly_relayout', () => {
          onMoved();
          void fitTicks(plotly, drawn, home);
        });
        drawn.on('plotly_relayouting', onMoved);
      }
      isDrawn = true;
      axes = drawn;
      onMoved();
      await fitTicks(plotly, drawn, home);
    },
    isOutgrown() {
      const drawing = visibleDrawing(plot);
      return isDrawn && drawing !== undefined && sizeOf(drawing) !== size;
    },
    ranges() {
      const [x, y] = axisNames.map((name) => (axes?.layout[name] as Axis | undefined)?.range);
      if (x?.length !== 2 || y?.length !== 2) return undefined;
      return { x: [x[0]!, x[1]!], y: [y[0]!, y[1]!] };
    },
    release() {
      plotly.purge(layer);
      layer.remove();
      delete plot.dataset['live'];
    },
  };
}

function sizeOf(drawing: SVGSVGElement): string {
  return `${drawing.getAttribute('width')} ${drawing.getBoundingClientRect().width}`;
}

function plotFor(panel: PlotPanel, view: string | undefined, drawing: SVGSVGElement) {
  const scheme = currentScheme();
  const [width, height] = ['width', 'height'].map((side) => Number(drawing.getAttribute(side))) as [
    number,
    number,
  ];
  // On a touch screen, a drag must scroll the page, so it must not zoom.
  const touch = matchMedia('(pointer: coarse)').matches ? { dragmode: false } : {};
  if (hasDrawing(panel)) {
    const { data, layout } = plotlyPlot(panel, { width, view, style: defaultStyle, scheme });
    return { data, layout: { ...layout, ...touch } };
  }
  const layout = styledLayout(
    { ...touch, ...inScheme(panel.layout, scheme) },
    inScheme(defaultStyle, scheme),
  );
  return { data: inScheme([...tracesOf(panel, view)], scheme), layout: { ...layout, width, height } };
}

interface Axis {
  readonly range?: readonly number[];
  readonly tickmode?: string;
}
const axisNames = ['xaxis', 'yaxis'] as const;

/** Lets Plotly choose the ticks of an axis that the reader has zoomed, and gives an axis that is as drawn its drawn ticks. */
async function fitTicks(plotly: PlotlyLibrary, plot: PlotlyElement, home: PlotLayout): Promise<void> {
  const changes = axisNames.flatMap((name) => {
    const [drawn, now] = [home[name] as Axis | undefined, plot.layout[name] as Axis | undefined];
    if (drawn?.tickmode !== 'array' || drawn.range === undefined || now?.range === undefined) return [];
    const [low, high] = drawn.range as [number, number];
    const isHome = now.range.every(
      (end, index) => Math.abs(end - drawn.range![index]!) < 1e-9 * Math.abs(high - low),
    );
    const tickmode = isHome ? 'array' : 'auto';
    return now.tickmode === tickmode ? [] : [[`${name}.tickmode`, tickmode]];
  });
  if (changes.length > 0) await plotly.relayout(plot, Object.fromEntries(changes));
}
