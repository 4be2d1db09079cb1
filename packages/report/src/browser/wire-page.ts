import { watchComparison } from './compare/compare.js';
import { watchClaims } from './filter-claims.js';
import { watchContents } from './contents.js';
import { watchPick } from './pick/watch-pick.js';
import { watchCopying } from './copying.js';
import { type PageFigures, pageFigures } from './page-figures.js';
import { watchPackedParts } from './packed-parts.js';
import { watchPrinting } from './printing.js';
import { watchLinks } from './reveal.js';
import { watchTraining } from './training/train-here.js';
import { watchScheme } from './scheme.js';
import { addFigureButtons } from './take/figure-buttons.js';
import { addTableButtons } from './take/table-buttons.js';

/** Makes the figures, the pick, scheme buttons, printing, links, copying, the claims’ filter, the training, files and the comparison of the page work. */
export function wirePage(): PageFigures {
  const figures = pageFigures();
  figures.update();
  watchScheme(figures.redraw);
  watchPackedParts();
  watchPrinting(figures.drawForPrint);
  watchLinks();
  watchCopying();
  const claims = watchClaims();
  const training = watchTraining();
  const contents = watchContents();
  const pick = watchPick(figures);
  addFigureButtons();
  addTableButtons();
  const comparison = watchComparison();
  return {
    ...figures,
    update() {
      figures.update();
      claims.update();
      training.update();
      contents.update();
      pick.update();
      addFigureButtons();
      addTableButtons();
      comparison.update();
    },
  };
}
