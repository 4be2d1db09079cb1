import type { Figure, PlotPanel } from '../figure.js';
import type { Settled } from '../settled.js';

/** A figure without what the page has as text: what its drawings, and Plotly, need. */
export interface PageFigure extends Pick<Figure, 'id' | 'views' | 'readings'> {
  readonly panels: readonly PlotPanel[];
}

/** Those of these figures that could be made, by the ids that they have in the page. */
export function pageFigures(figures: readonly Settled<Figure>[]): readonly PageFigure[] {
  return figures.flatMap((figure) => {
    if (figure.status === 'failure') return [];
    const { id, views, panels, readings } = figure.value;
    const plots = panels.filter((panel) => panel.kind === 'plot');
    return [
      {
        id,
        ...(views !== undefined && { views }),
        panels: plots,
        ...(readings !== undefined && { readings }),
      },
    ];
  });
}
