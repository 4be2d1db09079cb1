import { watchClaims } from './filter-claims.js';
import { watchPick } from './pick/watch-pick.js';
import { watchCopying } from './copying.js';
import { type PageFigures, pageFigures } from './page-figures.js';
import { watchPackedParts } from './packed-parts.js';
import { watchPrinting } from './printing.js';
import { watchLinks } from './reveal.js';
import { watchScheme } from './scheme.js';

/** Makes the figures, the pick, scheme buttons, printing, links, copying and the filter of claims of the page work. */
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
  const pick = watchPick(figures);
  return {
    ...figures,
    update() {
      figures.update();
      claims.update();
      pick.update();
    },
  };
}
