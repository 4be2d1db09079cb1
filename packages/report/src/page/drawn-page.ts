import { firstView } from '../figure.js';
import { panelSlot } from '../sections/panel-slot.js';
import { allLayouts, panelLayouts } from '../svg/panel-layouts.js';
import { packed } from './packed.js';
import { figuresAsBytes } from './packed-figures.js';
import type { Page } from './page.js';

/** The drawings of a page. They follow from its figures, and take longer than everything else that `assemble` does. */
export interface DrawnPage {
  /** By the slot of a panel in the body. */
  readonly panels: Readonly<Record<string, string>>;
  /** The figures, packed, for the script of the page. */
  readonly data: string;
}

/**
 * Draws every panel of a page as a wide screen shows it, and the first figure for all screens, which a reader sees while the browser still reads
 * the page. The script of the page draws what else a narrower screen or a printer shows.
 */
export function drawPage({ figures }: Pick<Page, 'figures'>): DrawnPage {
  return {
    panels: Object.fromEntries(
      figures.flatMap(({ id, panels, views }, index) =>
        panels.map((panel) => [
          panelSlot(id, panel.id).markup,
          // Values of stages have their members sorted, so the first of a panel may be another one.
          panelLayouts(panel, {
            id: `${id}-${panel.id}`,
            view: firstView(views),
            drawn: index === 0 ? allLayouts : ['wide'],
          }),
        ]),
      ),
    ),
    data: packed(figuresAsBytes(figures)),
  };
}
