import { whatMadeFrom } from '../sentences/page.js';
import { type Html, html } from '../text/html.js';
import type { Provenance } from '../provenance.js';
import { recipe } from './recipe.js';

/**
 * A slot for the provenance of a figure. The page stage does not know the provenance, so that it does not depend on
 * keys; `fillSlots` fills the slots after the run. The text of a config cannot look like a slot, because its `<` is
 * escaped.
 */
export function madeFromSlot(stage: string): Html {
  return { markup: `<!--made-from ${encodeURIComponent(stage)}-->` };
}

/** Fills the slots in the body of a page. If a stage is not in the provenance, its slot becomes empty. */
export function fillSlots(body: string, { stages }: Pick<Provenance, 'stages'>): Html {
  const byName = new Map(stages.map((stage) => [encodeURIComponent(stage.name), stage]));
  const markup = body.replace(/<!--made-from ([^ ]*?)-->/g, (_, name: string) => {
    const stage = byName.get(name);
    if (stage === undefined) return '';
    return html`<details class="made-from"><summary>${whatMadeFrom}</summary>${recipe(stage)}</details>`
      .markup;
  });
  return { markup };
}
