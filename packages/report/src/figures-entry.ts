/*
 * What draws figures, for browsers as well as for Node: nothing here may import a module of Node. The tests of the tarballs
 * build and serve a page with it by Vite.
 */
export { drawFigure, type FigureDrawingOptions } from './public/draw-figure.js';
export { type FigureCsvOptions, figureCsv } from './public/figure-csv.js';
export {
  type DrawingOptions,
  inScheme,
  multiplesSvg,
  type Plot,
  type PlotOptions,
  plotOf,
  proseHtml,
  unpacked,
} from './public/drawing.js';
export {
  crossGainFigure,
  effectiveMapFigure,
  errorBySparsityFigure,
  type FigureOptions,
  figuresOf,
  geometryFigure,
  inputWeightsFigure,
  isolatedAndTotalFigure,
  perFeatureErrorFigure,
  responseCurvesFigure,
} from './public/figures.js';
export type {
  Figure,
  FigureTable,
  Item,
  Layout,
  MultiplesPanel,
  NeighbourReading,
  Panel,
  PlotlyValue,
  PlotPanel,
  Reading,
  ShownItems,
  Trace,
  ValueReading,
  View,
  Views,
} from './figure.js';
export type { Scheme } from './plot/in-scheme.js';
export type { DrawnScheme } from './svg/colour.js';
export type { PlotStyle } from './plot/styled-layout.js';
export type { Colour, ColourScale } from './theme.js';
export type { TypedArray as PackedNumbers } from './typed-array.js';
