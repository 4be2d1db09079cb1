import type { Layout, PlotPanel, Trace } from '../figure.js';
import { statisticAxis } from '../sentences/angles-beside-chance.js';
import type { Sentence } from '../sentences/rule.js';
import { four, ink, ink2, ink3 } from '../theme.js';
import { asinhAxis, asinhPlace } from './asinh-axis.js';
import { axis } from './axis.js';
import { chanceArea } from './chance-area.js';
import { dashedUp, note } from './levels.js';
import { modelMarks, ofShorter } from './model-marks.js';
import { marginLabel } from './margin-label.js';

/** A statistic of one or two models beside chance; all numbers in standard deviations of chance from its mean. */
export interface ChanceStrip {
  readonly name: string;
  readonly isBold: boolean;
  /** Where 95 % of the random draws lie, and all of them. */
  readonly band: readonly [number, number];
  readonly extremes: readonly [number, number];
  /** The least that the statistic can be, and its name; absent where nothing bounds it. */
  readonly tight?: { readonly at: number; readonly name: string };
  readonly shorter: number | null;
  readonly converged: number;
  /** What stands beside the row: the value of the converged model and the verdict. */
  readonly beside: string;
}

/** Words of the panel, and which of the models are known not to have converged. */
export interface ChanceWords {
  readonly whose: string;
  readonly open: { readonly converged: boolean; readonly shorter: boolean };
  readonly frames: string;
  /** The names of both models; the title beside the rows is the first. */
  readonly names: { readonly converged: string; readonly shorter: string };
  readonly summary: Sentence;
}

const rowHeight = 31;
const boxHalf = 0.22;

/** Rows of statistics over what chance gives. */
export function chanceStrips(
  strips: readonly ChanceStrip[],
  { whose, open, frames, names, summary }: ChanceWords,
): PlotPanel<Sentence> {
  const all = strips.flatMap(({ extremes, tight, shorter, converged }) => [
    ...extremes,
    ...(tight ? [tight.at] : []),
    ...(shorter === null ? [] : [shorter]),
    converged,
  ]);
  return {
    kind: 'plot',
    id: 'angles',
    title: `Statistics of the angles beside chance, ${whose}`,
    summary,
    width: 'full',
    aspect: 0.36,
    height: Math.round(74 + rowHeight * (strips.length + 0.7)),
    traces: [
      ...strips.map(({ band: [low, high] }, row) =>
        chanceArea(
          [
            [asinhPlace(low), row - boxHalf],
            [asinhPlace(high), row - boxHalf],
            [asinhPlace(high), row + boxHalf],
            [asinhPlace(low), row + boxHalf],
          ],
          'random, 95\u00a0%',
        ),
      ),
      whiskers(strips),
      between(strips),
      ...marks(strips, { open, names }),
    ],
    layout: {
      showlegend: false,
      xaxis: asinhAxis(statisticAxis, all),
      yaxis: axis('', {
        range: [strips.length - 0.4, -1.1],
        tickvals: strips.map((_, row) => row),
        ticktext: strips.map(({ name, isBold }) => (isBold ? `<b>${name}</b>` : name)),
        showgrid: true,
        zeroline: false,
        ticks: '',
      }),
      shapes: [dashedUp(0)],
      annotations: [
        note(frames, [0, -1.05], ['center', 'top'], ink3),
        ...strips.flatMap(({ tight }, row) =>
          tight === undefined
            ? []
            : [note(tight.name, [asinhPlace(tight.at), row - 0.3], ['center', 'bottom'], ink3)],
        ),
        marginLabel(names.converged, -1, ink2),
        ...strips.map((strip, row) => marginLabel(strip.beside, row, ink2)),
      ],
    },
  };
}

/** From the least to the greatest draw, with ends. */
function whiskers(strips: readonly ChanceStrip[]): Trace {
  const parts = strips.flatMap(({ band, extremes }, row) =>
    ([0, 1] as const).flatMap((side) => {
      const [from, to] = [asinhPlace(band[side]), asinhPlace(extremes[side])];
      return [
        [from, row],
        [to, row],
        [null, null],
        [to, row - 0.12],
        [to, row + 0.12],
        [null, null],
      ];
    }),
  );
  return {
    type: 'scatter',
    mode: 'lines',
    name: 'all random sets',
    x: parts.map(([x]) => x!),
    y: parts.map(([, y]) => y!),
    line: { color: ink3, width: 1.25 },
    hoverinfo: 'skip',
  };
}

/** From the shorter training to the converged one. */
function between(strips: readonly ChanceStrip[]): Trace {
  return {
    type: 'scatter',
    mode: 'lines',
    name: 'longer training',
    x: strips.flatMap(({ shorter, converged }) =>
      shorter === null ? [] : [asinhPlace(shorter), asinhPlace(converged), null],
    ),
    y: strips.flatMap(({ shorter }, row) => (shorter === null ? [] : [row, row, null])),
    line: { color: four, width: 1.25 },
    hoverinfo: 'skip',
  };
}

function marks(
  strips: readonly ChanceStrip[],
  { open, names }: Pick<ChanceWords, 'open' | 'names'>,
): readonly Trace[] {
  const trace = (
    name: string,
    marker: Layout,
    of: (strip: ChanceStrip) => number | null | undefined,
  ): readonly Trace[] => {
    const drawn = strips.flatMap((strip, row) => {
      const deviations = of(strip);
      return deviations === null || deviations === undefined ? [] : [{ deviations, row }];
    });
    if (drawn.length === 0) return [];
    return [
      {
        type: 'scatter',
        mode: 'markers',
        name,
        x: drawn.map(({ deviations }) => asinhPlace(deviations)),
        y: drawn.map(({ row }) => row),
        customdata: drawn.map(({ deviations }) => deviations),
        marker,
        hovertemplate: `${name}: %{customdata:.3g} standard deviations<extra></extra>`,
      },
    ];
  };
  const look = (size: number, isOpen: boolean) =>
    modelMarks({ colour: four, size, open: strips.map(() => isOpen) });
  return [
    ...trace(
      'bound',
      { color: ink, size: 10, symbol: 'line-ns-open', line: { color: ink, width: 2.5 } },
      ({ tight }) => tight?.at,
    ),
    ...trace(names.converged, look(9.5, open.converged), ({ converged }) => converged),
    ...trace(names.shorter, look(9.5 * ofShorter, open.shorter), ({ shorter }) => shorter),
  ];
}
