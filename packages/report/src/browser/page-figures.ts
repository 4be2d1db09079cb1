import { figureDataNow } from './figure-data.js';
import { emptyPlaces, isForPlotlyAlone, isOnPaper, isShown, nextTask, onPlacesShown } from './drawings.js';
import { type FigureView, figureView } from './figure-view.js';
import { laidOut } from './laid-out.js';
import { keyOfViews } from './page-address.js';

/** A view that the reader has chosen by a button of a figure. */
export interface ChosenView {
  /** The title of the buttons. */
  readonly title: string;
  readonly view: string;
  /** Whether it is the one that the page shows at first. */
  readonly isFirst: boolean;
  /** The id of the figure. */
  readonly place: string;
}

/** The figures of the page. */
export interface PageFigures {
  /** Adds new figures, releases figures that are gone, and draws figures again whose data changed. */
  update(): void;
  /** Draws again what Plotly has taken over. */
  redraw(): void;
  viewOf(figure: HTMLElement): FigureView | undefined;
  /** Draws all figures in these views, by the keys of their buttons; those that have none of a key in their first. */
  chooseViews(views: Readonly<Record<string, string>>): Promise<void>;
  /** Draws at once all that a printer may show. */
  drawForPrint(): void;
  /** Calls back when the reader presses the button of a view. */
  onViewChosen(listener: (chosen: ChosenView) => void): void;
  /** Calls back when a figure has been drawn in another way, or zoomed. */
  onDrawn(listener: (figure: HTMLElement) => void): void;
}

/**
 * Wires the figures of the page. Where the page shows a drawing that its file does not have, it is drawn when the browser has time. Figures of
 * traces that only Plotly can draw are drawn near the viewport.
 */
export function pageFigures(): PageFigures {
  const views = new Map<Element, FigureView>();
  let turn = 0;
  const chosenListeners: ((chosen: ChosenView) => void)[] = [];
  const drawnListeners: ((figure: HTMLElement) => void)[] = [];
  const made = (element: HTMLElement) =>
    figureView(element, {
      onPressed(view) {
        const { title, options } = buttonsOf(element);
        const chosen = { title, view, isFirst: view === options[0], place: element.id };
        for (const listener of chosenListeners) listener(chosen);
      },
      onDrawn() {
        for (const listener of drawnListeners) listener(element);
      },
    });
  const nearby = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        nearby.unobserve(target);
        void views.get(target)?.wake();
      }
    },
    { rootMargin: '400px 0px' },
  );
  let drawing = 0;
  /** One panel a task, so that the page never hangs. A later call takes over, because it may show other figures. */
  const drawShown = async () => {
    drawing += 1;
    const own = drawing;
    if (!emptyPlaces(document.documentElement).some(isShown)) return;
    for (const [element, view] of inSightFirst(views)) {
      for (const place of emptyPlaces(element).filter(isShown)) {
        await view.fill(place);
        await nextTask();
        if (own !== drawing) return;
      }
    }
  };
  onPlacesShown(document.querySelector('main')!, () => void drawShown());
  return {
    update() {
      const present = new Set(document.querySelectorAll<HTMLElement>('[data-figure]'));
      for (const [element, view] of views) {
        if (present.has(element as HTMLElement)) continue;
        nearby.unobserve(element);
        view.release();
        views.delete(element);
      }
      for (const element of present) {
        const known = views.get(element);
        if (known === undefined) views.set(element, made(element));
        else void known.update();
        if (isForPlotlyAlone(element)) nearby.observe(element);
      }
      void laidOut().then(drawShown);
    },
    drawForPrint() {
      if (!emptyPlaces(document.documentElement).some(isOnPaper)) return;
      const figures = figureDataNow();
      for (const [element, view] of views) view.fillForPrint(figures.get(element.id));
    },
    redraw() {
      for (const view of views.values()) void view.redraw();
    },
    viewOf: (figure) => views.get(figure),
    async chooseViews(wanted) {
      turn += 1;
      const own = turn;
      for (const [element, view] of inSightFirst(views)) {
        const { title, options } = buttonsOf(element);
        const asked = wanted[keyOfViews(title)] ?? options[0];
        if (own !== turn) return;
        if (asked !== undefined) await view.choose(asked);
      }
    },
    onViewChosen: (listener) => void chosenListeners.push(listener),
    onDrawn: (listener) => void drawnListeners.push(listener),
  };
}

/** The buttons of the views of a figure, the first of them that of the view that the page shows at first. */
function buttonsOf(element: Element): { readonly title: string; readonly options: readonly string[] } {
  const group = element.querySelector('.views');
  const buttons = [...element.querySelectorAll<HTMLButtonElement>('.views button')];
  return { title: group?.getAttribute('aria-label') ?? '', options: buttons.map(({ value }) => value) };
}

/** The figure in the middle of the window first. */
function inSightFirst(views: ReadonlyMap<Element, FigureView>): readonly (readonly [Element, FigureView])[] {
  const distance = (element: Element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return Math.abs((top + bottom) / 2 - innerHeight / 2);
  };
  return [...views]
    .map((entry) => ({ entry, distance: distance(entry[0]) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ entry }) => entry);
}
