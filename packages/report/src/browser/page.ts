import { figureView } from './figure-view.js';
import { watchPrinting } from './printing.js';
import { watchLinks } from './reveal.js';
import { watchScheme } from './scheme.js';

const figures = [...document.querySelectorAll<HTMLElement>('[data-figure]')].map(figureView);

// Drawing every figure at once takes seconds; one that is far away can wait.
const nearby = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      nearby.unobserve(entry.target);
      const figure = figures.find(({ element }) => element === entry.target);
      if (figure && !figure.isDrawn()) figure.draw();
    }
  },
  { rootMargin: '400px 0px' },
);
for (const { element } of figures) nearby.observe(element);

watchScheme(() => {
  for (const figure of figures) if (figure.isDrawn()) figure.draw();
});

watchPrinting(() => {
  for (const figure of figures) figure.draw();
});

watchLinks();
