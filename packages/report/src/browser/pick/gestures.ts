import type { Item } from '../../figure.js';
import { visibleDrawing } from '../drawings.js';
import { itemAt, orderIn } from './find.js';
import type { Frame } from './frame.js';
import type { Picked } from './picked.js';

interface Hands {
  readonly picked: () => Picked | undefined;
  readonly frameOf: (plot: HTMLElement) => Promise<Frame | undefined>;
  /** The same, as far as the page has read its data yet. */
  readonly frameNow: (plot: HTMLElement) => Frame | undefined;
  readonly choose: (
    picked: Picked | undefined,
    how: { readonly step?: boolean; readonly place?: string },
  ) => void;
}

/** Pixels by which a pointer may move and still click. */
const stillness = 5;

/** Clicks into plots and on elements that are one feature or neuron, arrow keys in a plot, and Escape. */
export function watchGestures({ picked, frameOf, frameNow, choose }: Hands): void {
  let pressed: { readonly plot: HTMLElement; readonly event: PointerEvent } | undefined;
  // Plotly covers the page while a button is pressed, so that no click comes to the plot.
  document.addEventListener(
    'pointerdown',
    (event) => {
      const plot = plotOf(event.target);
      pressed = plot !== null && event.isPrimary && event.button === 0 ? { plot, event } : undefined;
    },
    { capture: true },
  );
  document.addEventListener(
    'pointerup',
    (event) => {
      if (pressed === undefined || event.pointerId !== pressed.event.pointerId) return;
      const { plot, event: start } = pressed;
      pressed = undefined;
      if (Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) >= stillness) return;
      void pickAt(plot, event.clientX, event.clientY);
    },
    { capture: true },
  );
  document.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element) || target.closest('a, button, input, summary') !== null) return;
    const element = target.closest<HTMLElement | SVGElement>('[data-feature], [data-neuron]');
    if (element === null || document.getSelection()?.isCollapsed === false) return;
    const item: Item = element.dataset['feature'] === undefined ? 'neuron' : 'feature';
    choose({ item, index: Number(element.dataset[item]) }, placeOf(element));
  });
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && picked() !== undefined) {
      choose(undefined, {});
      return;
    }
    const move = moves[event.key];
    const plot = plotOf(event.target);
    if (move === undefined || plot === null) return;
    // Up and down scroll the page, unless the plot has rows.
    if (move.direction === 'down' && itemIn(frameNow(plot), 'down') === undefined) return;
    event.preventDefault();
    void step(plot, move);
  });

  const pickAt = async (plot: HTMLElement, clientX: number, clientY: number) => {
    const drawing = visibleDrawing(plot);
    const frame = await frameOf(plot);
    if (drawing === undefined || frame === undefined) return;
    const { left, top, width } = drawing.getBoundingClientRect();
    const scale = frame.geometry.width / width;
    const found = itemAt(frame, (clientX - left) * scale, (clientY - top) * scale);
    if (found !== undefined) choose(found, placeOf(plot));
  };
  const step = async (plot: HTMLElement, { direction, by }: Move) => {
    const frame = await frameOf(plot);
    const item = itemIn(frame, direction);
    if (frame === undefined || item === undefined) return;
    const order = orderIn(frame, item, direction);
    const now = picked()?.item === item ? order.indexOf(picked()!.index) : -1;
    const next = now === -1 ? (by > 0 ? 0 : order.length - 1) : (now + by + order.length) % order.length;
    choose({ item, index: order[next]! }, { ...placeOf(plot), step: true });
  };
}

/** What an arrow key goes through. */
function itemIn(frame: Frame | undefined, direction: Move['direction']): Item | undefined {
  if (frame === undefined) return undefined;
  return (['feature', 'neuron'] as const).find((item) => orderIn(frame, item, direction).length > 0);
}

interface Move {
  readonly direction: 'across' | 'down';
  readonly by: 1 | -1;
}

const moves: Readonly<Record<string, Move>> = {
  ArrowLeft: { direction: 'across', by: -1 },
  ArrowRight: { direction: 'across', by: 1 },
  ArrowUp: { direction: 'down', by: -1 },
  ArrowDown: { direction: 'down', by: 1 },
};

function plotOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-shows] [data-plot]') : null;
}

/** The figure in which something is, for the address. */
function placeOf(element: Element): { readonly place?: string } {
  const id = element.closest('[data-figure]')?.id;
  return id === undefined ? {} : { place: id };
}
