import type { Html } from '../text/html.js';

/** Elements in which nothing is linked: they are links or buttons themselves, headings, code, formulas or drawings. */
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

/** Rewrites the text of paragraphs, items and meanings. Links, buttons, headings, code, formulas, tables and drawings stay as they are. */
export function rewriteText({ markup }: Html, rewrite: (text: string) => string): Html {
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
        return isText ? rewrite(part) : part;
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
