import type { PageFigure } from '../page/page-figure.js';
import { panelLayouts } from '../svg/panel-layouts.js';
import { figureData } from './figure-data.js';
import { type LivePlot, livePlot } from './live-plot.js';
import { wakePlotly } from './plotly.js';
import { viewSlider } from './view-slider.js';

/** One figure of the page, which is in the page as SVG. Plotly takes it over when the reader touches it. */
export interface FigureView {
  /** Lets Plotly take over the figure. */
  readonly wake: () => Promise<void>;
  /** Draws again what Plotly has taken over. */
  readonly redraw: () => Promise<void>;
  /** After the page has changed: draws what the page does not have, the chosen view and what Plotly has taken over. */
  readonly update: () => Promise<void>;
  /** Frees the plots and removes the listeners. */
  readonly release: () => void;
}

/** Wires the buttons of the figure and waits for the reader. */
export function figureView(element: HTMLElement): FigureView {
  const plots = new Map<HTMLElement, LivePlot>();
  const listeners = new AbortController();
  let known: string | undefined;

  const data = async (): Promise<PageFigure | undefined> => {
    const figure = (await figureData()).get(element.id);
    known = JSON.stringify(figure);
    return figure;
  };
  const buttons = () => [...element.querySelectorAll<HTMLButtonElement>('.views button')];
  const slider = () => viewSlider(element);
  const chosen = () => slider()?.view() ?? (buttons().find(isPressed) ?? buttons()[0])?.value;
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
      if (!plots.has(place)) plots.set(place, livePlot(place, plotly));
      outgrown.set(place, () => plots.get(place)?.isOutgrown() && void redraw());
      resizes.observe(place);
      await plots.get(place)!.draw(panel, chosen());
    }
  };
  /** Draws the SVG of the chosen view in the place of another. */
  const drawView = async () => {
    const figure = await data();
    for (const panel of figure?.panels ?? []) {
      const drawing = panel.views && placeOf(panel.id)?.querySelector('.drawing');
      if (!drawing) continue;
      drawing.innerHTML = panelLayouts(panel, { id: `${element.id}-${panel.id}`, view: chosen() });
      const head = panel.heads?.[chosen() ?? ''];
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
      if (place !== null) plots.set(place, livePlot(place, plotly));
    }
    await redraw();
    element.dataset['explored'] = '';
    element.querySelector('.explore')?.setAttribute('aria-pressed', 'true');
  };
  const choose = async (button: Element) => {
    for (const each of buttons()) each.setAttribute('aria-pressed', String(each === button));
    await drawView();
    await redraw();
  };

  const slide = async () => {
    slider()?.show();
    await drawView();
    await redraw();
  };

  // We listen on the figure and not on its parts, because an update may replace them.
  const listen = <K extends keyof HTMLElementEventMap>(
    name: K,
    listener: (event: HTMLElementEventMap[K], target: Element) => void,
  ) =>
    element.addEventListener(name, (event) => listener(event, event.target as Element), {
      signal: listeners.signal,
    });
  listen('click', (_, target) => {
    const view = target.closest('.views button');
    if (view !== null) void choose(view);
    else if (target.closest('.plot, .explore') !== null) void wake();
  });
  listen('input', (_, target) => {
    if (target.closest('.view-slider') !== null) void slide();
  });
  // Not `pointerover`, which comes too when the page scrolls below a pointer at rest.
  listen('pointermove', ({ pointerType }, target) => {
    if (pointerType === 'mouse' && target.closest('.plot') !== null) void wake();
  });
  listen('focusin', (_, target) => {
    if (target.closest('.plot') !== null) void wake();
  });

  return {
    wake,
    redraw,
    async update() {
      if (known === undefined) return;
      const before = known;
      await data();
      if (known === before) return;
      slider()?.show();
      if (slider() !== undefined || chosen() !== buttons()[0]?.value) await drawView();
      await redraw();
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
