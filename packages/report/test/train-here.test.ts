import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeSource, violations } from './axe.js';
import { browserTimeout, chromiumPath } from './chromium.js';
import { type OpenedPage, openPage, openTab } from './report-page.js';
import { type ServedPage, servePage } from './served-page.js';
import { digestOfTraining, digestsInWorkers, trainingPage, workerScript } from './training-page.js';

const settings = fc.record({
  config: fc.record({
    model: fc.record({
      features: fc.integer({ min: 1, max: 40 }),
      neurons: fc.integer({ min: 1, max: 12 }),
      init: fc.record({
        kind: fc.constantFrom('normal', 'kaiming-uniform', 'xavier-uniform', 'naive'),
        scale: fc.constantFrom(0, 0.01, 0.5),
      }),
    }),
    data: fc.record({ activeProbability: fc.constantFrom(0.001, 0.02, 0.3, 1) }),
    training: fc.record({
      steps: fc.integer({ min: 1, max: 150 }),
      batchSize: fc.integer({ min: 1, max: 300 }),
      learningRate: fc.constantFrom(0.003, 0.1, 10),
      lossExponent: fc.integer({ min: 3, max: 16 }).map((half) => half / 2),
      schedule: fc.constantFrom('cosine', 'constant'),
    }),
  }),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});

describe.skipIf(chromiumPath === undefined)('a training in the page', () => {
  let opened: OpenedPage;
  let served: ServedPage;
  beforeAll(async () => {
    const html = trainingPage();
    opened = await openPage(html, { viewport: { width: 1000, height: 800 } });
    served = await servePage(html);
  });
  afterAll(async () => {
    await opened?.close();
    served?.close();
  });

  const status = () => opened.page.locator('.training-status').textContent();
  const says = (words: string) =>
    opened.page.waitForFunction(
      (expected) => document.querySelector('.training-status')!.textContent!.includes(expected),
      words,
    );

  it('costs nothing before it is touched', async () => {
    expect(
      await opened.page.evaluate(() => document.querySelector('.training-views')!.checkVisibility()),
    ).toBe(false);
    expect(opened.page.workers()).toHaveLength(0);
  });

  it('gives the bytes of the report', async () => {
    const { page } = opened;
    const expected = (await page.locator('[data-model-digest]').textContent())!;
    expect(expected).toMatch(/^[0-9a-f]{64}$/);
    await page.click('[name=verify]');
    await page.waitForSelector('[data-verified]:not(:empty)');
    expect(await page.locator('[data-verified]').textContent()).toMatch(
      new RegExp(`^The same model, to the last bit: ${expected}`),
    );
    expect(await status()).toMatch(/^Trained 40 steps in /);
    for (const drawing of await page.locator('[data-live] svg').all())
      expect(await drawing.isVisible()).toBe(true);
    expect(await page.locator('[data-live] svg').count()).toBe(4);
  });

  it('gives the bytes of the engine for other settings, too', { timeout: browserTimeout }, async () => {
    const orders = fc.sample(settings, { numRuns: 40, seed: 16 }) as unknown as Parameters<
      typeof digestOfTraining
    >[0][];
    const given = [workerScript(), JSON.stringify(orders)].map((text) => JSON.stringify(text));
    const found = await opened.page.evaluate(`(${String(digestsInWorkers)})(${given.join()})`);
    expect(found).toEqual(orders.map(digestOfTraining));
  });

  it('shows the state that the slider stands at, by the keyboard', async () => {
    const { page } = opened;
    const slider = page.locator('#train-state');
    await slider.focus();
    await page.keyboard.press('Home');
    await page.waitForFunction(() => document.querySelector('.scrub-step')!.textContent === '0 of 40');
    expect(await slider.getAttribute('aria-valuetext')).toBe('0 of 40');
    const label = await page.locator('[data-live=gains]').getAttribute('aria-label');
    expect(label).toContain('before the first of 40 steps');
  });

  it('keeps sliders and fields together, and trains what the fields say', async () => {
    const { page } = opened;
    await page.getByLabel('features n, slider').focus();
    await page.keyboard.press('End');
    expect(await page.locator('#train-features').inputValue()).toBe('400');
    await page.locator('#train-features').fill('6');
    expect(await page.getByLabel('features n, slider').inputValue()).toBe('3');
    await page.getByRole('button', { name: 'Xavier' }).click();
    await page.locator('#train-steps').fill('7');
    await page.keyboard.press('Enter');
    await says('Trained 7 steps in');
    await page.click('[name=reset]');
    expect(await page.locator('#train-features').inputValue()).toBe('12');
    expect(await page.getByRole('button', { name: 'normal' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('refuses what is out of range', async () => {
    const { page } = opened;
    const before = await status();
    await page.locator('#train-features').fill('401');
    await page.click('[name=train]');
    expect(await page.locator('#train-features').evaluate((field) => field === document.activeElement)).toBe(
      true,
    );
    expect(
      await page
        .locator('#train-features')
        .evaluate((field: HTMLInputElement) => field.validity.rangeOverflow),
    ).toBe(true);
    expect(await status()).toBe(before);
    await page.click('[name=reset]');
  });

  it('stops, and a second training ends the first', async () => {
    const { page } = opened;
    await page.locator('#train-features').fill('400');
    await page.locator('#train-neurons').fill('100');
    await page.locator('#train-steps').fill('20000');
    await page.click('[name=train]');
    await page.waitForSelector('[name=stop]:enabled');
    await page.click('[name=stop]');
    expect(await status()).toMatch(/^Stopped after \S+ steps?\.$/);
    await expect.poll(() => page.workers().length, { timeout: browserTimeout }).toBe(0);
    await page.click('[name=train]');
    await expect.poll(() => page.workers().length, { timeout: browserTimeout }).toBe(1);
    await page.locator('#train-features').fill('5');
    await page.locator('#train-steps').fill('9');
    await page.click('[name=train]');
    await says('Trained 9 steps in');
    await expect.poll(() => page.workers().length, { timeout: browserTimeout }).toBe(0);
    expect(await page.locator('.scrub-step').textContent()).toBe('9 of 9');
  });

  it('has no violation of WCAG 2.2 AA in both schemes', async () => {
    const { page } = opened;
    await page.evaluate(axeSource());
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await page.evaluate(violations, false)).toEqual([]);
    }
    const small = await page
      .locator('.training :is(button, input)')
      .evaluateAll(
        (all) =>
          all.filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 24).length,
      );
    expect(small).toBe(0);
  });

  it('does nothing else that a report must not do', () => expect(opened.complaints).toEqual([]));

  it.each(["worker-src 'none'", "script-src 'unsafe-inline'"])(
    'says at the first touch that the policy %s forbids it',
    async (sent) => {
      served.setPolicy(sent);
      const { context, page } = await openTab(opened.browser, served.address);
      await page.locator('#train-features').focus();
      await page.waitForSelector('[data-forbidden]:not([hidden])');
      expect(await page.locator('[data-forbidden]').textContent()).toMatch(/^This page cannot train here\. /);
      expect(await page.locator('[name=train]').isDisabled()).toBe(true);
      expect(await page.locator('[name=verify]').isDisabled()).toBe(true);
      await context.close();
    },
  );

  it('trains in a sandbox that lets scripts run', async () => {
    served.setPolicy('sandbox allow-scripts');
    const { context, page } = await openTab(opened.browser, served.address);
    await page.click('[name=train]');
    await page.waitForFunction(() =>
      document.querySelector('.training-status')!.textContent!.startsWith('Trained 40 steps'),
    );
    await context.close();
  });

  it('finds that a model is another one', async () => {
    const other = await openPage(trainingPage((digest) => [...digest].reverse().join('')));
    await other.page.click('[name=verify]');
    await other.page.waitForSelector('[data-verified]:not(:empty)');
    expect(await other.page.locator('[data-verified]').textContent()).toMatch(/^Another model: /);
    await other.close();
  });

  it('offers no verifying where the provenance has no digest to compare with', async () => {
    const without = await openPage(
      trainingPage(() => ''),
      { javaScriptEnabled: true },
    );
    expect(await without.page.locator('.can-verify').isVisible()).toBe(false);
    expect(await without.page.locator('.cannot-verify').isVisible()).toBe(true);
    await without.close();
  });
});
