import type { Html } from '../text/html.js';

/** Slots for what follows from the whole file, which the stage of the page does not know. */
export const provenanceSlot: Html = { markup: '<!--provenance-->' };
export const othersSlot: Html = { markup: '<!--others-->' };

/** Fills these slots in the body of a page. */
export function fillEnd(body: string, provenance: Html, others: Html): string {
  return body
    .replace(provenanceSlot.markup, () => provenance.markup)
    .replace(othersSlot.markup, () => others.markup);
}
