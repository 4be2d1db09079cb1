import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeSource, violations } from './axe.js';
import { chromiumPath } from './chromium.js';
import { type Firefox, firefoxPath, launchFirefox } from './firefox.js';
import { fixtureHtml } from './fixture.js';
import { type OpenedPage, openPage } from './report-page.js';

const exponents = { sweeps: { lossExponent: { values: [1.5, 2, 3, 4], seeds: 1 } } };

describe.skipIf(chromiumPath === undefined)('the top of the page and its contents', () => {
  let opened: OpenedPage;
  beforeAll(async () => {
    opened = await openPage(fixtureHtml(exponents), { viewport: { width: 1440, height: 900 } });
  });
  afterAll(() => opened?.close());
  afterEach(() => expect(opened.complaints.splice(0)).toEqual([]));

  it('moves the slider by keyboard, and shows the gains, words and numbers of that exponent', async () => {
    const { page } = opened;
    const slider = page.locator('#figure-gains').getByRole('slider', { name: 'Loss exponent q' });
    const state = () =>
      page.evaluate(() => {
        const panel = document.querySelector('#figure-gains .panel:last-child')!;
        const shown = [...panel.querySelectorAll<HTMLElement>('[data-view]')].filter(({ hidden }) => !hidden);
        const drawing = panel.querySelector('.drawing')!;
        return {
          titles: shown.map((head) => head.querySelector('h4')!.textContent),
          chosen: document.querySelectorAll('.view-slider [data-chosen=true]').length,
          drawn: drawing.querySelector('svg.wide .trace')!.innerHTML,
          label: drawing.getAttribute('aria-label')!,
          value: document.querySelector('.view-slider input')!.getAttribute('aria-valuetext')!,
        };
      });
    const before = await state();
    expect(before).toMatchObject({ titles: ['Trained on |error|4'], chosen: 2 });
    expect(before.value).toMatch(/^q = 4: .*sum of gains/);
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(
      (drawn) =>
        document.querySelector('#figure-gains .panel:last-child svg.wide .trace')!.innerHTML !== drawn,
      before.drawn,
    );
    const after = await state();
    expect(after).toMatchObject({ titles: ['Trained on |error|3'], chosen: 2 });
    expect(after.value).toMatch(/^q = 3: /);
    expect(after.label).toMatch(/^Gains of 12 features in descending order/);
    await page.keyboard.press('Home');
    expect(await slider.inputValue()).toBe('0');
    expect((await state()).titles).toEqual(['Trained on |error|1.5']);
    await page.keyboard.press('End');
    await page.waitForFunction(
      (drawn) =>
        document.querySelector('#figure-gains .panel:last-child svg.wide .trace')!.innerHTML === drawn,
      before.drawn,
    );
    expect(await page.locator('#figure-gains [data-live]').count()).toBe(0);
  });

  it('follows the slider also where Plotly has taken over', async () => {
    const { page } = opened;
    await page.locator('#figure-gains .explore').click();
    await page.waitForSelector('#figure-gains .panel:last-child [data-live]');
    await page.locator('#figure-gains').getByRole('slider').focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(() => {
      const plot = document.querySelector('#figure-gains .panel:last-child .live') as unknown as {
        readonly data: readonly { readonly name?: string }[];
      };
      return plot.data[0]?.name === 'q = 3';
    });
    await page.keyboard.press('End');
  });

  it('marks the part that is looked at in the contents', async () => {
    const { page } = opened;
    const current = () =>
      page.evaluate(() => document.querySelector('.contents [aria-current]')?.textContent);
    expect(await current()).toBe('Question');
    await page.evaluate(() => document.getElementById('how')!.scrollIntoView({ behavior: 'instant' }));
    await page.waitForFunction(
      () => document.querySelector('.contents [aria-current]')?.textContent === 'How it does it',
    );
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await page.waitForFunction(
      () => document.querySelector('.contents [aria-current]')?.textContent === 'Question',
    );
  });

  it('keeps the line of that part in sight where the contents are longer than the screen', async () => {
    const { page } = opened;
    await page.setViewportSize({ width: 1440, height: 500 });
    const line = () =>
      page.evaluate(() => {
        const list = document.querySelector('.contents')!;
        const [frame, here] = [list, list.querySelector('[aria-current]')!].map((each) =>
          each.getBoundingClientRect(),
        );
        return {
          isCut: list.scrollHeight > list.clientHeight,
          isSeen: here!.top >= frame!.top && here!.bottom <= frame!.bottom,
          page: Math.round(scrollY),
        };
      });
    await page.evaluate(() => document.getElementById('appendix')!.scrollIntoView({ behavior: 'instant' }));
    await page.waitForFunction(
      () => document.querySelector('.contents [aria-current]')?.textContent === 'Appendix',
    );
    const before = await page.evaluate(() => Math.round(scrollY));
    expect(await line()).toEqual({ isCut: true, isSeen: true, page: before });
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await page.waitForFunction(
      () => document.querySelector('.contents [aria-current]')?.textContent === 'Question',
    );
    expect(await line()).toEqual({ isCut: true, isSeen: true, page: 0 });
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('folds the contents on a phone, and has them in sight elsewhere', async () => {
    const { page } = opened;
    const isShown = () => page.locator('.contents > ol').isVisible();
    const fold = page.locator('.contents-fold > summary');
    expect([await isShown(), await fold.isVisible()]).toEqual([true, false]);
    await page.setViewportSize({ width: 390, height: 800 });
    expect([await isShown(), await fold.isVisible()]).toEqual([false, true]);
    await fold.focus();
    await page.keyboard.press('Enter');
    expect(await isShown()).toBe(true);
    await page.keyboard.press('Enter');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('leads from a word to its meaning, and from the answer to the reason', async () => {
    const { page } = opened;
    const leads = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLAnchorElement>('a.term, .answer a')].map(
        ({ hash, textContent }) => [textContent, document.getElementById(hash.slice(1)) !== null] as const,
      ),
    );
    expect(leads.length).toBeGreaterThan(20);
    expect(leads.filter(([, isThere]) => !isThere)).toEqual([]);
    const once = await page.evaluate(() =>
      [...document.querySelectorAll('main > section')].flatMap((section) => {
        const hashes = [...section.querySelectorAll<HTMLAnchorElement>('a.term')].map(({ hash }) => hash);
        return hashes.filter((hash, index) => hashes.indexOf(hash) !== index);
      }),
    );
    expect(once).toEqual([]);
  });

  it.each(
    ([360, 768, 1440] as const).flatMap((width) =>
      (['light', 'dark'] as const).map((scheme) => [width, scheme] as const),
    ),
  )('has no violation of WCAG 2.2 AA with the slider at %i px in %s', async (width, colorScheme) => {
    const { page } = opened;
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axeSource());
    expect(await page.evaluate(violations, colorScheme === 'dark')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
});

describe.skipIf(chromiumPath === undefined)('the top of the page without a script', () => {
  it('has the question, the answer, all small charts and the equations, and no slider', async () => {
    const { page, close } = await openPage(fixtureHtml(exponents), {
      viewport: { width: 1440, height: 900 },
      javaScriptEnabled: false,
    });
    const seen = async (selector: string) => {
      const all = await page.locator(selector).all();
      return (await Promise.all(all.map((each) => each.isVisible()))).filter(Boolean).length;
    };
    expect(await seen('.view-slider svg')).toBe(4);
    expect(await seen('.view-slider input')).toBe(0);
    expect(await seen('#set-up math')).toBeGreaterThan(4);
    expect(await seen('.contents > ol')).toBe(1);
    expect(await seen('.network svg')).toBe(1);
    expect(await seen('#figure-gains .drawing > svg')).toBe(3);
    await close();
  });
});

describe.skipIf(firefoxPath === undefined)('the top of the page in Firefox', () => {
  let firefox: Firefox;
  beforeAll(async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'superposition-page-')), 'report.html');
    writeFileSync(file, fixtureHtml(exponents));
    firefox = await launchFirefox(false);
    await firefox.open(pathToFileURL(file).href);
  });
  afterAll(() => firefox?.close());

  it('sets formulas as mathematics, and follows the slider', async () => {
    const seen = await firefox.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('.view-slider input')!;
      input.valueAsNumber = 0;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      const fraction = document.querySelector('#set-up mfrac')!.getBoundingClientRect();
      return {
        title: [...document.querySelectorAll<HTMLElement>('#figure-gains [data-view]')]
          .find(({ hidden }) => !hidden)!
          .querySelector('h4')!.textContent,
        isStacked: fraction.height > 30,
        slider: input.getBoundingClientRect().width > 200,
      };
    });
    expect(seen).toEqual({ title: 'Trained on |error|1.5', isStacked: true, slider: true });
  });
});
