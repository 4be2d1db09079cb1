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

  const findings: readonly NamedValue[] = [
    { kind: 'finding', name: 'design.loss', value: { value: 0.125 } },
    { kind: 'finding', name: 'ladder.ratio', value: { value: 0.4375, standardError: 0.00123 } },
    { kind: 'finding', name: 'swap.z', value: { value: null, reason: 'no feature is served' } },
  ];

  it('prints findings with their standard errors, or the reason for their absence', () => {
    expect(asText(findings)).toMatchInlineSnapshot(`
      "design.loss   0.125
      ladder.ratio  0.4375  ± 0.0012
      swap.z        none              no feature is served
      "
    `);
    expect(asCsv(findings)).toMatchInlineSnapshot(`
      "id,value,standardError,reason
      design.loss,0.125,,
      ladder.ratio,0.4375,0.00123,
      swap.z,,,no feature is served
      "
    `);
  });

  it('prints the model of each finding where there are several', () => {
    const models: readonly NamedValue[] = [
      { kind: 'findings', name: 'report', value: { 'design.loss': { value: 0.125 } } },
      { kind: 'findings', name: 'converged', value: { 'design.loss': { value: null, reason: 'diverged' } } },
    ];
    expect(asText(models)).toMatchInlineSnapshot(`
      "report     design.loss  0.125
      converged  design.loss  none   diverged
      "
    `);
    expect(asCsv(models)).toMatchInlineSnapshot(`
      "model,id,value,standardError,reason
      report,design.loss,0.125,,
      converged,design.loss,,,diverged
      "
    `);
  });

  const claims: NamedValue = {
    kind: 'claims',
    name: 'claims',
    value: [
      {
        claim: {
          id: 'mse.trained',
          statement: 'The MSE is 0.0745, on average.',
          section: '2, 10',
          printed: '0.0745',
          value: 0.0745,
          lastDigit: 0.0001,
          quantity: 'mse.active',
        },
        ours: { quantity: 'mse.active', mean: 0.0745, expected: [0.0741, 0.0749], basis: 'seeds' },
        verdict: { kind: 'agrees', explanation: 'It lies within.' },
      },
      {
        claim: {
          id: 'output.minusOne',
          statement: 'The output is about −0.04.',
          section: '4',
          printed: '−0.04',
          value: -0.04,
          lastDigit: 0.01,
          quantity: 'output.minusOne',
        },
        ours: { quantity: 'output.minusOne', mean: -0.052, expected: [-0.055, -0.049], basis: 'seeds' },
        verdict: { kind: 'disagrees', explanation: 'It lies outside.' },
      },
      {
        claim: {
          id: 'idea',
          statement: 'Sparsity is the reason.',
          section: '11',
          printed: '',
          value: null,
          lastDigit: 1,
          quantity: null,
        },
        ours: null,
        verdict: { kind: 'not yet judged', explanation: 'No analysis judges it.' },
      },
    ],
  };

  it('prints a row for each claim', () => {
    expect(asText([claims])).toMatchInlineSnapshot(`
      "mse.trained      agrees          0.0745  ours 0.0745  expected [0.0741, 0.0749]
      output.minusOne  disagrees       -0.04   ours -0.052  expected [-0.055, -0.049]
      idea             not yet judged
      "
    `);
    expect(asCsv([claims])).toMatchInlineSnapshot(`
      "id,section,statement,printed,quantity,ours,expected.low,expected.high,basis,samples,verdict,explanation
      mse.trained,"2, 10","The MSE is 0.0745, on average.",0.0745,mse.active,0.0745,0.0741,0.0749,seeds,,agrees,It lies within.
      output.minusOne,4,The output is about −0.04.,-0.04,output.minusOne,-0.052,-0.055,-0.049,seeds,,disagrees,It lies outside.
      idea,11,Sparsity is the reason.,,,,,,,,not yet judged,No analysis judges it.
      "
    `);
    expect(JSON.parse(asJson([claims]))).toEqual({ claims: claims.value });
  });

  it('prints paths and values of kinds that have different tables', () => {
    expect(asCsv([...findings, claims]).split('\r\n')).toEqual(
      expect.arrayContaining(['id,path,value', 'design.loss,value,0.125', 'claims,0.claim.id,mse.trained']),
    );
  });
});
