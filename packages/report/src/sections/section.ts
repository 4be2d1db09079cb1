import { couldNotBeMade, stageFailed } from '../sentences/page.js';
import type { Sentence } from '../sentences/rule.js';
import { type Content, type Html, html } from '../text/html.js';
import { prose } from '../text/prose.js';
import type { ContentsEntry } from './contents.js';

/** A section of the page with a heading that can be linked to. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
  /** Sections inside, after the body. */
  readonly sections?: readonly Section[];
  /** What stands after these. */
  readonly after?: Html;
  /** The lines of the contents below that of the section. */
  readonly entries?: readonly ContentsEntry[];
}

/** Words of a section as HTML. Sections say nothing that no rule wrote. */
export function sentences(words: Sentence): Html {
  return prose(words);
}

/** The HTML of a section, and of those inside it. */
export function renderSection({ id, title, body, sections = [], after }: Section, level: 2 | 3 = 2): Html {
  const heading =
    level === 2 ? html`<h2 id="${id}-title">${title}</h2>` : html`<h3 id="${id}-title">${title}</h3>`;
  return html`<section id="${id}" aria-labelledby="${id}-title">${heading}${body}${sections.map((each) => renderSection(each, 3))}${after ?? null}</section>
`;
}

/** Shown in the place of a failed stage: its name and its message, and nothing that looks like a result. */
export function errorCard(subject: string, failure: { stage: string; message: string }): Html {
  return html`<div class="error-card" role="note"><p><strong>${couldNotBeMade(subject)}</strong> ${sentences(stageFailed(failure.stage))}</p><pre>${failure.message}</pre></div>`;
}

/**
 * A table that scrolls by itself if the screen is too narrow for it. A `stacking` table puts the cells of a row below
 * each other instead. There, a cell needs a `data-label` unless its place explains it. The `role` is written out,
 * because some browsers no longer treat a table as one when CSS changes its layout.
 */
export function scrollingTable(label: string, contents: Content, stacking = false): Html {
  if (stacking) {
    return html`<div class="table-scroll" role="group" aria-label="${label}" tabindex="0"><table class="stacking" role="table">${contents}</table></div>`;
  }
  return html`<div class="table-scroll" role="group" aria-label="${label}" tabindex="0"><table>${contents}</table></div>`;
}
