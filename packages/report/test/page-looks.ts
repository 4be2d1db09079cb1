import type { Page } from 'playwright-core';

/** The pixels by which the content is wider than the window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** The widths of the drawings that each plot shows: one, if all is well. */
export function shownDrawingsOf(page: Page): Promise<number[][]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[data-plot] .drawing')].map((drawing) =>
      [...drawing.querySelectorAll(':scope > svg:not(.images)')]
        .map((svg) => Math.round(svg.getBoundingClientRect().width))
        .filter((width) => width > 0),
    ),
  );
}

/** Whether all is laid out and no plot that the page shows lacks its drawing. It runs in the page, so it uses nothing from here. */
export function isAllDrawn(): boolean {
  if (document.documentElement.dataset['scripted'] === 'top') return false;
  return [...document.querySelectorAll('.drawing > svg[data-later]:empty')].every(
    (place) => place.getClientRects().length === 0,
  );
}

/** Waits for it. The script draws for narrow screens when the browser has time. */
export async function allDrawn(page: Page): Promise<void> {
  await page.waitForFunction(isAllDrawn);
}

/** Presses the button of each of these figures that lets Plotly take over. */
export async function exploreIn(page: Page, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await page.locator(`#${id} .explore`).click();
    await page.waitForSelector(`#${id}[data-explored=""]`);
  }
}

/** The figures that Plotly can take over. A figure may have nothing to draw, such as the angles of one direction. */
export function explorable(page: Page): Promise<string[]> {
  return idsOf(page, '[data-figure]:has(.explore)');
}

/** The ids of elements, in the order of the page. */
export function idsOf(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((all) => all.map(({ id }) => id));
}
