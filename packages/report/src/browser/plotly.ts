import type { PlotLayout } from '../plot/styled-layout.js';

/** The part of Plotly's interface that the page uses. The library is in a script element of its own. */
interface PlotlyLibrary {
  react(node: HTMLElement, traces: unknown[], layout: PlotLayout, config: object): Promise<unknown>;
  purge(node: HTMLElement): void;
  Plots: { resize(node: HTMLElement): void };
}

declare const Plotly: PlotlyLibrary;

export const plotly: PlotlyLibrary = Plotly;
