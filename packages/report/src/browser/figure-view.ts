import { firstView } from '../figure.js';
import type { PageFigure } from '../page/page-figure.js';
import { layoutDrawing, sizeOf } from '../svg/panel-layouts.js';
import { allPlaces, emptyPlaces, filledPlaces, isForPlotlyAlone, isOnPaper, isShown } from './drawings.js';
import { figureData } from './figure-data.js';
import { type LivePlot, livePlot } from './live-plot.js';
import type { Ranges } from './pick/frame.js';
import { wakePlotly } from './plotly.js';
import { toldOf } from './tell-failure.js';
import { viewSlider } from './view-slider.js';

/** One figure of the page, which is in the page as SVG. Plotly takes it over when the reader touches it. */
export interface FigureView {
  /** Lets Plotly take over the figure. */
  readonly wake: () => Promise<void>;
  /** Draws again what Plotly has taken over. */
  readonly redraw: () => Promise<void>;
  /** After the page has changed: draws what the page does not have, the chosen view and what Plotly has taken over. */
  readonly update: () => Promise<void>;
  /** The chosen view; undefined for a figure without views. */
  readonly chosen: () => string | undefined;
  /** Draws another view. A figure that lacks it stays as it is. */
  readonly choose: (view: string) => Promise<void>;
  /** The ends of the axes of a plot that Plotly has taken over. */
  readonly rangesOf: (plot: HTMLElement) => Ranges | undefined;
  /** Draws in a place for drawings that the file leaves empty. */
  readonly fill: (place: SVGSVGElement) => Promise<void>;
  /** Draws in those that a printer shows, at once. */
  readonly fillForPrint: (figure: PageFigure | undefined) => void;
  /** Frees the plots and removes the listeners. */
  readonly release: () => void;
}

/** What a figure tells the page. */
export interface FigureEvents {
  /** The reader has pressed the button of a view. */
  readonly onPressed: (view: string) => void;
  /** A plot has been drawn in another way, or zoomed. */
  readonly onDrawn: () => void;
}

/** Wires the buttons of the figure and waits for the reader. */
export function figureView(element: HTMLElement, { onPressed, onDrawn }: FigureEvents): FigureView {
  const plots = new Map<HTMLElement, LivePlot>();
  const listeners = new AbortController();
  /** What has been drawn from. */
  let known: { readonly figure: PageFigure | undefined } | undefined;

  const noted = (figure: PageFigure | undefined) => {
    known = { figure };
    return figure;
  };
  const data = async () => noted((await figureData()).get(element.id));
  const buttons = () => [...element.querySelectorAll<HTMLButtonElement>('.views button')];
  const slider = () => viewSlider(element);
  const chosen = () => slider()?.view() ?? (buttons().find(isPressed) ?? buttons()[0])?.value;
  // A figure with one view has no buttons.
  const viewOf = (figure: PageFigure | undefined) => chosen() ?? firstView(figure?.views);
  const placeOf = (panel: string) => element.querySelector<HTMLElement>(`[data-plot="${panel}"]`);

  const redraw = async () => {
    if (plots.size === 0) return;
    const figure = await data();
    for (const [place, plot] of plots) {
      if (element.contains(place)) continue;
      resizes.unobserve(place);
      plot.release();
      plots.delete(place);
    }
    const plotly = await wakePlotly();
    for (const panel of figure?.panels ?? []) {
      const place = placeOf(panel.id);
      if (place === null) continue;
      if (!plots.has(place)) plots.set(place, livePlot(place, plotly, onDrawn));
      outgrown.set(place, () => plots.get(place)?.isOutgrown() && void redraw());
      resizes.observe(place);
      await plots.get(place)!.draw(panel, viewOf(figure));
    }
  };
  const fill = (figure: PageFigure | undefined, place: SVGSVGElement) => {
    const plot = place.closest<HTMLElement>('[data-plot]')?.dataset['plot'];
    const panel = figure?.panels.find(({ id }) => id === plot);
    if (panel === undefined) return;
    const drawing = layoutDrawing(panel, Number(place.getAttribute('width')), {
      id: `${element.id}-${panel.id}`,
      view: viewOf(figure),
    });
    for (const [name, value] of Object.entries(sizeOf(drawing))) place.setAttribute(name, value);
    place.innerHTML = drawing.content;
    place.dataset['later'] = '';
  };
  /** Draws the SVG of the chosen view in the place of another. The places that are not shown wait until they are. */
  const drawView = async () => {
    const figure = await data();
    for (const panel of figure?.panels ?? []) {
      const plot = panel.views && placeOf(panel.id);
      const drawing = plot?.querySelector('.drawing');
      if (!plot || !drawing || isForPlotlyAlone(plot)) continue;
      for (const place of allPlaces(plot)) {
        if (isShown(place)) fill(figure, place);
        else {
          place.replaceChildren();
          place.dataset['later'] = '';
        }
      }
      const head = panel.heads?.[viewOf(figure) ?? ''];
      if (head !== undefined) drawing.ariaLabel = head.summary;
    }
  };
  const wake = async () => {
    if (element.dataset['explored'] !== undefined) return;
    element.dataset['explored'] = 'waking';
    const [figure, plotly] = await Promise.all([data(), wakePlotly()]).catch((error: unknown) => {
      delete element.dataset['explored'];
      throw error;
    });
    for (const panel of figure?.panels ?? []) {
      const place = placeOf(panel.id);
      if (place !== null) plots.set(place, livePlot(place, plotly, onDrawn));
    }
    await redraw();
    element.dataset['explored'] = '';
    element.querySelector('.explore')?.setAttribute('aria-pressed', 'true');
  };
  const choose = async (view: string) => {
    if (view === chosen() || !buttons().some(({ value }) => value === view)) return;
    for (const each of buttons()) each.setAttribute('aria-pressed', String(each.value === view));
    await drawView();
    await redraw();
    onDrawn();
  };

  const slide = async () => {
    slider()?.show();
    await drawView();
    await redraw();
  };
  const attempt = (action: Promise<void>) => toldOf(element, action);

  // We listen on the figure and not on its parts, because an update may replace them.
  const listen = <K extends keyof HTMLElementEventMap>(
    name: K,
    listener: (event: HTMLElementEventMap[K], target: Element) => void,
  ) =>
    element.addEventListener(name, (event) => listener(event, event.target as Element), {
      signal: listeners.signal,
    });
  listen('click', (_, target) => {
    const view = target.closest<HTMLButtonElement>('.views button');
    if (view !== null) onPressed(view.value);
    else if (target.closest('.plot, .explore') !== null) void attempt(wake());
  });
  listen('input', (_, target) => {
    if (target.closest('.view-slider') !== null) void attempt(slide());
  });
  // Not `pointerover`, which comes too when the page scrolls below a pointer at rest.
  listen('pointermove', ({ pointerType }, target) => {
    if (pointerType === 'mouse' && target.closest('.plot') !== null) void attempt(wake());
  });
  listen('focusin', (_, target) => {
    if (target.closest('.plot') !== null) void attempt(wake());
  });

  return {
    wake: () => attempt(wake()),
    redraw,
    chosen,
    choose,
    rangesOf: (plot) => plots.get(plot)?.ranges(),
    async update() {
      if (known === undefined) return;
      const before = known.figure;
      const figure = await data();
      if (figure === before || JSON.stringify(figure) === JSON.stringify(before)) return;
      slider()?.show();
      if (slider() !== undefined || chosen() !== buttons()[0]?.value) await drawView();
      for (const place of filledPlaces(element)) fill(figure, place);
      await redraw();
    },
    fill: (place) => attempt(data().then((figure) => fill(figure, place))),
    fillForPrint(figure) {
      noted(figure);
      for (const place of emptyPlaces(element).filter(isOnPaper)) fill(figure, place);
    },
    release() {
      listeners.abort();
      for (const [place, plot] of plots) {
        resizes.unobserve(place);
        plot.release();
      }
      plots.clear();
      delete element.dataset['explored'];
    },
  };
}

function isPressed(button: HTMLButtonElement): boolean {
  return button.getAttribute('aria-pressed') === 'true';
}

const outgrown = new WeakMap<Element, () => unknown>();
const resizes = new ResizeObserver((entries) => {
  for (const { target } of entries) outgrown.get(target)?.();
});
