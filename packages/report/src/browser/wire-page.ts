import { watchCopying } from './copying.js';
import { type PageFigures, pageFigures } from './page-figures.js';
import { watchPrinting } from './printing.js';
import { watchLinks } from './reveal.js';
import { watchScheme } from './scheme.js';

/** Makes the figures, scheme buttons, printing, links and copying of the page work. */
export function wirePage(): PageFigures {
  // The style sheet shows what needs a script, and hides what is only for readers without.
  document.documentElement.dataset['scripted'] = '';
  const figures = pageFigures();
  figures.update();
  watchScheme(figures.redraw);
  watchPrinting();
  watchLinks();
  watchCopying();
  return figures;
}
