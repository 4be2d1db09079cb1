import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeSource, violations } from './axe.js';
import { chromiumPath } from './chromium.js';
import { fixtureHtml } from './fixture.js';
import { type OpenedPage, openPage } from './report-page.js';

describe.skipIf(chromiumPath === undefined)(
  'the report for readers with other eyes, hands and screens',
  () => {
    let opened: OpenedPage;
    beforeAll(async () => {
      opened = await openPage(fixtureHtml({}), {
        viewport: { width: 1440, height: 900 },
        reducedMotion: 'reduce',
      });
    });
    afterAll(() => opened?.close());
    afterEach(() => expect(opened.complaints.splice(0)).toEqual([]));

    describe('with every fold open', () => {
      beforeAll(async () => {
        const { page } = opened;
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        await page.evaluate(axeSource());
        // The line with the numbers of a pick, and its marks, are there too.
        await page.locator('.pick-field input').evaluate((field: HTMLInputElement) => {
          // Not by typing: the keyboard has not been used yet.
          field.value = '7';
          field.dispatchEvent(new Event('input'));
        });
        await page.waitForSelector('#figure-9 svg.picked');
      });

      afterAll(async () => {
        await opened.page.keyboard.press('Escape');
        await opened.page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = false;
        });
      });

      // 720 and 320 px are what a reader has left of 1440 and 1280 who enlarges the page to 200 % and 400 %.
      it.each([320, 360, 720, 768, 1020, 1239, 1240, 1440])(
        'fits %i px without a horizontal scroll, and cuts off no text',
        async (width) => {
          const { page } = opened;
          await page.setViewportSize({ width, height: 900 });
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
          expect(await page.evaluate(outOfPlace)).toEqual([]);
        },
      );

      it.each(
        ([360, 768, 1440] as const).flatMap((width) =>
          (['light', 'dark'] as const).map((scheme) => [width, scheme] as const),
        ),
      )('has no violation of WCAG 2.2 AA at %i px in %s', async (width, colorScheme) => {
        const { page } = opened;
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        expect(await page.evaluate(violations, colorScheme === 'dark')).toEqual([]);
      });
    });

    it('moves nothing for readers who ask for less motion', async () => {
      const { page } = opened;
      const moving = await page.evaluate(
        () =>
          [...document.querySelectorAll('*')].filter((element) => {
            const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
            return transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior !== 'auto';
          }).length,
      );
      expect(moving).toBe(0);
    });

    it('lets the keyboard reach everything that can be used, in the order of reading and with a visible focus', async () => {
      const { page } = opened;
      await page.setViewportSize({ width: 768, height: 900 });
      const wanted = await page.evaluate(tabStops);
      expect(wanted.length).toBeGreaterThan(60);
      const reached: string[] = [];
      for (let stop = 0; stop < wanted.length; stop++) {
        await page.keyboard.press('Tab');
        const { name, outline, isInView } = await page.evaluate(focused);
        reached.push(name);
        expect([name, outline, isInView]).toEqual([name, '2px solid', true]);
      }
      expect(reached).toEqual(wanted);
      await page.keyboard.press('Tab');
      // There is no trap: the page gives the focus back to the browser.
      expect(wanted.slice(1)).not.toContain((await page.evaluate(focused)).name);
    });

    it('opens and closes its folds and presses its buttons from the keyboard', async () => {
      const { page } = opened;
      const fold = page.locator('#figure-5 .definitions');
      await fold.locator('summary').focus();
      await page.keyboard.press('Enter');
      expect(await fold.getAttribute('open')).not.toBeNull();
      await page.keyboard.press('Space');
      expect(await fold.getAttribute('open')).toBeNull();
      const dark = page.getByRole('button', { name: 'dark' });
      await dark.focus();
      await page.keyboard.press('Space');
      expect(await dark.getAttribute('aria-pressed')).toBe('true');
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
        'rgb(20, 22, 26)',
      );
      await page.getByRole('button', { name: 'auto' }).click();
    });

    it('keeps figures and buttons visible where the system chooses the colours', async () => {
      const { page } = opened;
      await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
      const seen = await page.evaluate(() => {
        const style = (selector: string) => getComputedStyle(document.querySelector(selector)!);
        const [pressed, other] = ['true', 'false'].map((state) =>
          style(`.scheme-switch button[aria-pressed=${state}]`),
        ) as [CSSStyleDeclaration, CSSStyleDeclaration];
        return {
          isPressedTold: pressed.backgroundColor !== other.backgroundColor,
          border: other.borderTopStyle,
          figure: style('#figure-1 .plot').backgroundColor,
          small: style('.multiples').backgroundColor,
          paper: style('.error-card, .plot').getPropertyValue('--paper'),
          shape: style('.verdict-shape').stroke !== style('body').backgroundColor,
        };
      });
      expect(seen).toMatchObject({
        isPressedTold: true,
        border: 'solid',
        figure: 'rgb(252, 251, 247)',
        small: 'rgb(252, 251, 247)',
        shape: true,
      });
      await page.emulateMedia({ forcedColors: 'none' });
    });
  },
);

/** What can be focused, in the order of the document. These functions run in the page, so they use nothing from here. */
function tabStops(): string[] {
  return [
    ...document.querySelectorAll<HTMLElement>('a[href], button:enabled, summary, input, [tabindex="0"]'),
  ]
    .filter((element) => element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }))
    .map((element, index) => {
      element.dataset['stop'] = `${index} ${element.localName} ${element.textContent!.slice(0, 30)}`;
      return element.dataset['stop'];
    });
}

function focused(): { name: string; outline: string; isInView: boolean } {
  const element = document.activeElement as HTMLElement;
  const { outlineWidth, outlineStyle } = getComputedStyle(element);
  const { top, bottom } = element.getBoundingClientRect();
  return {
    name: element.dataset['stop'] ?? element.localName,
    outline: `${outlineWidth} ${outlineStyle}`,
    isInView: bottom > 0 && top < innerHeight,
  };
}

/** Texts that reach out of the page or of the part that holds them, except where this part scrolls. */
function outOfPlace(): string[] {
  return [...document.querySelectorAll<HTMLElement>('main *, aside *')]
    .filter((element) => {
      if (element.closest('.table-scroll, pre, svg, .live, .skip') !== null) return false;
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.right > innerWidth + 0.5 || box.left < -0.5);
    })
    .map((element) => `${element.localName}.${element.className} ${element.textContent!.slice(0, 40)}`);
}
