import type { Html } from '../text/html.js';

/** A slot for the drawings of a panel, which is no work of a task: it needs functions that engines round differently. */
export function panelSlot(figure: string, panel: string): Html {
  return { markup: `<!--panel ${figure}/${panel}-->` };
}

/** Fills the slots in the body of a page with drawings, by their slots. */
export function fillPanels(body: string, drawings: Readonly<Record<string, string>>): string {
  return body.replace(/<!--panel [\w/-]+-->/g, (slot) =>
    Object.hasOwn(drawings, slot) ? drawings[slot]! : '',
  );
}
