import { type FigureView, figureView } from './figure-view.js';

/** The figures of the page. */
export interface PageFigures {
  /** Adds new figures, releases figures that are gone, and draws figures again whose data changed. */
  update(): void;
  /** Draws again what Plotly has taken over. */
  redraw(): void;
}

/** Wires the figures of the page. Those that have no drawing, of traces that only Plotly can draw, it draws near the viewport. */
export function pageFigures(): PageFigures {
  const views = new Map<Element, FigureView>();
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
        if (known === undefined) views.set(element, figureView(element));
        else void known.update();
        if (element.querySelector('.drawing > svg:empty') !== null) nearby.observe(element);
      }
    },
    redraw() {
      for (const view of views.values()) void view.redraw();
    },
  };
}
