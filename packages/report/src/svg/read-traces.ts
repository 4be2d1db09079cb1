import type { PlotPanel, Trace } from '../figure.js';
import { AttributeReader } from './attribute-reader.js';
import { turnColours } from './colour.js';
import { type BarTrace, readBar } from './read-bar.js';
import { type HeatmapTrace, readHeatmap } from './read-heatmap.js';
import { readScatter, type ScatterTrace } from './read-scatter.js';

export type ReadTrace = ScatterTrace | BarTrace | HeatmapTrace;

/** The traces of a panel, those of a view if it has views: by default of its first. */
export function tracesOf(panel: PlotPanel, view: string | undefined): readonly Trace[] {
  const views = panel.views ?? {};
  const chosen = view !== undefined && Object.hasOwn(views, view) ? views[view] : Object.values(views)[0];
  return chosen ?? panel.traces ?? [];
}

/** The traces that Plotly draws, or names in a legend. */
export function visibleTraces(panel: PlotPanel, view: string | undefined): readonly Trace[] {
  return tracesOf(panel, view).filter(({ visible }) => visible !== false);
}

/** A trace with the reader that keeps account of its attributes. */
export interface TraceReading {
  readonly trace: ReadTrace;
  readonly reader: AttributeReader;
}

/**
 * The traces of a panel.
 *
 * @param legend whether there is a legend, where the layout says so
 * @param unknown receives the places of traces of other types
 */
export function readTraces(
  traces: readonly Trace[],
  legend: boolean | undefined,
  unknown: string[],
): readonly TraceReading[] {
  const several = traces.filter(({ showlegend }) => showlegend !== false).length > 1;
  const shown = legend ?? several;
  return traces.flatMap((given, index): readonly TraceReading[] => {
    const { type = 'scatter' } = given as Partial<Trace>;
    const reader = new AttributeReader(given, `traces[${index}]`);
    const own = turnColours[index % turnColours.length]!;
    if (type === 'heatmap') return [{ trace: readHeatmap(reader), reader }];
    if (type === 'bar') return [{ trace: readBar(reader, own, shown), reader }];
    if (type === 'scatter' || type === 'scattergl')
      return [{ trace: readScatter(reader, own, shown), reader }];
    unknown.push(`traces[${index}] of type '${type}'`);
    return [];
  });
}
