import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultStyle } from '../src/plot/default-style.js';
import { panelWidth } from '../src/svg/figure-layout.js';
import { panelSvg } from '../src/svg/panel-svg.js';
import { freeTicks, plotlyPlot } from '../src/svg/plotly-plot.js';
import { absolutePath } from './absolute-path.js';
import { chromiumPath, launchChromium } from './chromium.js';
import { figuresOfFixture } from './fixture-figures.js';
import { openPlotlyPage } from './plotly-page.js';

/** Names and places in pixels of what both draw. */
interface Seen {
  readonly [what: string]: readonly (readonly [name: string, x: number, y: number])[];
}

describe.skipIf(chromiumPath === undefined)('a panel as SVG beside Plotly', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    page = await openPlotlyPage(browser, ['svg', 'plotly']);
  });
  afterAll(() => browser?.close());

  const panels = figuresOfFixture().flatMap((figure) =>
    figure.panels.flatMap((panel) =>
      panel.kind === 'plot' ? [[`${figure.id} ${panel.id}`, panel] as const] : [],
    ),
  );

  it.each(panels)('has its ticks and marks in the same places: %s', async (_, panel) => {
    const views = panel.views === undefined ? [undefined] : Object.keys(panel.views);
    let seen = 0;
    for (const full of [346, 690, 940])
      for (const view of views) {
        const width = Math.floor(panelWidth(panel, full));
        const style = defaultStyle;
        const drawn = panelSvg(panel, { width, view, scheme: 'light', style, id: 'p', ground: '#ffffff' });
        const svg = drawn.replaceAll(/ d="([^"]*)"/g, (_, d: string) => ` d="${absolutePath(d)}"`);
        const plot = plotlyPlot(panel, { width, view, scheme: 'light', style });
        const [ours, theirs] = await page.evaluate(drawBoth, { svg, plot });
        for (const what of ['marks', 'hairlines', 'bars', 'images', 'lines']) seen += ours[what]!.length;
        expect(far(ours, theirs), `${full} px, view ${view}`).toEqual([]);
      }
    expect(seen).toBeGreaterThan(0);
  });

  it('lets Plotly choose the ticks once a reader has zoomed', async () => {
    const [, panel] = panels.find(([name]) => name === 'figure-5 histogram')!;
    const plot = plotlyPlot(panel, { width: 690, scheme: 'light', style: defaultStyle });
    const texts = await page.evaluate(zoomed, {
      plot,
      change: { 'xaxis.range': [0.11, 0.13], ...freeTicks },
    });
    expect(texts.length).toBeGreaterThan(2);
    for (const text of texts) expect(text).toMatch(/^0\.1[123]/);
  });
});

/** The ticks of the axis across after a change of the layout. It runs in the page, so it uses nothing from here. */
async function zoomed({
  plot,
  change,
}: {
  plot: { data: object[]; layout: object };
  change: object;
}): Promise<readonly string[]> {
  const { Plotly } = globalThis as unknown as {
    Plotly: Record<'newPlot' | 'relayout', (node: HTMLElement, ...plot: object[]) => Promise<void>>;
  };
  const node = document.getElementById('plotly')!;
  await Plotly.newPlot(node, plot.data, plot.layout);
  await Plotly.relayout(node, change);
  return [...node.querySelectorAll('.xtick text')].map(({ textContent }) => textContent!);
}

/** What lies further than a pixel from its counterpart, or has none. */
function far(ours: Seen, theirs: Seen): readonly unknown[] {
  return Object.keys(ours).flatMap((what): readonly unknown[] => {
    const [a, b] = [ours[what]!, theirs[what]!];
    if (a.length !== b.length) return [[what, a, b]];
    // Of places side by side, the order may differ by what is rounded.
    const free = [...b];
    return a.flatMap((place) => {
      const [name, x, y] = place;
      const near = free.findIndex(
        ([other, toX, toY]) => name === other && Math.abs(x - toX) <= 1 && Math.abs(y - toY) <= 1,
      );
      if (near === -1) return [[what, place]];
      free.splice(near, 1);
      return [];
    });
  });
}

/** Draws both and finds what each has drawn in the page. It runs there, so it uses nothing from here. */
async function drawBoth({
  svg,
  plot,
}: {
  svg: string;
  plot: { data: object[]; layout: object };
}): Promise<[Seen, Seen]> {
  const [ours, theirs] = ['svg', 'plotly'].map((id) => document.getElementById(id)!) as [
    HTMLElement,
    HTMLElement,
  ];
  ours.innerHTML = svg;
  const { Plotly } = globalThis as unknown as {
    Plotly: { newPlot(node: HTMLElement, ...plot: object[]): Promise<void> };
  };
  await Plotly.newPlot(theirs, plot.data, plot.layout, { displayModeBar: false });
  type Place = [string, number, number];
  const inOrder = (places: Place[]) =>
    places
      .map(([name, x, y]): Place => [name, Math.round(100 * x) / 100, Math.round(100 * y) / 100])
      .sort((a, b) => a[1] - b[1] || a[2] - b[2] || (a[0] < b[0] ? -1 : 1));
  const from = (root: HTMLElement) => {
    const origin = root.getBoundingClientRect();
    const middle = (node: Element): [number, number] => {
      const { left, right, top, bottom } = node.getBoundingClientRect();
      return [(left + right) / 2 - origin.left, (top + bottom) / 2 - origin.top];
    };
    const corners = (node: Element): Place[] => {
      const { left, right, top, bottom } = node.getBoundingClientRect();
      return [
        ['', left - origin.left, top - origin.top],
        ['', right - origin.left, bottom - origin.top],
      ];
    };
    const all = (selector: string) => [...root.querySelectorAll(selector)];
    return { middle, corners, all, origin };
  };
  /** The corners of each closed piece of a path, in the page. */
  const pieces = (node: SVGPathElement): [number, number][][] => {
    const matrix = node.getScreenCTM()!;
    const read = [...node.getAttribute('d')!.matchAll(/([MLHVhz])([^MLHVhzZ]*)/g)];
    const found: [number, number][][] = [];
    let at: [number, number] = [0, 0];
    for (const [, command, rest] of read) {
      const [a = 0, b = 0] = rest!
        .split(/[\s,]+/)
        .filter(Boolean)
        .map(Number);
      if (command === 'M') found.push([]);
      if (command === 'M' || command === 'L') at = [a, b];
      else if (command === 'H') at = [a, at[1]];
      else if (command === 'V') at = [at[0], a];
      const { x, y } = new DOMPoint(...at).matrixTransform(matrix);
      found.at(-1)?.push([x, y]);
    }
    return found;
  };
  const box = (points: [number, number][], origin: DOMRect): Place[] => {
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    return [
      ['', Math.min(...xs) - origin.left, Math.min(...ys) - origin.top],
      ['', Math.max(...xs) - origin.left, Math.max(...ys) - origin.top],
    ];
  };
  const a = from(ours);
  const b = from(theirs);
  // By their words, because labels may stand above each other. Plotly puts spaces of no width around subscripts.
  const texts = (nodes: Element[], middle: (node: Element) => [number, number]) =>
    inOrder(nodes.map((node) => [node.textContent!.replaceAll('\u200b', '').trim(), ...middle(node)])).sort(
      ([one], [other]) => (one < other ? -1 : one > other ? 1 : 0),
    );
  const flat = (d: Element) => pieces(d as SVGPathElement);
  /** Without bars that have no area, which one of both may leave out. */
  const wide = (places: Place[]) =>
    places.filter((place, index) => {
      const other = places[index % 2 === 0 ? index + 1 : index - 1]!;
      return Math.abs(place[1] - other[1]) >= 0.01 && Math.abs(place[2] - other[2]) >= 0.01;
    });
  const ends = (points: [number, number][], origin: DOMRect): Place[] =>
    [points[0]!, points.at(-1)!].map(([x, y]) => ['', x - origin.left, y - origin.top]);
  /** The middles of circles and squares with an edge. */
  const edged = (node: SVGPathElement, origin: DOMRect): Place[] => {
    const matrix = node.getScreenCTM()!;
    const shapes = [
      ...node.getAttribute('d')!.matchAll(/M([-\d.]+),([-\d.]+)(?:a([\d.]+),|h([\d.]+)v[\d.]+h)/g),
    ];
    return shapes.map(([, left, top, radius, side]): Place => {
      const half = Number(side ?? 0) / 2;
      const middle = new DOMPoint(Number(left) + Number(radius ?? half), Number(top) + half);
      const { x, y } = middle.matrixTransform(matrix);
      return ['', x - origin.left, y - origin.top];
    });
  };
  const dots = (symbols: Element[], read: (node: Element) => Place[]) => inOrder(symbols.flatMap(read));
  /** The corners of all cells of a map that has no empty one. */
  const cells = (): Place[] => {
    const rectangles = a.all('rect.cell').map((node) => node.getBoundingClientRect());
    const traces = plot.data as readonly { type?: string; x: unknown[]; y: unknown[] }[];
    const map = traces.find(({ type }) => type === 'heatmap');
    if (map === undefined || rectangles.length < map.x.length * map.y.length) return [];
    return box(
      rectangles.flatMap(({ left, right, top, bottom }): [number, number][] => [
        [left, top],
        [right, bottom],
      ]),
      a.origin,
    );
  };
  return [
    {
      xticks: texts(a.all('.x text'), a.middle),
      yticks: texts(a.all('.y text'), a.middle),
      hairlines: inOrder(
        a.all('path.marks:not([stroke-linecap])').flatMap((node) => {
          const matrix = (node as SVGPathElement).getScreenCTM()!;
          return [...node.getAttribute('d')!.matchAll(/M([\d.]+),([\d.]+)h([\d.]+)(?=M|$)/g)].map(
            ([, left, top, length]): Place => {
              const middle = new DOMPoint(Number(left) + Number(length) / 2, Number(top));
              const { x, y } = middle.matrixTransform(matrix);
              return [Number(length).toFixed(0), x - a.origin.left, y - a.origin.top];
            },
          );
        }),
      ),
      marks: inOrder([
        ...a
          .all('path.marks[stroke-linecap]')
          .flatMap((node) =>
            flat(node).map(([at]): Place => ['', at![0] - a.origin.left, at![1] - a.origin.top]),
          ),
        ...a
          .all('path.marks:not([stroke-linecap])')
          .filter((node) => getComputedStyle(node).fill !== 'none')
          .flatMap((node) => edged(node as SVGPathElement, a.origin)),
      ]),
      bars: inOrder(
        wide(a.all('path.bars').flatMap((node) => flat(node).flatMap((piece) => box(piece, a.origin)))),
      ),
      images: inOrder([...a.all('image').flatMap(a.corners), ...cells()]),
      lines: inOrder(
        a
          .all('path.line')
          .flatMap(flat)
          .flatMap((points) => ends(points, a.origin)),
      ),
      texts: texts(a.all('.texts text'), a.middle),
      labels: texts(a.all('.labels text'), a.middle),
    },
    {
      xticks: texts(b.all('.xtick text'), b.middle),
      yticks: texts(b.all('.ytick text'), b.middle),
      hairlines: inOrder(
        b.all('path.point').flatMap((node): Place[] => {
          const found = /^M([\d.]+),0H-[\d.]+$/.exec(node.getAttribute('d')!);
          return found === null ? [] : [[(2 * Number(found[1])).toFixed(0), ...b.middle(node)]];
        }),
      ),
      marks: dots(
        b.all('path.point').filter((node) => {
          const d = node.getAttribute('d')!;
          // Only circles and squares that are filled: the others have a shape of their own in the SVG.
          return (d.includes('A') || /^M[\d.]+,[\d.]+H-/.test(d)) && getComputedStyle(node).fill !== 'none';
        }),
        (node) => [['', ...b.middle(node)]],
      ),
      bars: inOrder(
        wide(
          b
            .all('.bars path')
            .filter(
              (node) =>
                (node.getAttribute('d') ?? 'M0,0Z') !== 'M0,0Z' &&
                node.parentElement!.classList.contains('point'),
            )
            .flatMap((node) => flat(node).flatMap((piece) => box(piece, b.origin))),
        ),
      ),
      images: inOrder(
        a.all('image').length + cells().length === 0 ? [] : b.all('.hm image').flatMap(b.corners),
      ),
      lines: inOrder(
        b
          .all('path.js-line')
          // What has no width is the edge of an area, and not drawn in the SVG.
          .filter((node) => getComputedStyle(node).strokeWidth !== '0px')
          .flatMap(flat)
          .flatMap((points) => ends(points, b.origin)),
      ),
      texts: texts(
        b.all('.textpoint text, .bartext').filter((node) => node.textContent !== ''),
        b.middle,
      ),
      // A leader is a label without words.
      labels: texts(b.all('.annotation-text'), b.middle).filter(([words]) => words !== ''),
    },
  ];
}
