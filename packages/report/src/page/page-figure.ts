import type { Figure, MultiplesPanel, PlotPanel } from '../figure.js';
import type { Settled } from '../settled.js';
import { drawnPanels } from '../svg/drawn-panels.js';

/** A figure without what the page has as text: what its drawings, Plotly, and the files that readers take along need. */
export interface PageFigure
  extends Pick<Figure, 'id' | 'number' | 'title' | 'finding' | 'views' | 'readings'> {
  readonly panels: readonly PlotPanel[];
  /** Panels of small curves, each with its place among all panels. What is folded is left out. */
  readonly curves?: readonly { readonly at: number; readonly panel: MultiplesPanel }[];
}

/** Those of these figures that could be made, by the ids that they have in the page. */
export function pageFigures(figures: readonly Settled<Figure>[]): readonly PageFigure[] {
  return figures.flatMap((figure) => {
    if (figure.status === 'failure') return [];
    const { id, number, title, finding, views, readings } = figure.value;
    const panels = drawnPanels(figure.value);
    const curves = panels.flatMap((panel, at) => (panel.kind === 'multiples' ? [{ at, panel }] : []));
    return [
      {
        id,
        number,
        title,
        ...(finding !== undefined && { finding }),
        ...(views !== undefined && { views }),
        panels: panels.filter((panel) => panel.kind === 'plot'),
        ...(curves.length > 0 && { curves }),
        ...(readings !== undefined && { readings }),
      },
    ];
  });
}

/** The figure as its drawing as a file, and its table, take it. */
export function figureToTake({ curves = [], ...figure }: PageFigure): Figure {
  const panels: Figure['panels'][number][] = [...figure.panels];
  for (const { at, panel } of curves) panels.splice(at, 0, panel);
  return { ...figure, panels, caption: [], definitions: [], tables: [] };
}
