import { checkObject, checkOptions, described } from '@superposition/core/internal/public/arguments';
import type { Figure } from '../figure.js';
import type { PlotStyle } from '../plot/styled-layout.js';
import type { DrawnScheme } from '../svg/colour.js';
import { fileDrawing } from '../svg/figure-file.js';
import { figureSvg } from '../svg/figure-svg.js';
import { figureName } from '../text/figure-name.js';
import { completeStyle } from './drawing.js';
import { checkView, figureAlone, type OwnFigure } from './own-figure.js';
import { checkText } from './plain.js';

/** Options of `drawFigure`. */
export interface FigureDrawingOptions {
  /** The only format that needs no browser. */
  readonly format: 'svg';
  /** Pixels, 976 by default. The figure has a layout for its width: it is not scaled. */
  readonly width?: number | undefined;
  /**
   * 'light' by default. With 'both', colours are `light-dark(a, b)`, of which browsers take one by the page or the system; other
   * programs do not know them.
   */
  readonly scheme?: DrawnScheme | undefined;
  /** Which view to draw, of a figure that has several; the first by default. */
  readonly view?: string | undefined;
  /** Whether the caption stands below; it does not by default. */
  readonly caption?: boolean | undefined;
  /** The colour behind the figure; white by default. */
  readonly ground?: string | undefined;
  /** The font and the colours around the marks; those of our own page by default. */
  readonly style?: Partial<PlotStyle> | undefined;
}

/**
 * A figure with its title as the text of one SVG file, which needs no script, no style sheet and no browser. The same figure and
 * options give the same text.
 *
 * @param figure one of ours, or one of your own, whose traces are of type scatter, bar or heatmap
 * @throws RangeError that names the attributes of a panel that only Plotly draws; TypeError or RangeError for what is no figure, and for
 *   wrong options
 */
export function drawFigure(figure: Figure | OwnFigure, options: FigureDrawingOptions): string {
  const checked = figureAlone(figure);
  checkObject('options', options, "{ format: 'svg' } with other options beside it");
  checkOptions('options', options, 'format, width, scheme, view, caption, ground, style');
  const {
    format,
    width = fileDrawing.width,
    scheme = 'light',
    view,
    caption = false,
    ground = fileDrawing.ground,
    style = {},
  } = options;
  if (format !== 'svg') throw new TypeError(`format is ${described(format)}: must be 'svg'`);
  if (typeof width !== 'number' || !(width >= 200 && width <= 10_000))
    throw new RangeError(`width is ${described(width)}: must be a number of pixels from 200 to 10000`);
  if (scheme !== 'light' && scheme !== 'dark' && scheme !== 'both')
    throw new TypeError(`scheme is ${described(scheme)}: must be 'light', 'dark' or 'both'`);
  if (typeof caption !== 'boolean')
    throw new TypeError(`caption is ${described(caption)}: must be true or false`);
  checkText('ground', ground);
  checkObject('style', style, 'an object with some of font, ink, muted, rule, grid, raised');
  checkView(checked, view);
  return figureSvg(checked, {
    width,
    scheme,
    view,
    caption,
    ground,
    style: completeStyle(style),
    name: figureName(checked.id),
  });
}
