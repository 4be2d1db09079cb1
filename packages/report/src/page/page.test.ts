import type { QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries, QuantitySummary } from '@superposition/core/internal/quantities/summary';
import { noSweeps } from '@superposition/core/internal/config/sweeps';
import { describe, expect, it } from 'vitest';
import { fixture } from '../../test/fixture.js';
import { textOf } from '../../test/text-of-page.js';
import { drawPage } from './drawn-page.js';
import { page, pageOf } from './page.js';

const { inputs, params } = fixture();

/** A page in which some quantities are replaced. */
function bodyWith(means: Partial<Record<QuantityId, number | QuantitySummary>>): string {
  if (inputs.quantities.status !== 'value') throw new Error('the fixture has quantities');
  const replaced = Object.entries(means).map(([id, mean]) => [
    id,
    typeof mean === 'number'
      ? { mean, sd: 0.001, ci95: [mean - 0.002, mean + 0.002], standardError: 0, seeds: [mean, mean] }
      : mean,
  ]);
  const value = { ...inputs.quantities.value, ...Object.fromEntries(replaced) } as QuantitySummaries;
  return textOf(page({ ...inputs, quantities: { status: 'value', value } }, params).body);
}

describe('the top of the page', () => {
  it('asks the question in words, and answers with the figure of the gains', () => {
    if (inputs.gains.status !== 'value') throw new Error('the fixture has no failure');
    const answered = { ...inputs.gains.value, finding: 'Everyone, a little.' };
    const { body } = page({ ...inputs, gains: { status: 'value', value: answered } }, params);
    expect(body).toContain('<h1>Four neurons, twelve relus: who gets served?</h1>');
    expect(textOf(body)).toContain('Everyone, a little. What explains this');
    const places = [
      '<h1>',
      'class="answer"',
      'class="network"',
      'id="figure-gains"',
      'class="key-numbers"',
      'id="set-up"',
    ].map((part) => body.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    // The answer is the finding of the figure, and is said once.
    expect(body.match(/Everyone, a little/g)).toHaveLength(1);
  });

  it('has the title of a report that has one of its own, and the question below', () => {
    const report = { title: 'My <own>', depth: 'standard' } as const;
    const { body, title } = page(inputs, { ...params, settings: { ...params.settings, report } });
    expect(title).toBe('My <own>');
    expect(body).toMatch(/<h1>My &lt;own&gt;<\/h1><p class="question">Four neurons, twelve relus/);
  });

  it('gives the trained loss first, then the gain, then the squared error', () => {
    const body = bodyWith({});
    const places = [
      'loss it was trained on',
      'gain for positive inputs',
      'squared error over all entries',
    ].map((words) => body.toLowerCase().indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('draws a line for each weight that is large, and one path for each feature', () => {
    const { body } = page(inputs, params);
    const [drawing] = /<g class="lines">.*?<\/g>/s.exec(body)!;
    expect(drawing.match(/<path data-feature="\d+"/g)).toHaveLength(12);
    expect(body.match(/<circle data-neuron="\d+"/g)).toHaveLength(4);
  });

  it('has a slider over the exponents, and their charts in words and shapes', () => {
    const { body } = page(inputs, params);
    expect(body).not.toContain('class="view-slider"');
    const sweeps = { lossExponent: { values: [1.5, 2, 3, 4], seeds: 1 } };
    const wide = fixture({ sweeps });
    const slid = page(wide.inputs, wide.params).body;
    expect(slid).toMatch(
      /<input type="range" min="0" max="3" step="1" value="3" aria-label="Loss exponent q"/,
    );
    expect(slid).toContain('data-views="q1.5 q2 q3 q4"');
    expect(slid.match(/<td colspan="2" data-place="\d" data-chosen="(true|false)"><svg/g)).toHaveLength(4);
    expect(slid.match(/<div data-view="q[\d.]+" hidden>/g)).toHaveLength(3);
  });
});

describe('what was found', () => {
  it('begins with the training loss, then has the errors and the responses', () => {
    const body = bodyWith({});
    const places = [
      'The training loss |y − t|4, over all entries and divided by p, is',
      'The mean squared error over active entries is',
      'When a feature is active alone, its output at x = 1 is',
    ].map((words) => body.indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('leaves out what has no value, and the table says why', () => {
    const reason = 'no feature was active';
    const body = bodyWith({
      'mse.active': { mean: null, sd: null, ci95: null, standardError: null, seeds: [], reason },
    });
    // Captions of sweeps say the same words of their own models.
    const [beforeFigures] = body.split('Figure 1 ');
    expect(beforeFigures).not.toContain('The mean squared error over active entries is');
    expect(body).toContain(`n/a: ${reason}`);
  });

  it('says nothing of the responses of models whose responses could not be computed', () => {
    const failed = { status: 'failure', stage: 'response-curves[seed=0]', message: 'no' } as const;
    const body = textOf(page({ ...inputs, curves: failed }, params).body);
    expect(body).not.toContain('its output at x = 1');
  });

  it('says where a number is a mean over models, and that a figure is not', () => {
    const body = bodyWith({});
    expect(body).toContain('Two models were trained, each from another seed.');
    expect(body).toContain('Here and in the table of quantities, a number is the mean over the 2 models');
  });

  it('does not speak of a standard deviation of one run', () => {
    const single = fixture({ training: { seeds: 1 } });
    const body = textOf(page(single.inputs, single.params).body);
    expect(body).toContain('One model was trained, from seed 0.');
    expect(body).toContain('one run has no standard deviation');
    expect(body).not.toContain('NaN');
  });
});

describe('a failed stage', () => {
  const failure = { status: 'failure', stage: 'quantities', message: '<b>no</b>' } as const;

  it('becomes a card that names it, escaped', () => {
    const failed = {
      quantities: failure,
      claims: failure,
      gains: failure,
      network: failure,
      figures: [failure],
    };
    const { body } = page({ ...inputs, ...failed }, params);
    expect(body.match(/class="error-card"/g)).toHaveLength(6);
    expect(body).toContain('&lt;b&gt;no&lt;/b&gt;');
    expect(body).not.toContain('<b>no');
  });
});

it('gives every claim a row with its verdict in words', () => {
  const { body } = page(inputs, params);
  const rows = body.match(/<tr id="claim-[\s\S]*?<\/tr>/g) ?? [];
  expect(rows.length).toBeGreaterThan(15);
  for (const row of rows) expect(row).toMatch(/class="verdict"><svg .*<\/svg>not comparable</);
});

it('draws the view of the first button, in whatever order the views come', () => {
  const third = inputs.sweeps.at(-1)!;
  if (third.status !== 'value') throw new Error('the fixture has no failure');
  const own = pageOf('Mine', [third.value]);
  const sorted = own.figures.map((figure) => ({
    ...figure,
    panels: figure.panels.map((panel) => ({
      ...panel,
      views: Object.fromEntries(Object.entries(panel.views!).sort(([a], [b]) => (a < b ? -1 : 1))),
    })),
  }));
  expect(Object.keys(sorted[0]!.panels[0]!.views)).not.toEqual(
    Object.keys(own.figures[0]!.panels[0]!.views!),
  );
  expect(drawPage({ figures: sorted }).panels).toEqual(drawPage(own).panels);
});

it('makes a page of figures alone, under their own numbers', () => {
  const third = inputs.figures[2]!;
  if (third.status !== 'value') throw new Error('the fixture has no failure');
  const { title, body, contents } = pageOf('Weights <of> mine', [third.value]);
  expect(title).toBe('Weights <of> mine');
  expect(body).toContain('<h1>Weights &lt;of&gt; mine</h1>');
  expect(body).toContain('id="figure-3"');
  expect(contents.map(({ id }) => id)).toEqual(['abstract', 'figures', 'appendix']);
});

describe('the story', () => {
  const { body, contents } = page(inputs, params);
  const below = (id: string) => contents.find((entry) => entry.id === id)?.entries?.map((entry) => entry.id);

  it('goes from the question over what, how, when and how it forms to the claims and the appendix', () => {
    expect(contents.map(({ id }) => id)).toEqual([
      'abstract',
      'set-up',
      'what',
      'how',
      'when',
      'forms',
      'understanding',
      'train-here',
      'claims',
      'appendix',
    ]);
    const places = contents.map(({ id }) => body.indexOf(` id="${id}"`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('keeps the numbers of the document, and shows every figure once', () => {
    expect(below('what')).toEqual(['figure-1', 'figure-2', 'figure-8', 'figure-9']);
    expect(below('how')).toEqual(['figure-3', 'figure-4', 'figure-5']);
    expect(below('when')).toEqual([7, 12, 6, 11, 10, 14, 15].map((number) => `figure-${number}`));
    expect(below('forms')).toEqual(['figure-13']);
    expect(below('appendix')).toEqual([
      'quantities',
      'cross-check',
      'method',
      'glossary',
      'references',
      'provenance',
    ]);
    const numbers = [...body.matchAll(/<figure id="figure-(\d+)"/g)].map(([, number]) => Number(number));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
  });

  it('has no part about the steps, and less about what changes the result, when there is no sweep', () => {
    const brief = fixture({ sweeps: noSweeps });
    const { contents: few } = page(brief.inputs, brief.params);
    expect(few.map(({ id }) => id)).toEqual([
      'abstract',
      'set-up',
      'what',
      'how',
      'when',
      'understanding',
      'train-here',
      'claims',
      'appendix',
    ]);
    expect(few.find(({ id }) => id === 'when')!.entries!.map(({ id }) => id)).toEqual([
      'figure-7',
      'figure-6',
    ]);
  });

  it('shows a figure that could not be made in its place', () => {
    const failure = { status: 'failure', stage: 'model[neurons=3,seed=0]', message: 'no' } as const;
    const sweeps = inputs.sweeps.map((figure, index) => (index === 1 ? failure : figure));
    const { contents: entries } = page({ ...inputs, sweeps }, params);
    expect(entries.find(({ id }) => id === 'when')!.entries![3]).toEqual({
      id: 'figure-11',
      title: '11. could not be made',
    });
  });
});

describe('the section of the cross-check', () => {
  const [check] = inputs.crossChecks;
  if (check?.status !== 'value') throw new Error('the fixture has a cross-check');
  const { verdict } = check.value;

  it('says the verdict, and tells it to programs', () => {
    const differing = { ...check.value, verdict: { ...verdict, kind: 'differs' as const } };
    for (const value of [check.value, differing]) {
      const { body, facts } = page({ ...inputs, crossChecks: [{ status: 'value', value }] }, params);
      const { kind } = value.verdict;
      expect(body).toMatch(
        new RegExp(`<span class="verdict"><svg [^>]*><(circle|path) [^>]*/></svg>${kind}</span>`),
      );
      expect(facts.claims['cross-check']).toBe(kind);
    }
    expect(verdict.kind).toBe('agrees');
  });

  it('has a card in the place of a figure that failed, and no verdict', () => {
    const failure = { status: 'failure', stage: 'cross-check[seed=0]', message: 'no backend' } as const;
    const { body, facts, contents } = page(
      { ...inputs, crossChecks: [failure], crossCheckFigures: [failure] },
      params,
    );
    expect(body).toMatch(/id="figure-16"[\s\S]*error-card[\s\S]*cross-check\[seed=0\][\s\S]*no backend/);
    expect(facts.claims).not.toHaveProperty('cross-check');
    expect(contents.at(-1)!.entries!.find(({ id }) => id === 'cross-check')!.entries).toEqual([
      { id: 'figure-16', title: '16. could not be made' },
    ]);
  });
});
