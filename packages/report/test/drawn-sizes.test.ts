import { noSweeps } from '@superposition/core/internal/config/sweeps';
import { describe, expect, it } from 'vitest';
import { assemble } from '../src/page/assemble.js';
import { page as makePage } from '../src/page/page.js';
import { readAssets } from '../src/read-assets.js';
import { chromiumPath } from './chromium.js';
import { fixture, fixtureHtml, fixtureProvenance } from './fixture.js';
import { explorable, exploreIn, idsOf, overflowOf, shownDrawingsOf } from './page-looks.js';
import { openPage } from './report-page.js';

describe.skipIf(chromiumPath === undefined)('a report in a browser', () => {
  /** Opens a report on a phone, looks at it as drawn and as Plotly has it, and gives the figures with plots, and those that Plotly has taken over. */
  async function looked(html: string) {
    const { page, complaints, close } = await openPage(html, {
      viewport: { width: 360, height: 800 },
      colorScheme: 'light',
    });
    try {
      for (const widths of await shownDrawingsOf(page)) expect(widths).toHaveLength(1);
      expect(await overflowOf(page)).toBe(0);
      await exploreIn(page, await explorable(page));
      const text = await page.locator('main').textContent();
      expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
      expect(complaints).toEqual([]);
      return {
        card: await page.locator('#figure-4').textContent(),
        figures: await idsOf(page, '[data-figure]:has([data-plot])'),
        explored: await idsOf(page, '[data-figure][data-explored]'),
      };
    } finally {
      await close();
    }
  }

  it.each([
    ['one feature, one neuron, one seed', { model: { features: 1, neurons: 1 }, training: { seeds: 1 } }],
    ['two neurons for one feature', { model: { features: 1, neurons: 2 }, sweeps: noSweeps }],
    [
      'more features and neurons than a heatmap has rows',
      { model: { features: 210, neurons: 105 }, sweeps: noSweeps },
    ],
  ] as const)('draws %s', async (_, config) => {
    await looked(fixtureHtml({ ...config, evaluation: { samples: 300 } }));
  });

  it('puts a card in the place of a figure that failed and draws the others, of a training loss of its own', async () => {
    const { inputs, params, config } = fixture({
      training: { lossExponent: 3 },
      evaluation: { samples: 300 },
    });
    const message = 'RangeError: <b>3</b> neurons';
    const figures = inputs.figures.map((figure, index) =>
      index === 3 ? ({ status: 'failure', stage: 'effective-map[seed=0]', message } as const) : figure,
    );
    const {
      card,
      figures: shown,
      explored,
    } = await looked(
      assemble({
        page: makePage({ ...inputs, figures }, params),
        provenance: fixtureProvenance(config),
        ...readAssets(),
      }),
    );
    expect(card).toContain(message);
    expect(card).toContain('effective-map[seed=0]');
    expect(shown.length).toBeGreaterThan(15);
    expect(shown).not.toContain('figure-4');
    expect(explored).toEqual(shown);
  });
});
