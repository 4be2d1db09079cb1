import { panelSlot } from '../sections/panel-slot.js';
import { panelLayouts } from '../svg/panel-layouts.js';
import { packed } from './packed.js';
import type { Page } from './page.js';

/** The drawings of a page. They follow from its figures, and take longer than everything else that `assemble` does. */
export interface DrawnPage {
  /** By the slot of a panel in the body. */
  readonly panels: Readonly<Record<string, string>>;
  /** The figures, packed, for the script of the page. */
  readonly data: string;
}

/** Draws every panel of a page. */
export function drawPage({ figures }: Pick<Page, 'figures'>): DrawnPage {
  return {
    panels: Object.fromEntries(
      figures.flatMap(({ id, panels }) =>
        panels.map((panel) => [
          panelSlot(id, panel.id).markup,
          panelLayouts(panel, { id: `${id}-${panel.id}` }),
        ]),
      ),
    ),
    data: packed(JSON.stringify(figures)),
  };
}
