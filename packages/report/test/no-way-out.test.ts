import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from './chromium.js';
import { fixtureHtml } from './fixture.js';
import { type OpenedPage, openPage, openTab } from './report-page.js';
import { type ServedPage, servePage } from './served-page.js';

const html = fixtureHtml({});

it('links only to places of its own', () => {
  const page = html.replace(/<script[\s\S]*?<\/script>/g, '');
  const addresses = [...page.matchAll(/\s(?:href|src|action|srcset|data|poster|ping|target)="([^"]*)"/g)];
  expect(addresses.length).toBeGreaterThan(100);
  const ids = new Set([...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => `#${id}`));
  for (const [, address] of addresses) {
    // The script of the page unpacks the tree of stages when a reader follows a link into it.
    if (address!.startsWith('data:image/png') || address!.startsWith('#stage-')) continue;
    expect(ids).toContain(address);
  }
});

describe.skipIf(chromiumPath === undefined)('the report', () => {
  let opened: OpenedPage;
  let served: ServedPage;
  beforeAll(async () => {
    opened = await openPage(html, { viewport: { width: 1000, height: 800 } });
    served = await servePage(html, "default-src 'self'; script-src 'none'");
  });
  afterAll(async () => {
    await opened?.close();
    served?.close();
  });

  it.each(['claims', 'quantities'])(
    'gives the numbers of the table of %s as programs read them',
    async (id) => {
      const rows = await opened.page.evaluate(copied, `#${id} table`);
      expect(rows.length).toBeGreaterThan(10);
      for (const row of rows) expect(row).not.toMatch(/[−\u00a0\u2009\u202f]/);
      const cells = rows.flatMap((row) => row.split('\t'));
      expect(cells.filter((cell) => Number.isFinite(Number(cell))).length).toBeGreaterThan(10);
    },
  );

  it('keeps the rows of a table that is copied, also on a phone, and reads each of its numbers', async () => {
    const { page } = opened;
    await page.setViewportSize({ width: 360, height: 800 });
    await page.evaluate(() => {
      const table = document.createElement('table');
      table.id = 'copied';
      table.className = 'stacking';
      table.innerHTML =
        '<tr><th><code>a</code><span class="definition">of <i>W</i><sub>in</sub></span></th><td>−0.5\u00a0±\u00a00.1</td><td>12\u202f345.6</td></tr>' +
        '<tr><th>b</th><td>−1.2\u00a0×\u00a010<sup>−5</sup></td><td>1234</td></tr>';
      document.querySelector('main')!.append(table);
    });
    expect(await page.evaluate(copied, '#copied')).toEqual([
      'a of Win\t-0.5 ± 0.1\t12345.6',
      'b\t-1.2e-5\t1234',
    ]);
    expect(await page.evaluate(copied, '#copied tr:last-child td')).toEqual(['-1.2e-5']);
    await page.evaluate(() => document.querySelector('#copied')!.remove());
    await page.setViewportSize({ width: 1000, height: 800 });
  });

  it('opens, asks and leaves nothing, whatever a reader clicks', async () => {
    const { page, complaints, address } = opened;
    await page.evaluate(() => {
      const left: string[] = [];
      Object.assign(window, { left, open: (to: unknown) => void left.push(`open ${String(to)}`) });
      for (const name of ['sendBeacon', 'share'])
        Object.defineProperty(navigator, name, { value: () => void left.push(name) });
      document.addEventListener('submit', () => left.push('submit'), true);
    });
    // A real pointer wakes what waits for one. It also clicks into Plotly, which takes no other clicks, and where a bar of
    // buttons would be.
    for (const plot of await page.locator('[data-plot]').all()) {
      await plot.scrollIntoViewIfNeeded();
      const { x, y, width, height } = (await plot.boundingBox())!;
      await page.mouse.click(x + width / 2, y + height / 2);
      await page.mouse.click(x + width - 14, y + 12);
    }
    const clicked = await page.evaluate(() => {
      let count = 0;
      // What a click adds is clicked, too. A drawing that a click renews never ends.
      for (let round = 0; round < 3; round++) {
        for (const element of document.querySelectorAll('body *:not([data-clicked], .live *)')) {
          (element as HTMLElement).dataset['clicked'] = '';
          element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 }));
          count += 1;
        }
      }
      return count;
    });
    expect(clicked).toBeGreaterThan(1_000);
    expect(await page.evaluate(() => (window as unknown as { left: string[] }).left)).toEqual([]);
    expect(page.url().split('#')[0]).toBe(address);
    expect(complaints.filter((complaint) => /^(request|navigation|window): /.test(complaint))).toEqual([]);
  });

  it.each(['a browser without scripts', 'a server that forbids them'])(
    'shows everything in %s',
    async (where) => {
      const isServed = where.startsWith('a server');
      const { context, page, complaints } = await openTab(
        opened.browser,
        isServed ? served.address : opened.address,
        {
          javaScriptEnabled: isServed,
          viewport: { width: 768, height: 900 },
        },
      );
      const notices = page.locator('.without-scripts');
      // One at the top, and one where the page would train.
      expect(await notices.count()).toBe(2);
      for (const notice of await notices.all()) {
        expect(await notice.isVisible()).toBe(true);
        expect(await notice.textContent()).toContain('does not run');
      }
      const drawn = await page
        .locator('[data-plot] .drawing')
        .evaluateAll((plots) =>
          plots.map(
            (plot) =>
              [...plot.querySelectorAll(':scope > svg:not(.images)')].filter(
                (svg) => svg.getBoundingClientRect().height > 50,
              ).length,
          ),
        );
      expect(drawn.length).toBeGreaterThan(10);
      expect(new Set(drawn)).toEqual(new Set([1]));
      const figure = page.locator('#figure-5');
      expect(await figure.locator('summary').count()).toBe(3);
      await figure.locator('.definitions summary').click();
      expect(await figure.locator('.definitions li').first().isVisible()).toBe(true);
      // The browser says that it was forbidden something; it asks for nothing.
      expect(complaints.filter((complaint) => !complaint.startsWith('error: '))).toEqual([]);
      await context.close();
    },
  );
});

/** The lines that copying an element gives. This function runs in the page, so it uses nothing from here. */
function copied(selector: string): string[] {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(selector)!);
  const selection = document.getSelection()!;
  selection.removeAllRanges();
  selection.addRange(range);
  const event = new ClipboardEvent('copy', {
    clipboardData: new DataTransfer(),
    bubbles: true,
    cancelable: true,
  });
  document.dispatchEvent(event);
  return event.clipboardData!.getData('text/plain').split('\n');
}
