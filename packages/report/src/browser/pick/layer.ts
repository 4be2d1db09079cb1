import type { PageFigure } from '../../page/page-figure.js';
import { visibleDrawing } from '../drawings.js';
import type { PageFigures } from '../page-figures.js';
import { figureData } from '../figure-data.js';
import { drawMarks } from './draw.js';
import { type Frame, frameOf } from './frame.js';
import { marksOf } from './marks.js';
import type { Picked } from './picked.js';

/** The layer of marks above each plot, be it drawn or taken over by Plotly. */
export interface PickLayer {
  /** Lights up a feature or a neuron in all plots, those in sight first; nothing where it is undefined. */
  readonly show: (picked: Picked | undefined) => Promise<void>;
  /** Draws again what lies above a figure that has changed. */
  readonly follow: (figure: HTMLElement) => void;
  /** What a plot shows where. */
  readonly frameOf: (plot: HTMLElement) => Promise<Frame | undefined>;
  /** The same, as far as the page has read its data yet. */
  readonly frameNow: (plot: HTMLElement) => Frame | undefined;
}

/** Milliseconds of work after which the browser may do other work. */
const slice = 20;

export function pickLayer(figures: PageFigures): PickLayer {
  let picked: Picked | undefined;
  let data: readonly PageFigure[] = [];
  let turn = 0;

  const frame = (plot: HTMLElement): Frame | undefined => {
    const element = plot.closest<HTMLElement>('[data-figure]');
    const panel = data
      .find(({ id }) => id === element?.id)
      ?.panels.find(({ id }) => id === plot.dataset['plot']);
    const drawing = visibleDrawing(plot);
    const view = element === null ? undefined : figures.viewOf(element);
    if (panel === undefined || drawing === undefined || view === undefined) return undefined;
    const width = Number(drawing.getAttribute('width'));
    return frameOf(panel, { width, view: view.chosen(), ranges: view.rangesOf(plot) });
  };
  const draw = (plot: HTMLElement) => {
    if (picked === undefined) {
      sizes.unobserve(plot);
      setLayer(plot, undefined, '');
      return;
    }
    // Another drawing comes into sight where the page becomes wider or narrower. Until then a hidden plot keeps what it had.
    sizes.observe(plot);
    const place = frame(plot);
    if (place === undefined && visibleDrawing(plot) === undefined) return;
    const content = place && drawMarks(marksOf(place, picked), place, String(picked.index));
    setLayer(plot, place, content ?? '');
  };
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) if (isOutgrown(target as HTMLElement)) draw(target as HTMLElement);
  });

  return {
    async show(asked) {
      picked = asked;
      turn += 1;
      const own = turn;
      if (asked !== undefined) data = [...(await figureData()).values()];
      let start = performance.now();
      for (const plot of inSightFirst()) {
        if (performance.now() - start > slice) {
          await new Promise((resolve) => setTimeout(resolve));
          start = performance.now();
        }
        if (own !== turn) return;
        draw(plot);
      }
    },
    follow(figure) {
      if (picked === undefined) return;
      for (const plot of figure.querySelectorAll<HTMLElement>('[data-plot]')) draw(plot);
    },
    async frameOf(plot) {
      data = [...(await figureData()).values()];
      return frame(plot);
    },
    frameNow: frame,
  };
}

/** The plots of figures that show features or neurons, the nearest to the middle of the window first. */
function inSightFirst(): readonly HTMLElement[] {
  const distance = (plot: Element) => {
    const { top, bottom } = plot.getBoundingClientRect();
    return Math.abs((top + bottom) / 2 - innerHeight / 2);
  };
  return [...document.querySelectorAll<HTMLElement>('[data-shows] [data-plot]')]
    .map((plot) => ({ plot, distance: distance(plot) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ plot }) => plot);
}

function layerOf(plot: HTMLElement): Element | null {
  return plot.querySelector(':scope > svg.picked');
}

function setLayer(plot: HTMLElement, frame: Frame | undefined, content: string): void {
  const layer = layerOf(plot);
  if (frame === undefined) delete plot.dataset['pickedWidth'];
  else plot.dataset['pickedWidth'] = String(frame.geometry.width);
  if (frame === undefined || content === '') {
    layer?.remove();
    return;
  }
  const { width, height } = frame.geometry;
  const made = layer ?? document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [name, value] of Object.entries({
    // In sight it fades in. Elsewhere it must be there when the reader comes.
    class: layer === null && isInSight(plot) ? 'picked fresh' : 'picked',
    'aria-hidden': 'true',
    'data-added': '',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
  }))
    made.setAttribute(name, String(value));
  made.innerHTML = content;
  if (layer === null) plot.append(made);
}

function isInSight(plot: HTMLElement): boolean {
  const { top, bottom } = plot.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** Whether the visible drawing has another width than the layer was drawn for. */
function isOutgrown(plot: HTMLElement): boolean {
  const width = visibleDrawing(plot)?.getAttribute('width');
  return width != null && width !== plot.dataset['pickedWidth'];
}
