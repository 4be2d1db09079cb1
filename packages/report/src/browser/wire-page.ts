import { type PageFigures, pageFigures } from './page-figures.js';
import { watchPrinting } from './printing.js';
import { watchLinks } from './reveal.js';
import { watchScheme } from './scheme.js';

/** Makes the figures, scheme buttons, printing and links of the page work. */
export function wirePage(): PageFigures {
  const figures = pageFigures();
  figures.update();
  watchScheme(figures.redraw);
  watchPrinting(figures.drawAll);
  watchLinks();
  return figures;
}
