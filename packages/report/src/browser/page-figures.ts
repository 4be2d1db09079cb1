import { type FigureView, figureView } from './figure-view.js';

/** The figures of the page. */
export interface PageFigures {
  /** Adds new figures, releases figures that are gone, and draws figures again whose data changed. */
  update(): void;
  /** Draws every figure again that is drawn. */
  redraw(): void;
  drawAll(): void;
}

/** Draws each figure when it comes near the viewport, because drawing all of them at once takes seconds. */
export function pageFigures(): PageFigures {
  const views = new Map<Element, FigureView>();
  const nearby = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        nearby.unobserve(target);
        const view = views.get(target);
        if (view !== undefined && !view.isDrawn()) view.draw();
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
        if (known !== undefined) {
          known.update();
          continue;
        }
        views.set(element, figureView(element));
        nearby.observe(element);
      }
    },
    redraw() {
      for (const view of views.values()) if (view.isDrawn()) view.draw();
    },
    drawAll() {
      for (const view of views.values()) view.draw();
    },
  };
}
