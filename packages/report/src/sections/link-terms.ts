import { terms } from '../sentences/glossary.js';
import type { Html } from '../text/html.js';

/** Elements in which no word is linked: they are links or buttons themselves, headings, code, formulas or drawings. */
const closed = new Set([
  'a',
  'button',
  'code',
  'dfn',
  'h1',
  'h2',
  'h3',
  'h4',
  'math',
  'pre',
  'strong',
  'summary',
  'svg',
  'table',
  'label',
]);
/** Elements of which the words are linked. */
const open = new Set(['p', 'li', 'dd']);
/** Elements that have no end. */
const empty = new Set(['input', 'br', 'mspace']);

/** Links the first use of each word of the glossary in a part of the page to its meaning. */
export function linkTerms({ markup }: Html): Html {
  const left = new Map(terms.flatMap(({ id, forms }) => (forms === undefined ? [] : [[id, forms] as const])));
  const path: string[] = [];
  const parts = markup.split(/(<!--[\s\S]*?-->|<[^>]*>)/);
  return {
    markup: parts
      .map((part, index) => {
        if (index % 2 === 1) {
          follow(path, part);
          return part;
        }
        const isText = path.some((name) => open.has(name)) && !path.some((name) => closed.has(name));
        return isText ? linked(part, left) : part;
      })
      .join(''),
  };
}

/** Keeps the names of the elements around a place. */
function follow(path: string[], tag: string): void {
  const [, end, name = ''] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(tag) ?? [];
  if (name === '' || tag.endsWith('/>') || empty.has(name)) return;
  if (end === '/') path.length = Math.max(0, path.lastIndexOf(name));
  // The finding of a figure is its headline, and titles of writings are not words of the report.
  else
    path.push(
      /\bclass="(?:finding|prose references|kicker|question|slider-title|panel-note|panel-key)"/.test(tag)
        ? 'h3'
        : name,
    );
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
