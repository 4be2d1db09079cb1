import { checkObject, checkOptions, described } from '@superposition/core/internal/public/arguments';
import type { Figure } from '../figure.js';
import { isFigureNumber } from '../figure-number.js';
import { defaultGround } from '../plot/default-style.js';
import type { PlotStyle } from '../plot/styled-layout.js';
import type { DrawnScheme } from '../svg/colour.js';
import { figureSvg } from '../svg/figure-svg.js';
import { completeStyle } from './drawing.js';
import { checkedFigure, checkText, type OwnFigure } from './own-figure.js';

/** Options of `drawFigure`. */
export interface FigureDrawingOptions {
  /** The only format that needs no browser. */
  readonly format: 'svg';
  /** Pixels, 940 by default. The figure has a layout for its width: it is not scaled. */
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
  /** The colour behind the figure; that of our own page by default. */
  readonly ground?: string | undefined;
  /** The font and the colours around the marks; those of our own page by default. */
  readonly style?: Partial<PlotStyle> | undefined;
}

/**
 * A figure with its title as the text of one SVG file, which needs no script, no style sheet and no browser. The same figure and
 * options give the same text.
 *
 * @param figure one of ours, or one of your own, whose traces are of type scatter, bar or heatmap
 * @throws TypeError or RangeError for another figure, and for wrong options
 */
export function drawFigure(figure: Figure | OwnFigure, options: FigureDrawingOptions): string {
  const own = figure as Partial<Figure>;
  const checked = checkedFigure('figure', figure, isFigureNumber(own?.number) ? own.number : 1);
  checkObject('options', options, "{ format: 'svg' } with other options beside it");
  checkOptions('options', options, 'format, width, scheme, view, caption, ground, style');
  const {
    format,
    width = 940,
    scheme = 'light',
    view,
    caption = false,
    ground = defaultGround,
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
    name: isFigureNumber(own.number) ? `Figure ${checked.number}` : undefined,
  });
}

function checkView({ views }: Figure, view: unknown): void {
  if (view === undefined) return;
  checkText('view', view);
  const ids = (views?.options ?? []).map(({ id }) => id);
  if (ids.includes(view)) return;
  const known = ids.length === 0 ? 'left out of a figure without views' : `one of ${ids.join(', ')}`;
  throw new RangeError(`view is ${described(view)}: must be ${known}`);
}
