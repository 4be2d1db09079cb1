import { terms } from '../sentences/glossary.js';
import type { Html } from '../text/html.js';
import { rewriteText } from './rewrite-text.js';

/** Links the first use of each word of the glossary in a part of the page to its meaning. */
export function linkTerms(part: Html): Html {
  const left = new Map(terms.flatMap(({ id, forms }) => (forms === undefined ? [] : [[id, forms] as const])));
  return rewriteText(part, (text) => linked(text, left));
}

/** Links words, each only once, and takes them out of what is left. Of two that overlap, the first one counts. */
function linked(text: string, left: Map<string, string>): string {
  let [rest, done] = [text, ''];
  for (;;) {
    const found = [...left]
      .flatMap(([id, forms]) => {
        const match = new RegExp(`(?<![\\w.^-])(?:${forms})(?![\\w-])`).exec(rest);
        return match === null ? [] : [{ id, at: match.index, word: match[0] }];
      })
      .sort((a, b) => a.at - b.at || b.word.length - a.word.length)[0];
    if (found === undefined) return done + rest;
    left.delete(found.id);
    done += `${rest.slice(0, found.at)}<a class="term" href="#term-${found.id}">${found.word}</a>`;
    rest = rest.slice(found.at + found.word.length);
  }
}
