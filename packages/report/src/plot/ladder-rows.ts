import { mean } from '@superposition/core/internal/numbers/statistics';
import type { PairedRatio } from '@superposition/analyses/internal/numbers/paired-ratio';
import type { Layout, PlotPanel, Trace } from '../figure.js';
import type { Sentence } from '../sentences/rule.js';
import { decimals, significant } from '../text/format.js';
import { faint, four, hollow, ink, ink2, ink3, paper } from '../theme.js';
import { axis } from './axis.js';
import { type JoinedAxis, joinedAxis } from './joined-axis.js';
import { levelUp, note } from './levels.js';
import { modelMarks } from './model-marks.js';
import { marginLabel } from './margin-label.js';

/** One kind of network. */
export interface LadderRow {
  readonly name: string;
  /** Of models that were trained, or parts of them; of the designed words; and of what nobody trained. */
  readonly look: 'model' | 'diamond' | 'outline';
  /** Whether its models are known not to have converged. */
  readonly isOpen?: boolean;
  readonly isBold?: boolean;
  /** One for each seed or draw; empty where there is none. */
  readonly ratios: readonly PairedRatio[];
}

export interface LadderGroup {
  readonly title: string;
  readonly rows: readonly LadderRow[];
}

/** Pixels from row to row, and what stands above and below the rows. */
const rowHeight = 21;
const aroundRows = 78;

const markers = {
  model: (open: readonly boolean[]) => modelMarks({ colour: four, size: 9, open }),
  diamond: () => ({ color: ink, size: 10, symbol: 'diamond' }),
  outline: () => ({ color: paper, size: 8.5, symbol: 'circle', line: { color: hollow, width: 1.5 } }),
} as const satisfies Readonly<Record<LadderRow['look'], (open: readonly boolean[]) => Layout>>;

/** The words of the panel, with the model whose loss is 1. */
export interface LadderWords {
  readonly whose: string;
  readonly acrossTitle: string;
  readonly summary: Sentence;
}

type PlacedRow = LadderRow & { readonly at: number };

/** Ratios of losses as marks on rows under titles, with their values beside them. */
export function ladderRows(
  groups: readonly LadderGroup[],
  { whose, acrossTitle, summary }: LadderWords,
): PlotPanel<Sentence> {
  let next = 0;
  const titles: { readonly at: number; readonly title: string }[] = [];
  const rows: PlacedRow[] = [];
  for (const group of groups) {
    titles.push({ at: next, title: group.title });
    next += 1;
    for (const row of group.rows) rows.push({ ...row, at: next++ });
    next += 0.35;
  }
  const ratios = rows.flatMap((row) => row.ratios.map(({ ratio }) => ratio));
  const across = joinedAxis(acrossTitle, ratios);
  const bottom = next - 0.35 - 0.3;
  return {
    kind: 'plot',
    id: 'ladder',
    title: `Loss on one common sample, relative to ${whose}`,
    summary,
    width: 'full',
    aspect: 0.5,
    height: Math.round(aroundRows + rowHeight * (bottom + 1.4)),
    traces: [
      leaders(rows, across),
      ...(['model', 'diamond', 'outline'] as const).flatMap((look) => marks(rows, look, across)),
    ],
    layout: {
      showlegend: false,
      xaxis: across.axis,
      yaxis: axis('', {
        range: [bottom, -1.4],
        tickvals: [...titles.map(({ at }) => at), ...rows.map(({ at }) => at)],
        ticktext: [
          ...titles.map(({ title }) => `<b>${title}</b>`),
          ...rows.map(({ name, isBold }) => (isBold ? `<b>${name}</b>` : name)),
        ],
        showgrid: false,
        zeroline: false,
        ticks: '',
      }),
      shapes: [
        ...rows.map(({ at }) => line([across.low, at], [across.high, at], faint, 1)),
        levelUp(across.place(1)),
        ...(across.joint === null ? [] : [jointLine(across.joint)]),
      ],
      annotations: [...partNames(across), ...values(rows)],
    },
  };
}

function line(
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  color: Layout[string],
  width: number,
): Layout {
  return { type: 'line', xref: 'x', yref: 'y', x0, x1, y0, y1, line: { color, width }, layer: 'between' };
}

function jointLine(at: number): Layout {
  const ends = { xref: 'x', x0: at, x1: at, yref: 'paper', y0: 0, y1: 1 };
  return { type: 'line', ...ends, line: { color: ink3, width: 1, dash: '1.5px,3px' }, layer: 'between' };
}

/** Names of the parts of the axis, above them. */
function partNames({ joint, place, high }: JoinedAxis): readonly Layout[] {
  if (joint === null) return [];
  return [
    note('linear', [place(1.001), -1.4], ['left', 'top'], ink3),
    note('logarithmic', [high, -1.4], ['right', 'top'], ink3),
  ];
}

/** A thin line from 1 to the mark that is furthest from it, broken where the axis is. */
function leaders(rows: readonly PlacedRow[], { place, joint }: JoinedAxis): Trace {
  const parts = rows.flatMap(({ at, ratios }) => {
    const places = ratios.map(({ ratio }) => place(ratio)).filter(Number.isFinite);
    if (places.length === 0) return [];
    const start = place(1);
    const furthest = places.reduce((a, b) => (Math.abs(b - start) > Math.abs(a - start) ? b : a));
    if (joint === null || furthest <= joint) return [{ at, from: start, to: furthest }];
    return [
      { at, from: start, to: place(1.08) },
      { at, from: place(1.0801), to: furthest },
    ];
  });
  return {
    type: 'scatter',
    mode: 'lines',
    name: 'rows',
    x: parts.flatMap(({ from, to }) => [from, to, null]),
    y: parts.flatMap(({ at }) => [at, at, null]),
    line: { color: ink3, width: 1 },
    hoverinfo: 'skip',
  };
}

function marks(rows: readonly PlacedRow[], look: LadderRow['look'], { place }: JoinedAxis): readonly Trace[] {
  const drawn = rows.flatMap((row) =>
    row.look === look
      ? row.ratios.map((ratio) => ({ ...ratio, name: row.name, at: row.at, isOpen: row.isOpen === true }))
      : [],
  );
  if (drawn.length === 0) return [];
  const whisker = (ends: (ratio: number, reach: number) => readonly [low: number, high: number]) =>
    drawn.map(({ ratio, standardError }) => {
      const [low, high] = ends(ratio, 3 * standardError);
      const length = place(high) - place(low);
      return Number.isFinite(length) ? length : null;
    });
  const trace = {
    type: 'scatter',
    mode: 'markers',
    name: look,
    x: drawn.map(({ ratio }) => place(ratio)),
    y: drawn.map(({ at }) => at),
    error_x: {
      type: 'data',
      symmetric: false,
      array: whisker((ratio, reach) => [ratio, ratio + reach]),
      arrayminus: whisker((ratio, reach) => [ratio - reach, ratio]),
      thickness: 1.5,
      width: 0,
      color: look === 'diamond' ? ink : look === 'outline' ? hollow : four,
    },
    marker: markers[look](drawn.map(({ isOpen }) => isOpen)),
    customdata: drawn.map(({ ratio }) => ratio),
    text: drawn.map(({ name }) => name),
    hovertemplate: '%{text}: %{customdata:.4f}<extra></extra>',
  } as const;
  return [trace];
}

/** The mean of each row, beside the plot. */
function values(rows: readonly PlacedRow[]): readonly Layout[] {
  return rows.map(({ at, ratios, isBold }) => {
    const known = ratios.map(({ ratio }) => ratio).filter(Number.isFinite);
    if (known.length === 0) return marginLabel('n/a', at, ink2);
    const text = ratioText(mean(known));
    return marginLabel(isBold ? `<b>${text}</b>` : text, at, ink2);
  });
}

/** A ratio with as many digits as say whether it is 1. */
export function ratioText(ratio: number): string {
  return ratio > 0.9 && ratio < 1.1 ? decimals(ratio, 3) : significant(ratio, 3);
}
