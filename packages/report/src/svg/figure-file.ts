import type { Figure } from '../figure.js';
import { defaultStyle } from '../plot/default-style.js';
import { figureName } from '../text/figure-name.js';
import { figureSvg } from './figure-svg.js';

/** How a figure is drawn to a file of its own: wide enough for panels beside each other, on white. */
export const fileDrawing = { width: 976, ground: '#ffffff' } as const;

/** A figure as the file that readers take from the page, and that `drawFigure` gives without other options. */
export function figureFile(figure: Figure, view?: string): string {
  return figureSvg(figure, {
    ...fileDrawing,
    scheme: 'light',
    view,
    caption: false,
    style: defaultStyle,
    name: figureName(figure.id),
  });
}
