import { type Content, type Html, html } from '../text/html.js';
import type { ContentsEntry } from './contents.js';

/** A section of the page with a heading that can be linked to. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
  /** What the contents list under it. */
  readonly entries?: readonly ContentsEntry[];
}

/** The section as it stands in the page. */
export function renderSection({ id, title, body }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>
`;
}

/** What stands where a stage failed: its name and its message, and nothing that looks like a result. */
export function errorCard(subject: string, failure: { stage: string; message: string }): Html {
  return html`<div class="error-card" role="note"><p><strong>${subject} could not be made.</strong> The stage <code>${failure.stage}</code> failed:</p><pre>${failure.message}</pre></div>`;
}

/**
 * A table that scrolls by itself where the screen is too narrow for it. One that is `stacking` puts the cells of a row
 * below each other instead, and needs a `data-label` on each cell that its place does not explain. The role is
 * stated because a table laid out anew by CSS loses it in some browsers.
 */
export function scrollingTable(label: string, contents: Content, stacking = false): Html {
  if (stacking) {
    return html`<div class="table-scroll" role="region" aria-label="${label}" tabindex="0"><table class="stacking" role="table">${contents}</table></div>`;
  }
  return html`<div class="table-scroll" role="region" aria-label="${label}" tabindex="0"><table>${contents}</table></div>`;
}
