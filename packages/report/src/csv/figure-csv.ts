import { type Figure, firstView, headOf, type MultiplesPanel, type Panel } from '../figure.js';
import { drawnPanels } from '../svg/drawn-panels.js';
import { visibleTraces } from '../svg/read-traces.js';
import { type CsvRow, csvText } from '../text/csv-text.js';
import { figureName } from '../text/figure-name.js';
import { plainProse } from '../text/plain-prose.js';
import { text } from '../svg/kinds.js';
import { plainLabel } from './plain-label.js';
import { type NamedFields, traceRows } from './trace-rows.js';

/**
 * What figures draw, as comma-separated values (RFC 4180): a row for each point, and for each cell of a heatmap. The columns are the
 * panel, the series, and what the axes show, by their titles; a row leaves out what its panel does not have. Numbers have the digits
 * that the figure has.
 *
 * @param view of figures that have several; the first by default
 */
export function figuresCsv(figures: readonly Figure[], view?: string): string {
  const rows = figures.flatMap((figure) =>
    figureRows(figure, view).map((row) =>
      figures.length === 1
        ? row
        : new Map([['figure', figureName(figure.id) ?? plainProse(figure.title)], ...row]),
    ),
  );
  const first = figures.length === 1 ? [] : ['figure'];
  const columns = [...new Set([...first, 'panel', 'series', ...rows.flatMap((row) => [...row.keys()])])];
  return csvText([columns, ...rows.map((row): CsvRow => columns.map((name) => row.get(name) ?? null))]);
}

function figureRows(figure: Figure, view: string | undefined): readonly NamedFields[] {
  const panels = drawnPanels(figure);
  const chosen = view ?? firstView(figure.views);
  const titles = panels.map((panel) => plainProse(headOf(panel, chosen).title));
  return panels.flatMap((panel, index) => {
    const title = titles[index]!;
    const isAlone = titles.filter((each) => each === title).length === 1;
    const name = isAlone ? title : `${title} (${panel.id})`;
    return panelRows(panel, chosen).map((row) => new Map([['panel', name], ...row]));
  });
}

function panelRows(panel: Panel, view: string | undefined): readonly NamedFields[] {
  if (panel.kind === 'multiples') return curveRows(panel);
  const traces = visibleTraces(panel, view);
  return traces
    .filter((trace) => trace['mode'] !== 'text' || traces.length === 1)
    .flatMap((trace) => {
      const series = plainLabel(text(trace['name']) ?? '');
      return traceRows(panel, trace).map((row) => new Map([['series', series], ...row]));
    });
}

function curveRows({ cells, reference }: MultiplesPanel): readonly NamedFields[] {
  const curves = [...cells, { label: 'reference', points: reference }];
  return curves.flatMap(({ label, points }) =>
    points.map(
      ([x, y]): NamedFields =>
        new Map<string, string | number>([
          ['series', label],
          ['x', x],
          ['y', y],
        ]),
    ),
  );
}
