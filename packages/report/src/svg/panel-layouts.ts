import type { PlotPanel } from '../figure.js';
import { defaultGround, defaultStyle } from '../plot/default-style.js';
import { needsPlotly } from '../sentences/page.js';
import { panelWidth } from './figure-layout.js';
import { geometry, panelHeight } from './geometry.js';
import { type Drawing, panelDrawing } from './panel-svg.js';
import { hasDrawing } from './read-panel.js';
import { type SharedImages, sharedImages } from './shared-images.js';
import { px } from './values.js';
import { escapeXml } from './xml.js';

/** The widths for which the page has a place for a drawing of each figure. Its style sheet shows one of them, and never scales it up. */
const figureWidths = { wide: 940, middle: 690, narrow: 346 } as const;
export type LayoutName = keyof typeof figureWidths;

export interface PanelLayoutsRequest {
  /** Begins the ids of everything in the drawings, which are unique in the page. */
  readonly id: string;
  readonly view?: string | undefined;
  /** The layouts to draw. The places of the others are empty, until the script of the page draws those that it shows. */
  readonly drawn: readonly LayoutName[];
}

export const allLayouts: readonly LayoutName[] = ['wide', 'middle', 'narrow'];

/**
 * The places of the drawings of a panel for all widths of the page, each an `svg` of the class of its layouts and of the size of its drawing.
 * Those of the layouts to draw hold the drawing. A panel that Plotly alone can draw has empty ones, and says so where no script runs.
 */
export function panelLayouts(panel: PlotPanel, { id, view, drawn }: PanelLayoutsRequest): string {
  const layouts = new Map<number, LayoutName[]>();
  for (const [name, width] of layoutWidths(panel)) layouts.set(width, [...(layouts.get(width) ?? []), name]);
  const images = sharedImages(id);
  const isDrawn = hasDrawing(panel);
  const places = [...layouts].map(([across, names]) => {
    const isEmpty = !isDrawn || !names.some((name) => drawn.includes(name));
    const { width, height, content } = isEmpty
      ? {
          width: across,
          height: isDrawn ? heightAcross(panel, across, view) : panelHeight(panel, across),
          content: '',
        }
      : drawnAcross(panel, across, { id, view, images });
    // Where no style sheet is let in, one drawing is shown. The page's own has a say over the attribute.
    const hidden = names.includes('wide') ? '' : ' display="none"';
    const later = isDrawn && isEmpty ? ' data-later=""' : '';
    const size = Object.entries(sizeOf({ width, height })).map(([name, value]) => ` ${name}="${value}"`);
    return `<svg class="${names.join(' ')}"${hidden}${later}${size.join('')}>${content}</svg>`;
  });
  const notice = isDrawn ? '' : `<p class="without-scripts">${escapeXml(needsPlotly)}</p>`;
  return images.markup() + places.join('') + notice;
}

/** What one place of `panelLayouts` holds, as wide as the place. It shares no image with the others. */
export function layoutDrawing(
  panel: PlotPanel,
  width: number,
  { id, view }: Pick<PanelLayoutsRequest, 'id' | 'view'>,
): Drawing {
  return drawnAcross(panel, width, { id, view });
}

/** The attributes of the element `svg` around a drawing. */
export function sizeOf({
  width,
  height,
}: Pick<Drawing, 'width' | 'height'>): Readonly<Record<string, string>> {
  return { width: px(width), height: px(height), viewBox: `0 0 ${px(width)} ${px(height)}` };
}

/** The height that the drawing of a place will have. */
function heightAcross(panel: PlotPanel, width: number, view: string | undefined): number {
  return geometry(panel, { width, view, style: defaultStyle }).height;
}

function drawnAcross(
  panel: PlotPanel,
  width: number,
  { id, view, images }: Pick<PanelLayoutsRequest, 'id' | 'view'> & { readonly images?: SharedImages },
): Drawing {
  return panelDrawing(panel, {
    width,
    view,
    scheme: 'both',
    style: defaultStyle,
    ground: defaultGround,
    id: `${id}-${width}`,
    images,
  });
}

/** On a phone, a drawing that is a little narrower than the screen saves a drawing of its own: half a figure is one. */
function layoutWidths(panel: PlotPanel): readonly (readonly [LayoutName, number])[] {
  const [wide, middle, narrow] = allLayouts.map((name) =>
    Math.floor(panelWidth(panel, figureWidths[name])),
  ) as [number, number, number];
  return [
    ['wide', wide],
    ['middle', middle],
    ['narrow', middle <= narrow && middle >= 0.95 * narrow ? middle : narrow],
  ];
}
