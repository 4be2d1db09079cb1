import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlotPanel } from '../src/figure.js';
import { listOf } from '../src/svg/values.js';
import { browserTimeout } from './chromium.js';
import { type Firefox, firefoxPath, launchFirefox } from './firefox.js';
import { figuresOfFixture } from './fixture-figures.js';
import { isAllDrawn } from './page-looks.js';
import { drawnPlots, pixelBy } from './pick-places.js';
import { digestOfTraining, digestsInWorkers, trainingPage, workerScript } from './training-page.js';

if (firefoxPath === undefined) {
  process.stderr.write(
    '\nSKIPPED: the report was not tested in Firefox, because no firefox-esr or firefox is on the PATH.\n\n',
  );
}

it.runIf(process.env['CI'])('has a Firefox to test in', () => {
  expect(firefoxPath).toBeDefined();
});

describe.skipIf(firefoxPath === undefined)(
  'the report in Firefox, in dark and enlarged to twice its size',
  () => {
    let firefox: Firefox;
    beforeAll(async () => {
      const file = join(mkdtempSync(join(tmpdir(), 'superposition-page-')), 'report.html');
      writeFileSync(file, trainingPage());
      firefox = await launchFirefox(true);
      await firefox.open(pathToFileURL(file).href);
    });
    afterAll(() => firefox?.close());

    it.each([360, 768, 1440])('shows every figure at %i px, and scrolls to no side', async (width) => {
      await firefox.resize(width, 900);
      await firefox.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      await expect.poll(() => firefox.evaluate(isAllDrawn), { timeout: browserTimeout }).toBe(true);
      const seen = await firefox.evaluate(() => {
        const blank = [...document.querySelectorAll('[data-plot]')].filter(
          (plot) =>
            ![...plot.querySelectorAll('svg:not(:empty)')].some(
              (svg) => svg.getBoundingClientRect().height > 50,
            ),
        );
        return {
          devicePixelRatio,
          innerWidth,
          scrollWidth: document.documentElement.scrollWidth,
          plots: document.querySelectorAll('[data-plot]').length,
          blank: blank.map((plot) => plot.getAttribute('data-plot')),
          isNoticeShown: document.querySelector('.without-scripts')!.checkVisibility(),
        };
      });
      expect(seen).toMatchObject({ devicePixelRatio: 2, innerWidth: width, blank: [], isNoticeShown: false });
      expect(seen.scrollWidth).toBeLessThanOrEqual(width);
      expect(seen.plots).toBeGreaterThan(10);
    });

    it('trains to the bytes of the engine, and verifies the model of the report', async () => {
      const order = {
        config: {
          model: { features: 30, neurons: 7, init: { kind: 'xavier-uniform', scale: 0.01 } },
          data: { activeProbability: 0.1 },
          training: { steps: 60, batchSize: 100, learningRate: 0.01, lossExponent: 2.5, schedule: 'cosine' },
        },
        seed: 5,
      } as const;
      expect(await firefox.evaluate(digestsInWorkers, workerScript(), JSON.stringify([order]))).toEqual([
        digestOfTraining(order),
      ]);
      await firefox.evaluate(() => document.querySelector<HTMLElement>('[name=verify]')!.click());
      const verified = () => firefox.evaluate(() => document.querySelector('[data-verified]')!.textContent);
      await expect.poll(verified, { timeout: browserTimeout }).toMatch(/^The same model, to the last bit: /);
    });

    it.each([390, 768, 1440])('lights up a picked feature on its dot at %i px', async (width) => {
      await firefox.resize(width, 900);
      await firefox.evaluate(
        (feature) =>
          new Promise<void>((resolve) => {
            const field = document.querySelector<HTMLInputElement>('.pick-field input')!;
            field.value = feature!;
            field.dispatchEvent(new Event('input'));
            const look = () => {
              const label = document.querySelector('#figure-9 svg.picked text');
              if (label?.textContent === feature) resolve();
              else requestAnimationFrame(look);
            };
            look();
          }),
        String(width % 7),
      );
      await expect.poll(() => firefox.evaluate(isAllDrawn), { timeout: browserTimeout }).toBe(true);
      const { marks, dots, label } = (await firefox.evaluate(drawnPlots))['figure-1 strips']!;
      expect([marks.length, label]).toEqual([1, String(width % 7)]);
      const middle = [
        (marks[0]!.left + marks[0]!.right) / 2,
        (marks[0]!.top + marks[0]!.bottom) / 2,
      ] as const;
      const [onIt] = dots.filter(([x, y]) => Math.hypot(x - middle[0], y - middle[1]) < 0.6);
      expect(onIt).toBeDefined();
      const strips = figuresOfFixture().find(({ id }) => id === 'figure-1')!.panels[0] as PlotPanel;
      const { trace, at } = strips.traces.flatMap((each) => {
        const found = (listOf(each.meta?.features) ?? []).indexOf(width % 7);
        return found === -1 ? [] : [{ trace: each, at: found }];
      })[0]!;
      const { x } = (await firefox.evaluate(drawnPlots))['figure-1 strips']!;
      expect(middle[0]).toBeCloseTo(pixelBy(x)(Number(listOf(trace['x'])![at])), 0);
    });

    it('has the colours of the dark scheme, and of the one that the reader chooses', async () => {
      const ground = () => firefox.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect(await ground()).toBe('rgb(20, 22, 26)');
      await firefox.evaluate(() =>
        document.querySelector<HTMLElement>('.scheme-switch [value=light]')!.click(),
      );
      expect(await ground()).toBe('rgb(252, 251, 247)');
    });

    it('copies cells that are chosen one by one as rows and columns', async () => {
      const copied = await firefox.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
        const rows = [...document.querySelectorAll('figure table tbody tr')].slice(0, 2);
        const selection = getSelection()!;
        selection.removeAllRanges();
        for (const row of rows)
          for (const cell of [...row.children].slice(0, 2)) {
            const range = document.createRange();
            range.selectNode(cell);
            selection.addRange(range);
          }
        // A text of an event of our own cannot be read again in Firefox, so we listen to what is set.
        let text = '';
        const set = DataTransfer.prototype.setData;
        DataTransfer.prototype.setData = function (format: string, data: string) {
          text = data;
          set.call(this, format, data);
        };
        const event = new ClipboardEvent('copy', {
          clipboardData: new DataTransfer(),
          bubbles: true,
          cancelable: true,
        });
        document.body.dispatchEvent(event);
        DataTransfer.prototype.setData = set;
        return { ranges: selection.rangeCount, text, has: event.clipboardData !== null };
      });
      expect(copied.ranges).toBe(4);
      expect(copied.text.split('\n').map((line) => line.split('\t').length)).toEqual([2, 2]);
    });
  },
);
