import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from './chromium.js';
import { fixtureHtml } from './fixture.js';
import { allDrawn } from './page-looks.js';
import { type OpenedPage, openPage } from './report-page.js';

describe.skipIf(chromiumPath === undefined)('a page that is laid out in parts', () => {
  let opened: OpenedPage;
  let browser: Browser;
  beforeAll(async () => {
    opened = await openPage(fixtureHtml({}));
    browser = opened.browser;
  });
  afterAll(() => opened?.close());

  /** How the parts of the sections are laid out when the mark of the page changes, for the two times that a page is opened. */
  async function marksAt(address: string): Promise<readonly (readonly (readonly string[])[])[]> {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(() => {
      const marks: string[][] = [];
      Object.assign(window, { marks });
      new MutationObserver(() => {
        const { scripted } = document.documentElement.dataset;
        const parts = [...document.querySelectorAll('main > section > *')];
        marks.push([scripted!, ...new Set(parts.map((part) => getComputedStyle(part).contentVisibility))]);
      }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-scripted'] });
    });
    const marks = async () => {
      await allDrawn(page);
      return page.evaluate(() => (window as unknown as { marks: string[][] }).marks);
    };
    await page.goto(address);
    const first = await marks();
    await page.reload();
    const again = await marks();
    expect(await page.locator('main > section > [style]').count()).toBe(0);
    await page.close();
    return [first, again];
  }

  it('leaves out what its reader does not see yet, until it is read', async () => {
    // After a reload, the browser goes to where the reader was.
    expect(await marksAt(opened.address)).toEqual([[['top'], ['', 'visible']], [['']]]);
  });

  it('leaves nothing out on paper', async () => {
    const { page } = opened;
    const shown = () =>
      page.evaluate(() => {
        const { dataset } = document.documentElement;
        dataset['scripted'] = 'top';
        const part = document.querySelector('main > section > figure')!;
        const { contentVisibility } = getComputedStyle(part);
        dataset['scripted'] = '';
        return contentVisibility;
      });
    expect(await shown()).toBe('auto');
    await page.emulateMedia({ media: 'print' });
    expect(await shown()).toBe('visible');
    await page.emulateMedia({ media: null });
  });

  it('is laid out at once where the address names a place', async () => {
    expect(await marksAt(`${opened.address}#figure-7`)).toEqual([[['']], [['']]]);
  });
});
