import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserTimeout, chromiumPath, launchChromium } from '../../../packages/report/test/chromium.js';
import { allDrawn } from '../../../packages/report/test/page-looks.js';
import { folderWithReport, putFile, small } from './program.js';
import { watching } from './watching.js';

if (chromiumPath === undefined) {
  if (process.env['CI']) throw new Error('CI must test the served page in a browser');
  process.stderr.write(
    '\nSKIPPED: the page of superposition watch was not tested: no chromium is on the PATH.\n\n',
  );
}

describe.skipIf(chromiumPath === undefined)('the page of superposition watch', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  const fixed = small.filter((_, index) => !/^(evaluation|sweeps\.neurons\.)/.test(small[index | 1]!));
  const base = { evaluation: { samples: 500 }, sweeps: { neurons: { values: [2, 3], seeds: 1 } } };

  /** Watches a config in a browser, and collects the errors that the browser reports. */
  async function open(settings: object | string, words: readonly string[] = []) {
    const cwd = await folderWithReport();
    const configure = (text: object | string) =>
      putFile(join(cwd, 'superposition.config.json'), typeof text === 'string' ? text : JSON.stringify(text));
    await configure(settings);
    const watch = await watching([...fixed, ...words], { cwd });
    const page = await browser.newPage({ viewport: { width: 1200, height: 700 } });
    page.setDefaultTimeout(browserTimeout);
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(watch.address);
    return { cwd, configure, watch, page, complaints };
  }

  const status = (page: Page, text: string) =>
    page.locator('.watch-status', { hasText: text }).waitFor({ state: 'visible' });
  const explore = async (page: Page, id: string) => {
    await page.locator(`#${id} .explore`).click();
    await page.waitForSelector(`#${id}[data-explored=""]`);
  };

  /** The id of the figure that shows this sweep, once the page has it. Its number depends on the figures before it. */
  const idOf = async (page: Page, title: string) => {
    const figure = page.locator('figure', { has: page.getByRole('heading', { name: title }) });
    return (await figure.getAttribute('id'))!;
  };
  const overNeurons = 'Training with other numbers of neurons';
  const overNeuronsAndDensity = 'Neurons and density together';

  it('becomes the report, exchanges what an edit changed, and leaves the reader and everything else alone', async () => {
    const { configure, watch, page, complaints } = await open(base);
    const sweep = await idOf(page, overNeurons);
    const last = await idOf(page, overNeuronsAndDensity);
    await status(page, 'up to date');
    for (const id of ['figure-8', 'figure-9', sweep]) await explore(page, id);
    // The reader chooses a view, unfolds a part, zooms, selects text and scrolls down.
    await page.locator('#figure-8').getByRole('button', { name: 'index' }).click();
    await page.locator(`#${sweep} .numbers summary`).click();
    await page.locator(`#${sweep} .take-table`).evaluate((button) => button.setAttribute('data-same', ''));
    await page.locator('#figure-9 .definitions summary').click();
    // Without the focus, to whose place a browser may scroll smoothly meanwhile.
    await page.locator('.pick-field input').evaluate((field: HTMLInputElement) => {
      field.value = '2';
      field.dispatchEvent(new Event('input'));
    });
    await page.waitForSelector(`#${sweep} svg.picked`);
    const linesOfPick = () => page.locator(`#${sweep} svg.picked .body`).count();
    const oneForEachModel = await linesOfPick();
    const drawn = await page.evaluate(() => {
      const counts: Record<string, number> = {};
      for (const plot of document.querySelectorAll<HTMLElement>('.js-plotly-plot')) {
        const { id } = plot.closest('figure')!;
        counts[id] = 0;
        (plot as unknown as { on(event: string, listener: () => void): void }).on('plotly_afterplot', () => {
          counts[id]!++;
        });
      }
      Object.assign(window, { counts });
      document.getElementById('method')!.scrollIntoView({ behavior: 'instant' });
      getSelection()!.selectAllChildren(document.querySelector('#method p')!);
      return Object.keys(counts);
    });
    expect(drawn).toEqual(expect.arrayContaining(['figure-8', 'figure-9', sweep]));
    const place = () =>
      page.evaluate(() => ({
        top: document.getElementById('method')!.getBoundingClientRect().top,
        selected: getSelection()!.toString(),
      }));
    const before = await place();
    const rows = () => page.locator(`#${sweep} .numbers tbody tr`).count();
    const fewer = await rows();
    await watch.next('report');

    await configure({ ...base, sweeps: { neurons: { values: [2, 3, 4], seeds: 1 } } });
    await watch.next('report');
    await page.waitForFunction(
      ([id, count]) => document.querySelectorAll(`#${id} .numbers tbody tr`).length > count,
      [sweep, fewer] as const,
    );
    await page.waitForFunction(
      (id) => (window as unknown as { counts: Record<string, number> }).counts[id]! > 0,
      sweep,
    );
    const counts = await page.evaluate(
      () => (window as unknown as { counts: Record<string, number> }).counts,
    );
    expect(Object.keys(counts).filter((id) => counts[id]! > 0)).toEqual([sweep]);
    expect(watch.reasonsIn(2).filter((line) => /^(figure|page).*built/.test(line))).toEqual([
      `${sweep} built`,
      'page built',
    ]);
    // The buttons that the script added are there once, where they were, also at what is new.
    const misplaced = await page.evaluate(() => ({
      figures: [...document.querySelectorAll('[data-figure] .figure-row')]
        .filter((row) => row.querySelectorAll('.actions > .explore + .take').length !== 1)
        .map((row) => row.closest('figure')!.id),
      tables: [...document.querySelectorAll('[data-figure] .table-scroll')].filter(
        (table) => table.previousElementSibling?.matches('.take-table') !== true,
      ).length,
      buttons:
        document.querySelectorAll('.take-table').length -
        document.querySelectorAll('.take-table + .table-scroll').length,
      compare: document.querySelectorAll('.open-compare').length,
      kept: document.querySelectorAll('.take-table[data-same]').length,
    }));
    expect(misplaced).toEqual({ figures: [], tables: 0, buttons: 0, compare: 1, kept: 1 });
    const after = await place();
    expect(after.selected).toBe(before.selected);
    // A browser scrolls by whole pixels, so the place may move by less than one.
    expect(Math.abs(after.top - before.top)).toBeLessThanOrEqual(1);
    const waiting = page.waitForEvent('download');
    await page.locator(`#${sweep} .take`).getByRole('button', { name: 'CSV' }).click();
    const csv = await readFile(await (await waiting).path(), 'utf8');
    expect(new Set(csv.split('\r\n').map((line) => /,m = (\d+),/.exec(line)?.[1]))).toContain('4');
    for (const [id, details] of [
      [sweep, 'numbers'],
      ['figure-9', 'definitions'],
    ])
      expect(await page.locator(`#${id} .${details}`).getAttribute('open')).not.toBeNull();
    const chosen = page.locator('#figure-8').getByRole('button', { name: 'index' });
    expect(await chosen.getAttribute('aria-pressed')).toBe('true');
    // What is picked lights up in the new figure, too, in which there is one more model.
    await page.waitForFunction(
      ([id, before]) => document.querySelectorAll(`#${id} svg.picked .body`).length > before,
      [sweep, oneForEachModel] as const,
    );
    expect(await page.locator('.pick-bar input').inputValue()).toBe('2');
    expect(new URL(page.url()).hash).toContain('feature=2');

    // One more sweep adds a figure, whose buttons work. One sweep less removes the figure.
    await configure({ ...base, report: { title: 'Another <title>' }, sweeps: { neurons: { values: [] } } });
    await page.waitForFunction(() => document.title === 'Another <title>');
    expect(await page.locator(`#${last}`).count()).toBe(0);
    await configure(base);
    await page.waitForSelector(`#${last}`);
    for (const id of [sweep, last]) await explore(page, id);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('draws a figure again whose data changed, in the view and within the axes that the reader chose', async () => {
    const { configure, page } = await open(base);
    await page.waitForSelector('#figure-8');
    await explore(page, 'figure-8');
    await page.locator('#figure-8').getByRole('button', { name: 'index' }).click();
    const look = () =>
      page.evaluate(() => {
        type Plot = HTMLElement & {
          data: { x: string[]; z: unknown }[];
          layout: { xaxis: { range: number[] } };
        };
        const plot = document.querySelector<Plot>('#figure-8 [data-plot=matrix] .live')!;
        return {
          order: plot.data[0]!.x.join(),
          range: plot.layout.xaxis.range.join(),
          values: JSON.stringify(plot.data[0]!.z),
        };
      });
    // A drag across the plot zooms. The buttons stand below the plot, so the page has scrolled to them.
    const area = page.locator('#figure-8 [data-plot=matrix] .live .nsewdrag');
    await area.scrollIntoViewIfNeeded();
    const box = (await area.boundingBox())!;
    const whole = (await look()).range;
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.3);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.7, { steps: 5 });
    await page.mouse.up();
    await page.waitForFunction(
      (range) =>
        document
          .querySelector<HTMLElement & { layout: { xaxis: { range: number[] } } }>(
            '#figure-8 [data-plot=matrix] .live',
          )!
          .layout.xaxis.range.join() !== range,
      whole,
    );
    const before = await look();
    await configure({ ...base, data: { activeProbability: 0.2 } });
    await page.waitForFunction((values) => {
      const plot = document.querySelector<HTMLElement & { data: { z: unknown }[] }>(
        '#figure-8 [data-plot=matrix] .live',
      )!;
      return JSON.stringify(plot.data[0]!.z) !== values;
    }, before.values);
    const after = await look();
    expect({ ...after, values: '' }).toEqual({ ...before, values: '' });
    await page.close();
  });

  it('draws again what it drew for a narrow window, when an edit changes it', async () => {
    const { configure, watch, page, complaints } = await open(base);
    await page.setViewportSize({ width: 500, height: 800 });
    const sweep = await idOf(page, overNeurons);
    const drawing = () =>
      page
        .locator(`#${sweep} .drawing > svg.narrow`)
        .evaluateAll((places) => places.map(({ innerHTML }) => innerHTML));
    await allDrawn(page);
    const before = await drawing();
    expect(before.length).toBeGreaterThan(0);
    expect(before).not.toContain('');
    await watch.next('report');

    await configure({ ...base, sweeps: { neurons: { values: [2, 3, 4], seeds: 1 } } });
    await watch.next('report');
    await expect
      .poll(async () => (await drawing()).filter((content, at) => content === before[at]), {
        timeout: browserTimeout,
      })
      .toEqual([]);
    await allDrawn(page);
    expect(await drawing()).not.toContain('');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows what is wrong, as text, until it is mended, and that nobody answers', async () => {
    const { configure, watch, page, complaints, cwd } = await open({ '<img src=x onerror=alert(1)>': 1 });
    await status(page, '<img src=x onerror=alert(1)>');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('main').textContent()).toContain('There is no report yet');
    await configure(base);
    await idOf(page, overNeurons);
    await status(page, 'up to date');
    await configure('{');
    await status(page, 'cannot be read');
    await configure(base);
    await status(page, 'up to date');
    expect(await page.locator('.watch-problem').isVisible()).toBe(false);
    expect(complaints).toEqual([]);

    watch.child.kill('SIGINT');
    await watch.ended;
    await status(page, 'connection lost');
    await restarted([...fixed, '--port', new URL(watch.address).port], cwd);
    await status(page, 'up to date');
    await page.close();
  });
});

/** Starts to watch on a port that was free a moment ago. The system may have lent it to some client for a short time. */
async function restarted(words: readonly string[], cwd: string): Promise<void> {
  for (;;) {
    try {
      await watching(words, { cwd });
      return;
    } catch (error) {
      if (!String(error).includes('another program has it')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
