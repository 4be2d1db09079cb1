import type { PlotPanel } from '../figure.js';
import { defaultGround, defaultStyle } from '../plot/default-style.js';
import { needsPlotly } from '../sentences/page.js';
import { panelWidth } from './figure-layout.js';
import { panelHeight } from './geometry.js';
import { type Drawing, panelDrawing } from './panel-svg.js';
import { hasDrawing } from './read-panel.js';
import { sharedImages } from './shared-images.js';
import { px } from './values.js';
import { escapeXml } from './xml.js';

/** The widths for which the page has a drawing of each figure. Its style sheet shows one of them, and never scales it up. */
const figureWidths = { wide: 940, middle: 690, narrow: 346 } as const;

export interface PanelLayoutsRequest {
  /** Begins the ids of everything in the drawings, which are unique in the page. */
  readonly id: string;
  readonly view?: string | undefined;
}

/**
 * The drawings of a panel for all widths of the page, each as an `svg` of the class of its layouts. A panel that Plotly alone can draw
 * has empty ones of the right size, and says so where no script runs.
 */
export function panelLayouts(panel: PlotPanel, { id, view }: PanelLayoutsRequest): string {
  const layouts = new Map<number, string[]>();
  for (const [name, width] of Object.entries(layoutWidths(panel)))
    layouts.set(width, [...(layouts.get(width) ?? []), name]);
  const images = sharedImages(id);
  const isDrawn = hasDrawing(panel);
  const draw = (width: number): Drawing =>
    isDrawn
      ? panelDrawing(panel, {
          width,
          view,
          scheme: 'both',
          style: defaultStyle,
          ground: defaultGround,
          id: `${id}-${width}`,
          images,
        })
      : { width, height: panelHeight(panel, width), content: '' };
  const drawings = [...layouts].map(([across, names]) => {
    const { width, height, content } = draw(across);
    // Where no style sheet is let in, one drawing is shown. The page's own has a say over the attribute.
    const hidden = names.includes('middle') ? '' : ' display="none"';
    return `<svg class="${names.join(' ')}"${hidden} width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}">${content}</svg>`;
  });
  const notice = isDrawn ? '' : `<p class="without-scripts">${escapeXml(needsPlotly)}</p>`;
  return images.markup() + drawings.join('') + notice;
}

/** On a phone, a drawing that is a little narrower than the screen saves a drawing of its own: half a figure is one. */
function layoutWidths(panel: PlotPanel): Readonly<Record<keyof typeof figureWidths, number>> {
  const [wide, middle, narrow] = (['wide', 'middle', 'narrow'] as const).map((name) =>
    Math.floor(panelWidth(panel, figureWidths[name])),
  ) as [number, number, number];
  return { wide, middle, narrow: middle <= narrow && middle >= 0.95 * narrow ? middle : narrow };
}
