import type { Figure, Panel } from '../figure.js';

/** The panels that a drawing of the whole figure has: what is folded on the page is left out. */
export function drawnPanels({ panels }: Pick<Figure, 'panels'>): readonly Panel[] {
  return panels.filter((panel) => panel.kind === 'plot' || panel.folded !== true);
}
