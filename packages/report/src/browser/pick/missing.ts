import type { PageFigure } from '../../page/page-figure.js';
import { visibleTraces } from '../../svg/read-traces.js';
import type { PageFigures } from '../page-figures.js';
import type { Picked } from './picked.js';
import { listed, shownIn } from './shown.js';

/** The names of the figures that draw some features, or neurons, and not this one: they have no room for all. */
export function missingIn(
  data: readonly PageFigure[],
  figures: PageFigures,
  { item, index }: Picked,
): readonly string[] {
  return data.flatMap(({ id, panels }) => {
    const element = document.getElementById(id);
    if (element === null) return [];
    const view = figures.viewOf(element)?.chosen();
    const shown = panels
      .flatMap((panel) => visibleTraces(panel, view))
      .flatMap((trace) => listed(shownIn(trace, item)));
    if (shown.length === 0 || shown.includes(index)) return [];
    return [element.querySelector('.figure-number')?.textContent ?? id];
  });
}
