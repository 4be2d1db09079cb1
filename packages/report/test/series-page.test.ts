import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { type SeriesReport, seriesPage } from '../src/page/series-page.js';
import { readSeriesStyle } from '../src/read-assets.js';
import { axeSource, violations } from './axe.js';
import { browserTimeout, chromiumPath, launchChromium } from './chromium.js';

const hostile = `<img src=x onerror=alert(1)>"'&</style><script>`;

function reportOf(steps: number, gain: number, cosine: number): SeriesReport {
  return {
    settings: { 'training.steps': steps, 'sweeps.neurons.values': [steps, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
    file: `${hostile.replace('/', '')}#?%.steps=${steps}.html`,
    facts: {
      quantities: {
        'gain.positive': { mean: gain, sd: 0.01, seeds: 4 },
        'cosine.meanAbs': { mean: cosine, sd: 0.1, seeds: 4 },
        'mse.active': { mean: 0.1, sd: 0.01, seeds: 4 },
        'zero.mse.active': { mean: gain / 3, sd: 0, seeds: 4 },
      },
      claims: { same: 'agrees', other: gain > 0.3 ? 'agrees' : 'disagrees' },
    },
  };
}

const reports = [
  reportOf(500, 0.2, 0.3),
  { ...reportOf(1000, 0.4, 0.31), problem: '2 stages failed.' },
  { settings: reportOf(2000, 0, 0).settings, file: 'none.html', problem: hostile },
];
const page = seriesPage({ title: hostile, reports, common: { 'report.other': hostile } }, readSeriesStyle());

it('escapes what it shows, and links to each report that there is', () => {
  expect(page).not.toMatch(/<(img|script)/);
  const links = Array.from(page.matchAll(/href="([^"]*)"/g), ([, address]) => address!);
  expect(links.map((address) => decodeURIComponent(address).replaceAll('&#39;', "'"))).toEqual(
    reports.slice(0, 2).map(({ file }) => `./${file}`),
  );
  expect(page.match(/No report\./g)).toHaveLength(1);
  expect(page.match(/Incomplete\./g)).toHaveLength(1);
});

it('names first what differs most for its standard error, and the claims with another verdict', () => {
  const after = page.slice(page.indexOf('What differs'));
  const ids = Array.from(after.matchAll(/<tr><th scope="row"><code>(.*?)<\/code>/g), ([, id]) => id);
  expect(ids).toEqual(['gain.positive', 'cosine.meanAbs', 'zero.mse.active', 'other']);
  // (0.4 − 0.2) / √(0.01²/4 + 0.01²/4)
  expect(after).toMatch(/<code>gain\.positive<\/code>.*<td class="number">28\.3<\/td><\/tr>/);
});

it.skipIf(chromiumPath === undefined)(
  'fits a narrow screen, in both schemes, without a request',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'superposition-series-'));
    const file = join(folder, 'report.html');
    writeFileSync(file, page);
    const browser = await launchChromium();
    try {
      const tab = await browser.newPage({ viewport: { width: 360, height: 700 } });
      tab.setDefaultTimeout(browserTimeout);
      const complaints: string[] = [];
      tab.on('console', (message) => complaints.push(message.text()));
      tab.on('request', (request) => complaints.push(request.url()));
      const colours: string[] = [];
      for (const colorScheme of ['light', 'dark'] as const) {
        await tab.emulateMedia({ colorScheme });
        await tab.goto(pathToFileURL(file).href);
        colours.push(await tab.evaluate(() => getComputedStyle(document.body).backgroundColor));
        await tab.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        await tab.evaluate(axeSource());
        for (const width of [360, 1200]) {
          await tab.setViewportSize({ width, height: 700 });
          expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
          expect(await tab.evaluate(violations, false)).toEqual([]);
        }
      }
      expect(new Set(colours).size).toBe(2);
      expect(complaints).toEqual([pathToFileURL(file).href, pathToFileURL(file).href]);
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true });
    }
  },
);
