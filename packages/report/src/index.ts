export { diffReports, readFacts } from './public/facts.js';
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
export { type AssembleParts, assemble, type HtmlPageOptions, htmlPage, pageOf } from './public/html-page.js';
export type { OwnFigure } from './public/own-figure.js';
export { readAssets } from './read-assets.js';
export type {
  Figure,
  FigureTable,
  Layout,
  MultiplesPanel,
  Panel,
  PlotlyValue,
  PlotPanel,
  Trace,
  View,
  Views,
} from './figure.js';
export type { ReportDifference } from './page/diff-reports.js';
export type { PageAssets } from './page/html-file.js';
export type { Page } from './page/page.js';
export type { ReportFacts } from './page/report-facts.js';
export type { Provenance } from './provenance.js';
