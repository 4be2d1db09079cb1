import { isRounded } from '@superposition/analyses/internal/claims/comparison';
import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import type { Figure, Layout, PlotPanel, ShownItems, Trace } from '../figure.js';
import { axis } from '../plot/axis.js';
import { note } from '../plot/levels.js';
import {
  apart,
  besideAxis,
  claimsPanel,
  drawnClaims,
  howFar,
  verdictsInTwoLines,
} from '../sentences/claims-chart.js';
import { shownModels } from '../sentences/model.js';
import { paragraph } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { compressed } from '../text/compressed.js';
import { significant, whole } from '../text/format.js';
import { countedVerdicts } from '../text/verdict-names.js';
import { faint, ink, ink2, ink3, paper, wash } from '../theme.js';

export interface ClaimsFigureParams {
  /** Of the models that the quantities are taken over. */
  readonly seeds: readonly number[];
  readonly steps: number;
}

type Row = ReturnType<typeof countedVerdicts>[number];

/** Pixels: a row, and what stands above and below all rows. */
const pixels = { row: 56, around: 92 } as const;
/** Marks stand in the lower part of their row, below the words. */
const marksAt = 0.16;

/** The numbers of the document by their distance from ours, a row for each verdict. Without distances it has no panel. */
export function claimsFigure(
  { claims }: { claims: readonly JudgedClaim[] },
  { seeds, steps }: ClaimsFigureParams,
): Figure<Sentence> {
  const rows = countedVerdicts(claims).filter(({ claims: some }) => some.some(isDrawn));
  const hasDistance = claims.some(({ distance }) => distance !== null);
  const exact = claims.filter((claim) => isExactlyKnown(claim)).length;
  const missing = claims.filter((claim) => !isDrawn(claim)).length;
  return {
    id: 'figure-claims',
    number: null,
    title: 'The document’s numbers beside ours',
    finding: apart(claims),
    caption: hasDistance ? [paragraph(drawnClaims(seeds, steps), besideAxis(exact, missing))] : [],
    definitions: hasDistance ? [howFar] : [],
    panels: hasDistance ? [panel(rows, shownModels(seeds[0]!, steps, seeds.length))] : [],
    tables: [],
  };
}

const isExactlyKnown = ({ claim, ours, distance }: JudgedClaim) =>
  claim.value !== null && ours?.basis === 'exact' && distance === null;
const isDrawn = (claim: JudgedClaim) => claim.distance !== null || isExactlyKnown(claim);

function panel(rows: readonly Row[], whose: string): PlotPanel<Sentence> {
  const distances = rows.flatMap(({ claims }) => claims.flatMap(({ distance }) => distance ?? []));
  const ends = distances.flatMap(({ standardErrors: at, rounding, expected }) => [
    at - rounding,
    at + rounding,
    -expected,
    expected,
  ]);
  const places = [...ends, -10, 10].map(compressed);
  const room = 0.04 * (Math.max(...places) - Math.min(...places));
  const [low, high] = [Math.min(...places) - room, Math.max(...places) + room];
  const column = { from: high + room, middle: high + 3 * room, to: high + 5 * room };
  const hasColumn = rows.some(({ claims }) => claims.some(isExactlyKnown));
  const band = compressed(Math.max(...distances.map(({ expected }) => expected)));
  return {
    kind: 'plot',
    id: 'distances',
    title: `Distance of each claim from our number, ${whose}`,
    summary: claimsPanel(rows),
    width: 'full',
    aspect: 0.4,
    height: rows.length * pixels.row + pixels.around,
    traces: [
      ...marks('claims', rows, ({ distance }) => distance && compressed(distance.standardErrors), roundings),
      ...(hasColumn ? exactMarks(rows, column.middle) : []),
    ],
    layout: {
      showlegend: false,
      xaxis: axis('printed − ours, in standard errors of another run (compressed beyond ±3)', {
        range: [low, hasColumn ? column.to : high],
        tickvals: ticks(low, high).map(compressed),
        ticktext: ticks(low, high).map(whole),
        zeroline: false,
      }),
      yaxis: axis('', {
        range: [rows.length - 0.5, -0.85],
        tickvals: rows.map((_, index) => index),
        ticktext: rows.map(({ kind, claims }) => `${verdictsInTwoLines[kind]}\u00a0\u00a0${claims.length}`),
        showgrid: false,
        zeroline: false,
        ticks: '',
      }),
      shapes: [
        upright('rect', [-band, band], rows),
        ...(hasColumn ? [upright('rect', [column.from, column.to], rows)] : []),
        ...rows.map((_, index) => separator(index - 0.5)),
        upright('line', [0, 0], rows),
      ],
      annotations: [
        note('another run, 95 %', [0, -0.52], ['center', 'bottom'], ink2),
        ...(hasColumn ? [note('exact', [column.middle, -0.52], ['center', 'bottom'], ink2)] : []),
        ...rows.flatMap((row, index) => farthest(row, index, (low + high) / 2)),
      ],
    },
  };
}

/** Powers of ten, of either sign, that fit on the axis. */
function ticks(low: number, high: number): readonly number[] {
  const powers = [10, 100, 1000, 10_000, 100_000, 1_000_000];
  return [...powers.toReversed().map((power) => -power), 0, ...powers].filter(
    (tick) => compressed(tick) >= low && compressed(tick) <= high,
  );
}

/** Up all rows, and not beyond, where the words stand. */
function upright(type: 'line' | 'rect', [x0, x1]: readonly [number, number], rows: readonly Row[]): Layout {
  const look =
    type === 'line' ? { line: { color: ink, width: 1.25 } } : { fillcolor: wash, line: { width: 0 } };
  return { type, layer: 'between', xref: 'x', yref: 'y', x0, x1, y0: -0.5, y1: rows.length - 0.5, ...look };
}

function separator(at: number): Layout {
  const line = { color: faint, width: 1 };
  return { type: 'line', layer: 'between', xref: 'paper', yref: 'y', x0: 0, x1: 1, y0: at, y1: at, line };
}

type ErrorBars = (shown: readonly JudgedClaim[]) => Layout;

/** The ends of the bars of rounding, at their own places on the axis. */
const roundings: ErrorBars = (shown) => {
  const reach = (claim: JudgedClaim, side: 1 | -1) => {
    const { standardErrors, rounding } = claim.distance!;
    return Math.abs(compressed(standardErrors + side * rounding) - compressed(standardErrors));
  };
  return {
    error_x: {
      type: 'data',
      symmetric: false,
      array: shown.map((claim) => reach(claim, 1)),
      arrayminus: shown.map((claim) => reach(claim, -1)),
      thickness: 1,
      width: 0,
      color: ink3,
    },
  };
};

function marks(
  name: string,
  rows: readonly Row[],
  place: (claim: JudgedClaim) => number | null,
  bars?: ErrorBars,
  marker: Layout = { color: ink, line: { color: paper, width: 0.75 } },
): readonly Trace[] {
  const shown = rows.flatMap(({ claims }, row) =>
    claims.flatMap((claim) => {
      const x = place(claim);
      return x === null ? [] : [{ claim, x, row }];
    }),
  );
  if (shown.length === 0) return [];
  // Marks of one row stand beside each other; a trace has one strip.
  return [...new Set(shown.map(({ row }) => row))].map((row) => {
    const own = shown.filter((each) => each.row === row);
    return {
      type: 'scatter',
      mode: 'markers',
      name,
      x: own.map(({ x }) => x),
      y: own.map(() => row + marksAt),
      meta: {
        swarm: 0.3,
        names: own.map(({ claim }) => claim.claim.id),
        ...distancesOf(own.map(({ claim }) => claim)),
      },
      customdata: own.map(({ claim }) => hovered(claim)),
      marker: { size: 8, symbol: 'circle', ...marker },
      ...bars?.(own.map(({ claim }) => claim)),
      hovertemplate: '%{customdata}<extra></extra>',
    };
  });
}

/** The distances behind the places on the compressed axis; none where our number is exact. */
function distancesOf(claims: readonly JudgedClaim[]): ShownItems {
  return {
    x: claims.map(({ distance }) => distance?.standardErrors ?? null),
    ...(claims.every(({ distance }) => distance !== null) && {
      error_x: claims.map(({ distance }) => distance!.rounding),
    }),
  };
}

/** Exact numbers of ours in a column: filled where the claim is the same number, rounded. */
function exactMarks(rows: readonly Row[], at: number): readonly Trace[] {
  const known = (isSame: boolean) => (claim: JudgedClaim) =>
    isExactlyKnown(claim) && isRounded(claim.claim, claim.ours!.mean) === isSame ? at : null;
  return [
    ...marks('exact, the same', rows, known(true)),
    ...marks('exact, another', rows, known(false), undefined, {
      color: paper,
      line: { color: ink, width: 1.5 },
    }),
  ];
}

function hovered({ claim, ours, distance }: JudgedClaim): string {
  const off = distance === null ? 'exact' : `off by ${significant(distance.standardErrors, 2)}`;
  return `${claim.printed}, ours ${significant(ours!.mean)}: ${off}`;
}

/** A label at the claim of a row that is farthest from ours, if rounding and chance do not explain it. */
function farthest({ kind, claims }: Row, row: number, centre: number): readonly Layout[] {
  const outside = claims.filter(
    ({ distance }) =>
      distance !== null && Math.abs(distance.standardErrors) - distance.rounding > distance.expected,
  );
  if (kind === 'agrees' || outside.length === 0) return [];
  const { claim, ours, distance } = outside.reduce((a, b) =>
    Math.abs(b.distance!.standardErrors) > Math.abs(a.distance!.standardErrors) ? b : a,
  );
  const x = compressed(distance!.standardErrors);
  const side = x > centre ? 'right' : 'left';
  const words = `“${claim.printed.replaceAll('-', '−')}”, ours ${significant(ours!.mean)}`;
  return [
    {
      ...note(words, [x, row + marksAt - 0.1], [side, 'middle'], ink2),
      // On a phone it may stand away from its mark, above others.
      showarrow: true,
      ax: side === 'right' ? 8 : -8,
      ay: -21,
    },
  ];
}
