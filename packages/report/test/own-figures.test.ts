import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlPage, type OwnFigure } from '../src/index.js';
import { packedPlotly } from '../src/page/packed.js';
import { browserTimeout, chromiumPath, launchChromium } from './chromium.js';

const panel = {
  kind: 'plot',
  id: 'a',
  title: 'A',
  summary: 'a',
  width: 'full',
  aspect: 0.5,
  layout: {},
} as const;
const drawn: OwnFigure = {
  title: 'Drawn',
  panels: [{ ...panel, traces: [{ type: 'scatter', y: [1, 3, 2], meta: { $: 'mine' } as never }] }],
};
const views = { title: 'Only', options: [{ id: 'only', label: 'only' }] };
const left: OwnFigure = {
  title: 'Left to Plotly',
  views,
  panels: [{ ...panel, traces: [], views: { only: [{ type: 'scatter', y: [1, 3, 2], stackgroup: 'one' }] } }],
};

describe.skipIf(chromiumPath === undefined)('figures of one’s own', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'superposition-own-')), 'page.html');
    writeFileSync(file, htmlPage([drawn, left]));
    browser = await launchChromium();
    page = await browser.newPage();
    page.setDefaultTimeout(browserTimeout);
    // The data of the figures cannot be unpacked the first two times: for the second figure and the first touch.
    await page.addInitScript(() => {
      const Real = DecompressionStream;
      let fails = true;
      Object.assign(globalThis, {
        allowUnpacking: () => {
          fails = false;
        },
        DecompressionStream: class {
          constructor(format: CompressionFormat) {
            if (fails) throw new TypeError('unpacking failed.');
            // biome-ignore lint/correctness/noConstructorReturn: it stands for the real one
            return new Real(format);
          }
        },
      });
    });
    await page.goto(pathToFileURL(file).href);
  });
  afterAll(() => browser?.close());

  it('tell a failure, and are explored at the next touch', async () => {
    const figure = page.locator('#figure-1');
    await figure.locator('.explore').click();
    expect(await figure.locator('.failure').textContent()).toContain('unpacking failed. Touch it again');
    await page.evaluate(() => (globalThis as unknown as { allowUnpacking(): void }).allowUnpacking());
    await figure.locator('.explore').click();
    await page.waitForSelector('#figure-1[data-explored=""]');
    expect(await figure.locator('.failure').count()).toBe(0);
    expect(await figure.locator('.live path.js-line').count()).toBe(1);
  });

  it('are drawn by Plotly where they have no drawing, also with one view and no buttons', async () => {
    const figure = page.locator('#figure-2');
    await figure.locator('.explore').click();
    await page.waitForSelector('#figure-2[data-explored=""]');
    expect(await figure.locator('.live path.js-line').count()).toBe(1);
  });
});

it('have a policy that allows Plotly as a browser unpacks it, without a byte order mark', () => {
  expect(packedPlotly('\ufeffvoid 0')).toEqual(packedPlotly('void 0'));
});
