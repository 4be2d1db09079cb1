import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Firefox, firefoxPath, launchFirefox } from './firefox.js';
import { fixtureHtml } from './fixture.js';

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
      writeFileSync(file, fixtureHtml({}));
      firefox = await launchFirefox(true);
      await firefox.open(pathToFileURL(file).href);
    });
    afterAll(() => firefox?.close());

    it.each([360, 768, 1440])('shows every figure at %i px, and scrolls to no side', async (width) => {
      await firefox.resize(width, 900);
      const seen = await firefox.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
        const blank = [...document.querySelectorAll('[data-plot]')].filter(
          (plot) => ![...plot.querySelectorAll('svg')].some((svg) => svg.getBoundingClientRect().height > 50),
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
