import { type Html, html } from '../text/html.js';
import type { Provenance } from '../provenance.js';
import { recipe } from './recipe.js';

/**
 * Where the provenance of a figure will stand. The page is made before it is known, so that the page does not depend on
 * keys; text of a config cannot look like it, because its `<` is escaped.
 */
export function madeFromSlot(stage: string): Html {
  return { markup: `<!--made-from ${encodeURIComponent(stage)}-->` };
}

/** The page's body with its slots filled; a slot of a stage that is not in the provenance stays empty. */
export function fillSlots(body: string, { stages }: Pick<Provenance, 'stages'>): Html {
  const byName = new Map(stages.map((stage) => [encodeURIComponent(stage.name), stage]));
  const markup = body.replace(/<!--made-from ([^ ]*?)-->/g, (_, name: string) => {
    const stage = byName.get(name);
    if (stage === undefined) return '';
    return html`<details class="made-from"><summary>What this was made from</summary>${recipe(stage)}</details>`
      .markup;
  });
  return { markup };
}
