import { describe, expect, it } from 'vitest';
import { asCsv, asJson, asText, type NamedValue } from './value-formats.js';

const values: readonly NamedValue[] = [
  {
    kind: 'quantity',
    name: 'mse.active',
    value: { mean: 0.5, sd: 0.1, ci95: [0.25, 0.75], standardError: 0.01, seeds: [0.4, 0.6] },
  },
  {
    kind: 'quantity',
    name: 'cosine.mean',
    value: {
      mean: null,
      sd: null,
      ci95: null,
      standardError: null,
      seeds: [null, null],
      reason: 'no pairs, as n = 1',
    },
  },
  { kind: 'value', name: 'odd "one"', value: { list: new Float32Array([1, 0.5]), text: 'a,b\n"c"' } },
];

describe('formats of values', () => {
  it('prints JSON with typed arrays as lists', () => {
    expect(JSON.parse(asJson(values))).toEqual({
      'mse.active': { mean: 0.5, sd: 0.1, ci95: [0.25, 0.75], standardError: 0.01, seeds: [0.4, 0.6] },
      'cosine.mean': {
        mean: null,
        sd: null,
        ci95: null,
        standardError: null,
        seeds: [null, null],
        reason: 'no pairs, as n = 1',
      },
      'odd "one"': { list: [1, 0.5], text: 'a,b\n"c"' },
    });
  });

  it('prints CSV with empty fields for what does not exist', () => {
    expect(asCsv(values.slice(0, 2)).split('\r\n')).toEqual([
      'id,mean,sd,ci95.low,ci95.high,standardError,value.0,value.1',
      'mse.active,0.5,0.1,0.25,0.75,0.01,0.4,0.6',
      'cosine.mean,,,,,,,',
      '',
    ]);
  });

  it('prints one table of all, with quotes where needed, and the numbers of a figure', () => {
    const bdata = Buffer.from(new Float32Array([1, 2, 3, 4]).buffer).toString('base64');
    const figure = { traces: [{ z: { bdata, dtype: 'f4', shape: '2,2' } }, { x: { bdata, dtype: 'f4' } }] };
    const rows = asCsv([...values, { kind: 'value', name: 'figure-1', value: figure }]).split('\r\n');
    expect(rows.filter((row) => row.startsWith('id,'))).toEqual(['id,path,value']);
    expect(rows).toEqual(
      expect.arrayContaining([
        'mse.active,mean,0.5',
        'mse.active,ci95.1,0.75',
        'mse.active,seeds.0,0.4',
        '"odd ""one""",list.1,0.5',
        '"odd ""one""",text,"a,b\n""c"""',
        'figure-1,traces.0.z.1.0,3',
        'figure-1,traces.1.x.3,4',
      ]),
    );
  });

  it('prints a table for people', () => {
    expect(asText(values.slice(0, 2))).toMatchInlineSnapshot(`
      "mse.active   0.5   sd 0.1  95 % [0.25, 0.75]
      cosine.mean  none                             no pairs, as n = 1
      "
    `);
  });

  it('says how well samples know the value of one model', () => {
    const one = { sd: null, ci95: null, reason: 'one model has no standard deviation' };
    const quantity = (name: string, mean: number, standardError: number): NamedValue => ({
      kind: 'quantity',
      name,
      value: { mean, ...one, standardError, seeds: [mean] },
    });
    expect(
      asText([quantity('mse.active', 0.0747, 0.0000399), quantity('mse.isolated', 0.0644, 0)]),
    ).toMatchInlineSnapshot(`
      "mse.active    0.0747  ± 0.00004 sampling  one model has no standard deviation
      mse.isolated  0.0644  exact               one model has no standard deviation
      "
    `);
  });
});
