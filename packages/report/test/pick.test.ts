import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Figure, PlotPanel, Trace } from '../src/figure.js';
import { listOf } from '../src/svg/values.js';
import { chromiumPath } from './chromium.js';
import { fixtureHtml } from './fixture.js';
import { figuresOfFixture } from './fixture-figures.js';
import { allDrawn, exploreIn } from './page-looks.js';
import { drawnPlots, pixelBy } from './pick-places.js';
import { type OpenedPage, openPage } from './report-page.js';

const figures = figuresOfFixture();

/** The traces of a panel, in a view. */
function tracesOf(figure: string, panel: string, view?: string): readonly Trace[] {
  const found = figures
    .find(({ id }: Figure) => id === figure)!
    .panels.find(({ id }) => id === panel) as PlotPanel;
  return view === undefined ? found.traces : found.views![view]!;
}

const numbers = (value: unknown) => (listOf(value) ?? []).map(Number);

/** The trace with a point of a feature, and which of its points this is. */
function pointOf(traces: readonly Trace[], feature: number, mode = 'markers') {
  const trace = traces.find(
    (each) => String(each['mode']).includes(mode) && numbers(each.meta?.features).includes(feature),
  )!;
  const at = numbers(trace.meta!.features).indexOf(feature);
  return { trace, at, x: numbers(trace['x'])[at]!, y: numbers(trace['y'])[at]! };
}

describe.skipIf(chromiumPath === undefined)('a picked feature', () => {
  let opened: OpenedPage;
  beforeAll(async () => {
    opened = await openPage(fixtureHtml({}), { viewport: { width: 1440, height: 900 } });
  });
  afterAll(() => opened?.close());
  afterEach(() => expect(opened.complaints.splice(0)).toEqual([]));

  const plots = () => opened.page.evaluate(drawnPlots);
  const told = async () => {
    const bar = opened.page.locator('.pick-bar');
    return (await bar.count()) === 0 ? undefined : bar.locator('input').inputValue();
  };
  const untilTold = (index: string | null) =>
    opened.page.waitForFunction(
      (wanted) => (document.querySelector<HTMLInputElement>('.pick-bar input')?.value ?? null) === wanted,
      index,
    );
  /** Waits until every plot that can show the pick does. */
  const untilLit = (index: string) =>
    opened.page.waitForFunction(
      (wanted) =>
        ['figure-1', 'figure-2', 'figure-3', 'figure-4', 'figure-5', 'figure-8', 'figure-9'].every(
          (id) => document.querySelector(`#${id} svg.picked text`)?.textContent === wanted,
        ),
      index,
    );
  const fragment = () => opened.page.evaluate(() => location.hash);

  /** Clicks on the dot of a feature in figure 1, which is where the tick labels say that its error is. */
  const clickInFigure1 = async (feature: number) => {
    const { page } = opened;
    const drawn = (await plots())['figure-1 strips']!;
    const across = pixelBy(drawn.x)(pointOf(tracesOf('figure-1', 'strips'), feature).x);
    const [x, y] = drawn.dots.find(([at]) => Math.abs(at - across) < 0.6)!;
    const plot = page.locator('#figure-1 [data-plot=strips] .drawing');
    await plot.scrollIntoViewIfNeeded();
    const box = (await plot.boundingBox())!;
    await page.mouse.click(box.x + x, box.y + y);
  };
  const clear = async () => {
    await opened.page.keyboard.press('Escape');
    await untilTold(null);
  };

  it.each([1440, 768, 390])('lights up everywhere where its data lie, at %i px', async (width) => {
    const { page } = opened;
    await page.setViewportSize({ width, height: 900 });
    await allDrawn(page);
    const feature = 7;
    await clickInFigure1(feature);
    await untilLit(String(feature));
    expect(await fragment()).toBe(`#figure-1?feature=${feature}`);
    const seen = await plots();
    const view = 'codeword';
    const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1.1);
    const middle = ({ left, right }: { left: number; right: number }) => (left + right) / 2;
    const up = ({ top, bottom }: { top: number; bottom: number }) => (top + bottom) / 2;

    // Dots along a strip: figures 1, 4 and 8.
    for (const [figure, panel] of [
      ['figure-1', 'strips'],
      ['figure-4', 'diagonal'],
      ['figure-8', 'diagonal'],
    ] as const) {
      const drawn = seen[`${figure} ${panel}`]!;
      const [mark, ...others] = drawn.marks;
      expect([mark!.kind, others, drawn.label]).toEqual(['point', [], '7']);
      near(middle(mark!), pixelBy(drawn.x)(pointOf(tracesOf(figure, panel), feature).x));
      // It lies on a dot of the drawing.
      expect(drawn.dots.some(([x, y]) => Math.hypot(x - middle(mark!), y - up(mark!)) < 0.6)).toBe(true);
    }

    // A line from x = −1 over 0 to x = 1: figure 2.
    const responses = seen['figure-2 overlay']!;
    const line = pointOf(tracesOf('figure-2', 'overlay'), feature, 'lines');
    const ends = numbers(line.trace['y'])
      .slice(line.at, line.at + 3)
      .map(pixelBy(responses.y));
    expect(responses.marks).toHaveLength(1);
    near(responses.marks[0]!.left, pixelBy(responses.x)(-1));
    near(responses.marks[0]!.right, pixelBy(responses.x)(1));
    near(responses.marks[0]!.top, Math.min(...ends));
    near(responses.marks[0]!.bottom, Math.max(...ends));

    // Rows and columns of heatmaps: figures 3, 4, 5 and 8.
    for (const [figure, panel, both] of [
      ['figure-3', 'weights', false],
      ['figure-4', 'matrix', true],
      ['figure-5', 'cosines', true],
      ['figure-8', 'matrix', true],
    ] as const) {
      const { plot, marks } = seen[`${figure} ${panel}`]!;
      const [{ meta }] = tracesOf(figure, panel, view) as readonly [Trace];
      const columns = numbers(meta!.columns);
      const at = columns.indexOf(feature) + 0.5;
      expect(marks).toHaveLength(both ? 2 : 1);
      near(middle(marks[0]!), plot.left + (at / columns.length) * (plot.right - plot.left));
      near(marks[0]!.top, plot.top - 1.8);
      near(marks[0]!.bottom, plot.bottom + 1.8);
      if (both) near(up(marks[1]!), plot.top + (at / columns.length) * (plot.bottom - plot.top));
    }

    // A step of the areas, from zero to the total error: figure 9.
    const areas = seen['figure-9 per-feature']!;
    const total = pointOf(tracesOf('figure-9', 'per-feature'), feature);
    const steps = areas.marks.filter(({ kind }) => kind === 'box');
    expect(steps.length).toBeGreaterThan(1);
    const perStep = (areas.plot.right - areas.plot.left) / 12;
    for (const step of steps) {
      near(step.left, areas.plot.left + (total.x - 0.5) * perStep - 1.8);
      near(step.right, areas.plot.left + (total.x + 0.5) * perStep + 1.8);
      near(step.bottom, pixelBy(areas.y)(0) + 1.8);
    }
    near(Math.min(...steps.map(({ top }) => top)), pixelBy(areas.y)(total.y) - 1.8);
    await clear();
  });

  it('is told in numbers, and read aloud', async () => {
    const { page } = opened;
    await page.setViewportSize({ width: 1440, height: 900 });
    await clickInFigure1(3);
    await untilLit('3');
    const gains = numbers(
      figures
        .find(({ id }) => id === 'figure-2')!
        .readings!.map((each) => 'values' in each && each.values)[0],
    );
    const rank = 1 + gains.filter((gain) => gain > gains[3]!).length;
    expect(await page.locator('.pick-spoken').textContent()).toMatch(
      new RegExp(`^Feature 3: gain .*, rank ${rank} of 12; squared error 0\\.\\d+; word .*\\.$`),
    );
    expect(await page.locator('.pick-bar').textContent()).toContain(`rank ${rank} of 12`);
    // Paper shows the figures as they are: nothing on it could be cleared.
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.pick-bar:visible, svg.picked:visible, .pick-field:visible').count()).toBe(0);
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'Next feature' }).click();
    await untilLit('4');
    await page.locator('.pick-bar input').fill('11');
    await untilLit('11');
    await page.getByRole('button', { name: 'Next feature' }).click();
    await untilLit('0');
    await page.getByRole('button', { name: 'Clear the picked feature' }).click();
    await untilTold(null);
    expect(await page.locator('svg.picked').count()).toBe(0);
  });

  it('goes on by arrow keys in a plot, neurons too, and is cleared by Escape', async () => {
    const { page } = opened;
    await page.locator('#figure-3 [data-plot=weights] .drawing').focus();
    await page.waitForSelector('#figure-3[data-explored=""]');
    const columns = numbers(tracesOf('figure-3', 'weights', 'codeword')[0]!.meta!.columns);
    for (const feature of columns.slice(0, 3)) {
      await page.keyboard.press('ArrowRight');
      await untilLit(String(feature));
    }
    await page.keyboard.press('ArrowLeft');
    await untilLit(String(columns[1]));
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => location.hash === '#figure-3?neuron=0');
    await page.keyboard.press('ArrowUp');
    await untilTold('3');
    expect(await page.locator('.pick-bar label').textContent()).toBe('Neuron');
    const { plot, marks } = (await plots())['figure-3 weights']!;
    expect((marks[0]!.top + marks[0]!.bottom) / 2).toBeCloseTo(
      plot.top + (3.5 / 4) * (plot.bottom - plot.top),
      0,
    );
    await clear();
  });

  it('stays on its mark when the reader zooms a plot that Plotly has taken over', async () => {
    const { page } = opened;
    await exploreIn(page, ['figure-8']);
    const feature = pointOf(tracesOf('figure-8', 'received'), 0).trace;
    const order = numbers(feature.meta!.features);
    await page.locator('.pick-field input').fill(String(order[5]));
    await untilLit(String(order[5]));
    const area = page.locator('#figure-8 [data-plot=received] .nsewdrag');
    await area.scrollIntoViewIfNeeded();
    const box = (await area.boundingBox())!;
    const look = () => page.evaluate(pickBesidePlotly, 5);
    const before = await look();
    expect(before.far).toEqual([]);
    await page.mouse.move(box.x + box.width * 0.25, box.y + 3);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + box.height - 3, { steps: 5 });
    await page.mouse.up();
    await page.waitForFunction(
      (left) =>
        document.querySelector('#figure-8 [data-plot=received] .picked .body')!.getBoundingClientRect()
          .left !== left,
      before.left,
    );
    expect((await look()).far).toEqual([]);
    // The drag was no click.
    expect(await told()).toBe(String(order[5]));
    // A click into the zoomed plot finds the neighbour.
    const [x, y] = await page.evaluate(pointOfPlotly, 6);
    await page.mouse.click(x, y);
    await untilLit(String(order[6]));
    await clear();
  });
});

/** Marks of the layer that lie neither on one of Plotly's points of this number nor on its line above or below it. It runs in the page, so it uses nothing from here. */
function pickBesidePlotly(nth: number): { left: number; far: readonly unknown[] } {
  const plot = document.querySelector('#figure-8 [data-plot=received]')!;
  const middle = (node: Element) => {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    return [(left + right) / 2, (top + bottom) / 2] as const;
  };
  const points = [...plot.querySelectorAll('.live .scatterlayer .trace:has(.point)')].map((trace) =>
    middle(trace.querySelectorAll('.point')[nth]!),
  );
  const lines = [...plot.querySelectorAll<SVGPathElement>('.live .scatterlayer .js-line')];
  const marks = [...plot.querySelectorAll('.picked .body')];
  const far = marks
    .map(middle)
    .filter(([x, y]) => !points.some(([atX, atY]) => Math.hypot(x - atX, y - atY) < 1.5))
    .filter(
      ([x, y]) =>
        !points.some(([atX]) => Math.abs(x - atX) < 1.5) ||
        !lines.some((line) =>
          line.isPointInStroke(new DOMPoint(x, y).matrixTransform(line.getScreenCTM()!.inverse())),
        ),
    );
  return { left: marks[0]!.getBoundingClientRect().left, far };
}

/** The middle of one of Plotly's points of the last trace. It runs in the page, so it uses nothing from here. */
function pointOfPlotly(nth: number): readonly [number, number] {
  const traces = document.querySelectorAll(
    '#figure-8 [data-plot=received] .live .scatterlayer .trace:has(.point)',
  );
  const { left, right, top, bottom } =
    traces[traces.length - 1]!.querySelectorAll('.point')[nth]!.getBoundingClientRect();
  return [(left + right) / 2, (top + bottom) / 2];
}
