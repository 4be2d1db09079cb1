import { type Html, html } from '../text/html.js';
import { prose } from '../text/prose.js';

/** A line of the contents: the id that it links to, its title, and the lines below it. */
export interface ContentsEntry {
  readonly id: string;
  readonly title: string;
  readonly entries?: readonly ContentsEntry[];
}

/**
 * The contents as nested lists of links. On a phone they are folded: the list follows the fold and is not in it, because on wider
 * screens it is always there.
 */
export function contents(entries: readonly ContentsEntry[]): Html {
  return html`<nav class="contents" aria-label="Contents"><h2>Contents</h2><details class="contents-fold"><summary>Contents <span class="contents-here"></span></summary></details>${list(entries)}</nav>`;
}

function list(entries: readonly ContentsEntry[]): Html {
  return html`<ol>${entries.map(
    ({ id, title, entries: inner }) =>
      html`<li><a href="#${id}">${prose(title)}</a>${inner && inner.length > 0 ? list(inner) : null}</li>`,
  )}</ol>`;
}
