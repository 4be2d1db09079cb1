import {
  type OrderParameter,
  orderParameters,
} from '@superposition/analyses/internal/sweeps/order-parameters';
import type { Convergence } from '@superposition/analyses/internal/sweeps/convergence';
import type { SweepSummary } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { SweptSetting, SweptSettings } from '@superposition/core/internal/config/sweeps';
import type { Figure, FigureTable, Trace } from '../figure.js';
import { significant } from '../text/format.js';
import { cellAxis, cellText, cellTexts } from '../plot/map-cells.js';
import { colourBar } from '../plot/colour-bar.js';
import { colourRange } from '../plot/colour-range.js';
import { contour, type MapCell, stripes } from '../plot/map-overlay.js';
import { shownModels } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import {
  howEvaluated,
  missingValues,
  orderParameterDefinitions,
  outlinedCell,
} from '../sentences/sweep-definitions.js';
import {
  besideNaiveOnMap,
  extremesOfMap,
  gainsOfFeatures,
  neuronsUsed,
} from '../sentences/sweep-findings.js';
import { mapMarks, spreadOnMap } from '../sentences/spread-on-map.js';
import {
  type ConvergenceEvidence,
  isConcluded,
  isUnconverged,
  notConverged,
  whatWasTrained,
  whetherConverged,
} from '../sentences/sweep-setting.js';
import { sweptNotation } from '../text/swept-notation.js';
import { ink } from '../theme.js';
import { packedMatrix } from '../typed-array.js';

export interface SweepMapParams {
  readonly number: number;
  /** The settings of the vertical and of the horizontal axis. */
  readonly settings: readonly [up: SweptSetting, across: SweptSetting];
  /** The settings of the rest of the report. The figure outlines their cell. */
  readonly own: SweptSettings;
  /** The number of the figure that shows which lengths of training have converged; `null` if there is none. */
  readonly stepsFigure: number | null;
}

/** The order parameters that the reader can choose, and the words on their buttons. */
const views: readonly (readonly [id: OrderParameter, label: string])[] = [
  ['gain.spread', 'spread of gain'],
  ['gain.positive', 'gain'],
  ['output.minusOne', 'output at x = −1'],
  ['neuronUsage.mean', 'neurons used'],
  ['relative.mse.active', 'MSE, active'],
  ['relative.mse.all', 'MSE, all'],
  ['relative.lq.active', 'trained loss'],
];

/** The figure of a sweep over two settings. Colours show one order parameter at a time, which a button chooses. */
export function sweepMap(
  inputs: { sweep: SweepSummary; convergence?: Convergence },
  params: SweepMapParams,
): Figure<Sentence> {
  const { sweep } = inputs;
  const { number, settings, own } = params;
  const ids = views.map(([id]) => id);
  const [up, across] = settings;
  const rows = axisValues(sweep, up);
  const columns = axisValues(sweep, across);
  const outlined = { row: rows.indexOf(own[up]), column: columns.indexOf(own[across]) };
  const isOutlined = outlined.row >= 0 && outlined.column >= 0;
  const steps = sweep.points[0]?.settings.steps;
  const concluded = isConcluded(sweep, evidenceOf(inputs, params));
  const striped = sweep.points.flatMap(({ settings: at }): readonly MapCell[] =>
    isUnconverged(at, evidenceOf(inputs, params))
      ? [{ row: rows.indexOf(at[up]), column: columns.indexOf(at[across]) }]
      : [],
  );
  const line = contour(grid(sweep, 'gain.spread', params, rows, columns));
  return {
    id: `figure-${number}`,
    number,
    title: `${up === 'neurons' ? 'Neurons' : 'Loss exponent'} and density together`,
    finding: paragraph(...(concluded ? [spreadOnMap(sweep, settings)] : [])),
    caption: mapCaption(inputs, params, mapMarks(line.length > 0, striped.length > 0)),
    definitions: [
      howEvaluated([sweep]),
      ...orderParameterDefinitions(ids),
      ...ids.map((id) => colourRange(id, values(sweep, id)).sentence),
      ...(isOutlined ? [outlinedCell(own, settings, steps)] : []),
      ...missingValues(sweep, settings, ids),
    ],
    views: { title: 'Colour by', options: views.map(([id, label]) => ({ id, label })) },
    panels: [
      {
        kind: 'plot',
        id: 'map',
        title: `By ${sweptNotation[up].name} and ${sweptNotation[across].name}, ${shownModels(sweep.seeds[0]!, steps ?? null, sweep.seeds.length)}${sweep.seeds.length > 1 ? ' each' : ''}`,
        summary: extremesOfMap(sweep, settings, ids),
        width: 'full',
        aspect: 0.62,
        traces: [],
        views: Object.fromEntries(
          ids.map((id) => [id, [...mapTraces(sweep, id, params, rows, columns), ...stripes(striped)]]),
        ),
        layout: {
          margin: { t: 52 },
          showlegend: false,
          xaxis: cells(across, columns),
          yaxis: cells(up, rows),
          shapes: [
            ...line,
            ...(isOutlined
              ? [
                  {
                    type: 'rect',
                    x0: outlined.column - 0.4375,
                    x1: outlined.column + 0.4375,
                    y0: outlined.row - 0.4375,
                    y1: outlined.row + 0.4375,
                    line: { color: ink, width: 1.25, dash: '4px,3px' },
                  },
                ]
              : []),
          ],
        },
      },
    ],
    tables: ids.map((id) => mapTable(sweep, id, params, rows, columns)),
  };
}

function mapCaption(
  inputs: { sweep: SweepSummary; convergence?: Convergence },
  params: SweepMapParams,
  marks: Sentence,
): readonly Sentence[] {
  const { sweep } = inputs;
  const { settings } = params;
  const evidence = evidenceOf(inputs, params);
  const trained = paragraph(whatWasTrained(sweep, settings), whetherConverged(sweep, evidence), marks);
  if (!isConcluded(sweep, evidence)) return paragraphs(notConverged(sweep, evidence), trained);
  return paragraphs(
    trained,
    besideNaiveOnMap(sweep),
    paragraph(gainsOfFeatures(sweep, settings), neuronsUsed([sweep], settings)),
  );
}

function evidenceOf(
  { convergence }: { convergence?: Convergence },
  { own, stepsFigure }: SweepMapParams,
): ConvergenceEvidence {
  return { convergence, figure: stepsFigure, own };
}

function axisValues({ points }: SweepSummary, setting: SweptSetting): readonly number[] {
  return [...new Set(points.map(({ settings }) => settings[setting]))].sort((a, b) => a - b);
}

function values({ points }: SweepSummary, id: OrderParameter): readonly number[] {
  return points.flatMap(({ parameters }) => parameters[id].mean ?? []);
}

function cells(setting: SweptSetting, along: readonly number[]) {
  const { name, show } = sweptNotation[setting];
  return cellAxis(name, along.map(show));
}

function grid(
  { points }: SweepSummary,
  id: OrderParameter,
  { settings: [up, across] }: SweepMapParams,
  rows: readonly number[],
  columns: readonly number[],
): (number | null)[][] {
  const means = new Map(
    points.map(({ settings, parameters }) => [`${settings[up]} ${settings[across]}`, parameters[id].mean]),
  );
  return rows.map((row) => columns.map((column) => means.get(`${row} ${column}`) ?? null));
}

/** With more columns than this, the cells have no room for their values. */
const mostColumnsWithText = 12;

function mapTraces(
  sweep: SweepSummary,
  id: OrderParameter,
  params: SweepMapParams,
  rows: readonly number[],
  columns: readonly number[],
): Trace[] {
  const [up, across] = params.settings.map((setting) => sweptNotation[setting]);
  const { title } = orderParameters[id];
  const colours = colourRange(id, values(sweep, id));
  const means = grid(sweep, id, params, rows, columns);
  const isLarge = columns.length > mostColumnsWithText;
  const place = (row: number, column: number) =>
    isLarge ? '' : `${up!.symbol} = ${up!.show(row)}, ${across!.symbol} = ${across!.show(column)}: `;
  const customdata = means.map((row, rowIndex) =>
    row.map((mean, index) =>
      mean === null ? '' : `${place(rows[rowIndex]!, columns[index]!)}${cellText(mean)}`,
    ),
  );
  const map: Trace = {
    type: 'heatmap',
    // Plotly leaves a cell empty whose value is NaN.
    z: packedMatrix(
      means.flatMap((row) => row.map((mean) => (mean === null ? Number.NaN : colours.place(mean)))),
      rows.length,
      columns.length,
    ),
    x: columns.map((_, index) => index),
    y: rows.map((_, index) => index),
    zmin: colours.low,
    zmax: colours.high,
    colorscale: colours.scale,
    meta: { z: means },
    customdata,
    hoverongaps: false,
    hovertemplate: `%{customdata}<extra>${title}</extra>`,
    xgap: 1,
    ygap: 1,
    colorbar: colourBar(title, colours.ticks),
  };
  if (isLarge) return [map];
  return [map, cellTexts(means, colours.ink)];
}

function mapTable(
  sweep: SweepSummary,
  id: OrderParameter,
  params: SweepMapParams,
  rows: readonly number[],
  columns: readonly number[],
): FigureTable {
  const [up, across] = params.settings.map((setting) => sweptNotation[setting]);
  const { title } = orderParameters[id];
  const means = grid(sweep, id, params, rows, columns);
  return {
    title: `${title.charAt(0).toUpperCase()}${title.slice(1)}, ${up!.symbol} down, ${across!.symbol} across`,
    columns: [`${up!.symbol} \\ ${across!.symbol}`, ...columns.map(across!.show)],
    rows: rows.map((row, index) => [
      up!.show(row),
      ...means[index]!.map((mean) => (mean === null ? 'n/a' : significant(mean))),
    ]),
  };
}
