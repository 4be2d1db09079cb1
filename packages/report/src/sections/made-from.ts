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

/** A slot for the digest of a trained model, for those who train it again: see `fillSlots`. */
export function digestSlot(stage: string): Html {
  return { markup: `<!--digest ${encodeURIComponent(stage)}-->` };
}

/** The engines whose models the kernel repeats to the bit. */
const repeated = /#train(Kernel|Reference)$/;

/**
 * Fills the slots in the body of a page. If a stage is not in the provenance, its slot becomes empty. So does that of the digest of a
 * model that cannot be trained again in a page, because it is frozen or of another engine.
 */
export function fillSlots(body: string, { stages }: Pick<Provenance, 'stages'>): Html {
  const byName = new Map(stages.map((stage) => [encodeURIComponent(stage.name), stage]));
  const filled = body.replace(/<!--digest ([^ ]*?)-->/g, (_, name: string) => {
    const stage = byName.get(name);
    const isRepeated = stage !== undefined && stage.frozen === undefined && repeated.test(stage.task);
    return isRepeated ? (stage.output ?? '') : '';
  });
  const markup = filled.replace(/<!--made-from ([^ ]*?)-->/g, (_, name: string) => {
    const stage = byName.get(name);
    if (stage === undefined) return '';
    return html`<details class="made-from"><summary>${whatMadeFrom}</summary>${recipe(stage)}</details>`
      .markup;
  });
  return { markup };
}
