import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { assemble } from '../src/page/assemble.js';
import { page as pageOf } from '../src/page/page.js';
import { readFacts } from '../src/page/report-facts.js';
import { drawFigure } from '../src/public/draw-figure.js';
import { figureCsv } from '../src/public/figure-csv.js';
import { htmlPage } from '../src/public/html-page.js';
import { readAssets } from '../src/read-assets.js';
import { browserTimeout, chromiumPath } from './chromium.js';
import { fixture, fixtureProvenance } from './fixture.js';
import { readCsv, readTable } from './read-csv.js';
import { type OpenedPage, openPage, openTab } from './report-page.js';

const { inputs, params, config } = fixture();
const figures = [...inputs.figures, ...inputs.sweeps, ...inputs.crossCheckFigures].flatMap((figure) =>
  figure.status === 'value' ? [figure.value] : [],
);
const html = assemble({
  page: pageOf(inputs, params),
  provenance: fixtureProvenance(config),
  ...readAssets(),
});

describe.skipIf(chromiumPath === undefined)('what a reader takes along', () => {
  let opened: OpenedPage;
  let page: Page;
  beforeAll(async () => {
    opened = await openPage(html, { viewport: { width: 1440, height: 900 } });
    page = opened.page;
  });
  afterAll(() => opened?.close());
  afterEach(() => expect(opened.complaints.splice(0)).toEqual([]));

  const saved = async (button: Locator): Promise<{ name: string; bytes: Buffer }> => {
    const waiting = page.waitForEvent('download');
    await button.click();
    const download = await waiting;
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  const buttonOf = (id: string, name: string) =>
    page.locator(`#${id} .take`).getByRole('button', { name, exact: true });

  it('gives each figure as SVG and CSV, the same bytes as the package does', async () => {
    expect(figures.length).toBeGreaterThan(15);
    for (const [index, figure] of figures.entries()) {
      // Chromium drops what follows ten files of the same page within a second, which only a test can press so fast.
      if (index % 5 === 0) await page.reload();
      const svg = await saved(buttonOf(figure.id, 'SVG'));
      expect(svg.bytes.toString()).toBe(drawFigure(figure, { format: 'svg' }));
      const csv = await saved(buttonOf(figure.id, 'CSV'));
      expect(csv.bytes.toString()).toBe(figureCsv(figure));
      expect(readCsv(csv.bytes.toString()).length).toBeGreaterThan(2);
      const title = `Figure ${figure.number}, `;
      expect([svg.name.slice(0, title.length), csv.name.slice(0, title.length)]).toEqual([title, title]);
      expect(svg.name.endsWith('.svg') && csv.name.endsWith('.csv')).toBe(true);
    }
  });

  it('gives SVG files that other programs read: well-formed, light on white, with the finding, and nothing from elsewhere', async () => {
    for (const figure of figures) {
      const text = drawFigure(figure, { format: 'svg' });
      const read = await page.evaluate((source) => {
        const root = new DOMParser().parseFromString(source, 'image/svg+xml').documentElement;
        return {
          name: root.nodeName,
          error: root.querySelector('parsererror')?.textContent,
          title: root.querySelector('title')?.textContent,
          ground: root.querySelector('rect')?.getAttribute('fill'),
          ids: [...root.querySelectorAll('[id]')].map(({ id }) => id),
        };
      }, text);
      expect(read).toMatchObject({ name: 'svg', error: undefined, ground: '#ffffff' });
      expect(new Set(read.ids).size).toBe(read.ids.length);
      expect(read.title).toContain(`Figure ${figure.number}. `);
      expect(read.title!.length).toBeGreaterThan(12 + (figure.finding ?? '').length / 2);
      expect(text).not.toMatch(
        /light-dark|var\(|<script|foreignObject|style="color-scheme|href="(?!data:|#)/,
      );
    }
  });

  it('gives the chosen view, and names it', async () => {
    const figure = figures.find(({ id }) => id === 'figure-8')!;
    await page.locator('#figure-8 .views').getByRole('button', { name: 'index' }).click();
    const { name, bytes } = await saved(buttonOf('figure-8', 'SVG'));
    expect(bytes.toString()).toBe(drawFigure(figure, { format: 'svg', view: 'index' }));
    expect(name).toBe('Figure 8, Cross-gain, index.svg');
    const csv = await saved(buttonOf('figure-8', 'CSV'));
    expect(csv.bytes.toString()).toBe(figureCsv(figure, { view: 'index' }));
    await page.locator('#figure-8 .views').getByRole('button', { name: 'codeword' }).click();
  });

  it.each(['light', 'dark'] as const)(
    'gives a picture of two pixels for one, light also where the page is %s',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      const svg = drawFigure(figures.find(({ id }) => id === 'figure-5')!, { format: 'svg' });
      const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number) as [
        number,
        number,
        number,
      ];
      const { name, bytes } = await saved(buttonOf('figure-5', 'PNG'));
      expect(name).toBe('Figure 5, Feature geometry.png');
      const seen = await page.evaluate(
        async (address) => {
          const image = new Image();
          image.src = address;
          await image.decode();
          const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
          const context = canvas.getContext('2d')!;
          context.drawImage(image, 0, 0);
          const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
          const colours = new Set<string>();
          let marked = 0;
          for (let at = 0; at < data.length; at += 4) {
            if (data[at]! + data[at + 1]! + data[at + 2]! < 600) marked += 1;
            if (at % 400 === 0) colours.add(data.slice(at, at + 4).join());
          }
          return {
            width: canvas.width,
            height: canvas.height,
            corner: [...data.slice(0, 4)],
            marked,
            colours: colours.size,
          };
        },
        `data:image/png;base64,${bytes.toString('base64')}`,
      );
      expect(seen).toMatchObject({ width: 2 * width, height: 2 * height, corner: [255, 255, 255, 255] });
      // Its text, its lines and its heatmap.
      expect(seen.marked).toBeGreaterThan(20_000);
      expect(seen.colours).toBeGreaterThan(50);
      await page.emulateMedia({ colorScheme: 'light' });
    },
  );

  it('gives tables: those with all digits as the command line does, others as they are shown', async () => {
    const quantities = await saved(
      page.locator('#quantities').getByRole('button', { name: 'CSV: Quantities' }),
    );
    expect(quantities.name).toBe('Quantities.csv');
    const rows = readTable(quantities.bytes.toString());
    if (inputs.quantities.status !== 'value') throw new Error('the fixture has quantities');
    const { mean, sd, seeds } = inputs.quantities.value['gain.positive'];
    expect(rows.find(({ id }) => id === 'gain.positive')).toMatchObject({
      mean: String(mean),
      sd: String(sd),
      'value.0': String(seeds[0]),
      'value.1': String(seeds[1]),
    });
    const claims = await saved(page.locator('#claims').getByRole('button', { name: /^CSV: Claims/ }));
    const verdicts = Object.fromEntries(
      readTable(claims.bytes.toString()).map((row) => [row['id'], row['verdict']]),
    );
    const { 'cross-check': _, ...expected } = readFacts(html)!.claims;
    expect(verdicts).toEqual(expected);

    const fold = page.locator('#figure-7 .numbers');
    await fold.locator('summary').click();
    const table = figures.find(({ id }) => id === 'figure-7')!.tables[0]!;
    const { name, bytes } = await saved(fold.getByRole('button', { name: /^CSV/ }).first());
    expect(name).toMatch(/^Figure 7, .*\.csv$/);
    const cells = readCsv(bytes.toString());
    expect(cells).toHaveLength(table.rows.length + 1);
    // `0.100 (0.667×)` and `0.133 ± 0.033 (0.501×)` are numbers, each in a column of its own.
    const printed = table.rows[0]!.slice(1).flatMap((cell) => cell.match(/[\d.]+/g) ?? []);
    expect(printed.length).toBeGreaterThan(table.columns.length);
    expect(cells[1]!.slice(1).filter((cell) => cell !== '')).toEqual(printed);
    expect(bytes.toString()).not.toMatch(/[−\u00a0\u2009\u202f]/);
  });

  it('copies the address of a figure, with what the address says of it, and how to cite it', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    const said = page.locator('#figure-4 .said');
    await buttonOf('figure-4', 'Link').click();
    await said.getByText('Copied: the address of the figure').waitFor();
    expect(await clipboard()).toBe(`${opened.address}#figure-4`);
    await page.evaluate(() => history.replaceState(null, '', '#figure-4?feature=7&order=index'));
    await buttonOf('figure-4', 'Link').click();
    await expect
      .poll(clipboard, { timeout: browserTimeout })
      .toBe(`${opened.address}#figure-4?feature=7&order=index`);
    await buttonOf('figure-5', 'Link').click();
    await page.locator('#figure-5 .said').getByText('Copied').waitFor();
    expect(await clipboard()).toBe(`${opened.address}#figure-5?feature=7&order=index`);

    const cite = buttonOf('figure-4', 'Cite');
    await cite.press('Enter');
    const box = page.locator('#figure-4-cite');
    await box.getByRole('button', { name: 'Copy BibTeX entry' }).click();
    await said.getByText('Copied: the BibTeX entry').waitFor();
    const { digest, version, title } = readFacts(html)!;
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    const entry = await clipboard();
    for (const part of [
      `@misc{superposition-${digest!.slice(0, 8)}-figure-4,`,
      title,
      `superposition ${version}`,
      digest!,
    ])
      expect(entry).toContain(part);
    expect(await box.locator('pre').first().textContent()).toContain(`sha256 ${digest}`);
    expect(await cite.getAttribute('aria-expanded')).toBe('true');
    await cite.press('Enter');
    expect(await box.count()).toBe(0);
  });

  it('shows the text selected in a field where the clipboard is closed', async () => {
    await page.evaluate(() =>
      Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }),
    );
    await buttonOf('figure-6', 'Link').click();
    await page.locator('#figure-6 .said').getByText('did not let the page copy').waitFor();
    const selected = await page.evaluate(() => {
      const field = document.activeElement as HTMLTextAreaElement;
      return field.value.slice(field.selectionStart, field.selectionEnd);
    });
    expect(selected).toBe(`${opened.address}#figure-6?feature=7&order=index`);
  });

  it('says so where the browser cannot make a file', async () => {
    await page.evaluate(() => {
      HTMLCanvasElement.prototype.toBlob = (callback) => {
        callback(null);
      };
    });
    await buttonOf('figure-1', 'PNG').click();
    await page.locator('#figure-1 .said').getByText('could not make the PNG file').waitFor();
    await page.reload();
  });

  it('is not there without a script, and has targets of 24 px that do not touch at 360 px', async () => {
    const still = await openTab(opened.browser, opened.address, { javaScriptEnabled: false });
    expect(await still.page.locator('.take, .take-table, .compare').count()).toBe(0);
    await still.context.close();
    await page.setViewportSize({ width: 360, height: 800 });
    const boxes = await page.locator('#figure-4 .actions').evaluate((actions) =>
      [...actions.querySelectorAll('button')].map((button) => {
        const { left, right, top, height } = button.getBoundingClientRect();
        return { left, right, top, height };
      }),
    );
    expect(boxes).toHaveLength(6);
    for (const { height } of boxes) expect(height).toBeGreaterThanOrEqual(24);
    expect(new Set(boxes.map(({ top }) => top)).size).toBe(1);
    for (const [index, { left }] of boxes.slice(1).entries())
      expect(left).toBeGreaterThanOrEqual(boxes[index]!.right - 1.01);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('does the same for figures of somebody else, and offers no drawing of what only Plotly draws', async () => {
    const panel = { kind: 'plot', id: 'a', summary: 'One.', width: 'full', aspect: 0.4, layout: {} } as const;
    const title = '=cmd|"x" <b>: a/b';
    const line = {
      title,
      panels: [
        { ...panel, title: 'P', traces: [{ type: 'scatter', y: new Float64Array([1, 0.1]) } as never] },
      ],
    };
    const pie = {
      title: 'Pie',
      panels: [{ ...panel, title: 'Q', traces: [{ type: 'pie', labels: ['u'], values: [3] } as const] }],
    };
    const words = { title: 'Words', caption: ['Nothing is drawn.'], panels: [] };
    const other = await openPage(htmlPage([line, pie, words]), {});
    const names = (id: string) => other.page.locator(`#${id} .take button`).allTextContents();
    expect(await names('figure-1')).toEqual(['SVG', 'PNG', 'CSV', 'Link', 'Cite']);
    expect(await names('figure-2')).toEqual(['CSV', 'Link', 'Cite']);
    expect(await names('figure-3')).toEqual(['Link', 'Cite']);
    const [download] = await Promise.all([
      other.page.waitForEvent('download'),
      other.page.locator('#figure-1 .take button').first().click(),
    ]);
    expect(download.suggestedFilename()).toBe('Figure 1, =cmd x b a b.svg');
    expect(readFileSync(await download.path(), 'utf8')).toBe(
      drawFigure({ ...line, number: 1 }, { format: 'svg' }),
    );
    expect(other.complaints).toEqual([]);
    await other.close();
  });
});
