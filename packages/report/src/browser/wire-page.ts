import { watchComparison } from './compare/compare.js';
import { watchClaims } from './filter-claims.js';
import { watchCopying } from './copying.js';
import { type PageFigures, pageFigures } from './page-figures.js';
import { watchPackedParts } from './packed-parts.js';
import { watchPrinting } from './printing.js';
import { watchLinks } from './reveal.js';
import { watchScheme } from './scheme.js';
import { addFigureButtons } from './take/figure-buttons.js';
import { addTableButtons } from './take/table-buttons.js';

/** Makes the figures, scheme buttons, printing, links, copying, the filter of claims, files and the comparison of the page work. */
export function wirePage(): PageFigures {
  // The style sheet shows what needs a script, and hides what is only for readers without.
  document.documentElement.dataset['scripted'] = '';
  const figures = pageFigures();
  figures.update();
  watchScheme(figures.redraw);
  watchPackedParts();
  watchPrinting();
  watchLinks();
  watchCopying();
  const claims = watchClaims();
  addFigureButtons();
  addTableButtons();
  const comparison = watchComparison();
  return {
    ...figures,
    update() {
      figures.update();
      claims.update();
      addFigureButtons();
      addTableButtons();
      comparison.update();
    },
  };
}
