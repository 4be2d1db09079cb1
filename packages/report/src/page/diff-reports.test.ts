import { describe, expect, it } from 'vitest';
import { fixture, fixtureProvenance } from '../../test/fixture.js';
import { assemble } from './assemble.js';
import { diffReports } from './diff-reports.js';
import { page } from './page.js';
import { packedPlotly } from './packed.js';
import { type ReportFacts, readFacts } from './report-facts.js';

const assets = { plotly: packedPlotly('void 0'), pageScript: 'void 0', pageStyle: '' };

function reportOf(input: Parameters<typeof fixture>[0] = {}): string {
  const { inputs, params, config } = fixture(input);
  return assemble({ page: page(inputs, params), provenance: fixtureProvenance(config), ...assets });
}

const facts = (changes: Partial<ReportFacts> = {}): ReportFacts => ({
  format: 'superposition-report/1',
  title: 'A report',
  settings: { model: { neurons: 3, init: { kind: 'normal' } } },
  quantities: {},
  claims: {},
  figures: {},
  ...changes,
});

describe('the facts of a report', () => {
  it('say every quantity, claim and figure, and the settings', () => {
    const { inputs } = fixture();
    const read = readFacts(reportOf())!;
    if (inputs.quantities.status !== 'value') throw new Error('the fixture has quantities');
    const { mean, sd } = inputs.quantities.value['gain.positive'];
    expect(read.quantities['gain.positive']).toEqual({ mean, sd, seeds: 2 });
    expect(Object.values(read.claims)).toContain('not comparable');
    expect(Object.keys(read.figures)).toEqual(expect.arrayContaining(['figure-1', 'figure-9']));
    expect(read.settings).toMatchObject({ model: { neurons: 4 } });
  });

  it('come back whole from a report with a hostile title', () => {
    const title = '</script><script type="application/json" id="report-facts">{"format":"x"}</script>';
    const html = reportOf({ report: { title } });
    expect(readFacts(html)!.title).toBe(title);
    expect(html.match(/id="report-facts"/g)).toHaveLength(1);
  });

  it.each([
    ['no report', '<p>A page</p>'],
    ['no JSON', '<script type="application/json" id="report-facts">{</script>'],
    ['null', '<script type="application/json" id="report-facts">null</script>'],
    ['another format', reportOf().replace('superposition-report/1', 'superposition-report/2')],
    ['a number that is text', reportOf().replace(/"mean":-?[\d.e-]+/, '"mean":"1"')],
    ['a report cut short', reportOf().slice(0, -3_000)],
  ])('are none where there is %s', (_, html) => {
    expect(readFacts(html)).toBeUndefined();
  });
});

describe('diffReports', () => {
  it('finds no difference between a report and itself', () => {
    const read = readFacts(reportOf())!;
    expect(diffReports(read, read)).toEqual({
      settings: [],
      frozen: [],
      quantities: [],
      claims: [],
      figures: [],
    });
  });

  it('tells numbers by how many standard errors, the largest first', () => {
    const quantity = (mean: number | null, sd: number | null, seeds = 4) => ({ mean, sd, seeds });
    const from = facts({
      quantities: {
        a: quantity(1, 3),
        b: quantity(1, 0.3),
        same: quantity(1, 1),
        exact: quantity(1, 0),
        single: quantity(1, null, 1),
        gone: quantity(1, 1),
      },
    });
    const to = facts({
      quantities: {
        a: quantity(2, 4),
        b: quantity(0, 0.4),
        same: quantity(1, 1),
        exact: quantity(2, 0),
        single: quantity(2, null, 1),
      },
    });
    expect(diffReports(from, to).quantities.map(({ id, standardErrors }) => [id, standardErrors])).toEqual([
      // (0 - 1) / sqrt(0.09/4 + 0.16/4) = -1 / 0.25, and 1 / sqrt(9/4 + 16/4) = 1 / 2.5
      ['b', -4],
      ['a', 0.4],
      ['exact', null],
      ['single', null],
      ['gone', null],
    ]);
  });

  it('tells settings down to the value, frozen stages, claims and figures', () => {
    const from = facts({
      claims: { one: 'agrees', two: 'agrees' },
      figures: { 'figure-1': 'a', 'figure-2': 'b' },
    });
    const to = facts({
      settings: { model: { neurons: 4, init: { kind: 'normal' } }, constructor: 1 },
      frozen: { 'model[seed=0]': 'made with steps = 1 instead of 2' },
      claims: { one: 'agrees', two: 'disagrees' },
      figures: { 'figure-1': 'a', 'figure-2': null, 'figure-3': 'c' },
    });
    expect(diffReports(from, to)).toEqual({
      settings: [
        { id: 'model.neurons', from: 3, to: 4 },
        { id: 'constructor', from: undefined, to: 1 },
      ],
      frozen: [{ id: 'model[seed=0]', from: undefined, to: 'made with steps = 1 instead of 2' }],
      quantities: [],
      claims: [{ id: 'two', from: 'agrees', to: 'disagrees' }],
      figures: [
        { id: 'figure-2', from: 'b', to: null },
        { id: 'figure-3', from: undefined, to: 'c' },
      ],
    });
  });
});
