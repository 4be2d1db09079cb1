import { figureId, type FigureNumber } from '../figure-number.js';
import type { Html } from '../text/html.js';
import { rewriteText } from './rewrite-text.js';

/** Links each `Figure 13` and `figure 13` in the text of a page to that figure, if the page has it. */
export function linkFigures(page: Html): Html {
  const ids = new Set(Array.from(page.markup.matchAll(/<figure id="([^"]+)"/g), ([, id]) => id));
  return rewriteText(page, (text) =>
    text.replace(/\b[Ff]igure[ \u00a0](\d+|[A-Z])(?!\w|\.\d)/g, (words, number: string) => {
      const id = figureId(number as FigureNumber);
      return ids.has(id) ? `<a class="to-figure" href="#${id}">${words}</a>` : words;
    }),
  );
}
