import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { naiveWeights, type Weights } from '@superposition/core';
import { describe, expect, it } from 'vitest';
import { wrongCalls, wrongWeights } from '../../../../scripts/test-support/wrong-calls.js';
import * as report from '../index.js';
import { buildReport } from '../pipeline-entry.js';
import { traceTypes } from '../trace-types.js';

const weights = naiveWeights(4, 2);
const few = { samples: 200 };
const figure = report.inputWeightsFigure(weights);
const curves = report.responseCurvesFigure(weights).panels.find(({ kind }) => kind === 'multiples');
const [, plot] = figure.panels;
const page = report.pageOf('title', [figure]);
const facts = report.readFacts(report.assemble({ page, plotlySource: 'void 0' }))!;

describe('the main entry', () => {
  wrongCalls(report, {
    assemble: [{ page, provenance: { config: {}, versions: {}, stages: [] }, plotlySource: 'void 0' }],
    crossGainFigure: [weights, few],
    diffReports: [facts, facts],
    drawFigure: [
      figure,
      { format: 'svg', width: 400, scheme: 'dark', view: 'codeword', style: { ink: 'red' } },
    ],
    effectiveMapFigure: [weights, few],
    errorBySparsityFigure: [weights, few],
    figureCsv: [figure, { view: 'codeword' }],
    figuresOf: [weights, few],
    geometryFigure: [weights, few],
    htmlPage: [[figure], { title: 'title' }],
    inScheme: [{ color: 'light-dark(#000, #fff)' }, 'dark'],
    inputWeightsFigure: [weights, few],
    isolatedAndTotalFigure: [weights, few],
    multiplesSvg: [curves, { scheme: 'dark', style: { ink: 'red' } }],
    pageOf: ['title', [figure]],
    perFeatureErrorFigure: [weights, few],
    plotOf: [plot, { scheme: 'dark', style: { ink: 'red' }, view: 'codeword' }],
    proseHtml: ['W_in'],
    readAssets: [],
    readFacts: ['<html>'],
    responseCurvesFigure: [weights, few],
    unpacked: [figure],
  });
  wrongWeights(weights, 'weights.', {
    crossGainFigure: report.crossGainFigure,
    effectiveMapFigure: report.effectiveMapFigure,
    errorBySparsityFigure: report.errorBySparsityFigure,
    figuresOf: report.figuresOf,
    geometryFigure: report.geometryFigure,
    inputWeightsFigure: report.inputWeightsFigure,
    isolatedAndTotalFigure: report.isolatedAndTotalFigure,
    perFeatureErrorFigure: report.perFeatureErrorFigure,
    responseCurvesFigure: report.responseCurvesFigure,
  });
});

describe('the pipeline', () => {
  const config = { model: { features: 4, neurons: 2 } };
  wrongCalls({ buildReport }, { buildReport: [config, { weights }] });
  wrongWeights(weights, 'weights.', {
    buildReport: (given: Weights) => buildReport(config, { weights: given }),
  });
});

describe('a page of figures', () => {
  const panel = {
    kind: 'plot',
    id: 'a',
    title: 'A',
    summary: 'a',
    width: 'full',
    aspect: 0.5,
    layout: {},
  } as const;
  const own = { title: 'Mine', panels: [{ ...panel, traces: [{ type: 'scatter', y: [1, 2] }] }] } as const;

  it('shows the figures of given weights, says no seed, and numbers them by their place', () => {
    const figures = report.figuresOf(weights, few);
    expect(figures.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `figure-${n}`));
    const html = report.htmlPage([figures[4]!, own], { title: 'My weights' });
    expect(html).toContain('<title>My weights</title>');
    expect(html).toContain('The given model.');
    expect(html).not.toContain('One model, seed');
    expect(html.match(/class="figure-number">Figure \d/g)).toEqual([
      'class="figure-number">Figure 1',
      'class="figure-number">Figure 2',
    ]);
    expect(report.readFacts(html)).toMatchObject({ title: 'My weights', quantities: {}, figures: {} });
    expect(report.inputWeightsFigure(weights, { modelSeed: 3 }).caption[0]).toMatch(/^One model, seed 3\./);
  });

  it('takes Plotly from an address, which its policy allows and its footer names', () => {
    const address = 'https://example.org/plotly,4.min.js?v=1';
    const html = report.htmlPage([own], { plotly: address });
    expect(html.length).toBeLessThan(200_000);
    expect(html).toContain(`id="plotly" data-address="${address}"></script>`);
    expect(html).toMatch(/script-src https:\/\/example\.org\/plotly%2C4\.min\.js &#39;sha256-/);
    expect(html).toContain(`It fetches Plotly from <code>${address}</code>`);
    expect(() => report.htmlPage([own], { plotly: 'plotly.js' })).toThrow(
      /must be 'inline' or the http\(s\) address/,
    );
  });

  it('writes typed arrays of a figure of one’s own as lists', () => {
    const typed = { ...own, panels: [{ ...panel, traces: [{ type: 'scatter', y: Float32Array.of(1, 2) }] }] };
    expect(report.pageOf('', [typed as never])).toEqual(report.pageOf('', [own]));
  });

  const two = (change: object) => [
    { ...own, panels: [own.panels[0], { ...own.panels[0], id: 'b', ...change }] },
  ];
  const trace = (members: object) => two({ traces: [{ type: 'scatter', ...members }] });
  const at = 'figures[0].panels[1]';

  it.each([
    ['an id used twice', two({ id: 'a' }), `${at}.id 'a' is used twice: must be unique in the figure`],
    [
      'an id with quotes',
      two({ id: 'q"><i>' }),
      `${at}.id is "q\\"><i>": must be ASCII letters, digits, - and _`,
    ],
    [
      'an unknown width',
      two({ width: '50%' }),
      `${at}.width is "50%": must be one of full, half, third, two-thirds`,
    ],
    ['another number of rows', two({ rows: 3 }), `${at}.rows is 3: must be 2, or left out`],
    ['views that the figure does not list', two({ views: { a: [] } }), /^figures\[0\]\.views is missing/],
    [
      'a view that a panel lacks',
      [
        {
          ...two({ views: { a: [] } })[0],
          views: { title: 'Order', options: [{ id: 'z', label: 'Z' }] },
        },
      ],
      `${at}.views lacks 'z', which figures[0].views lists`,
    ],
    [
      'an unknown member of a figure',
      [{ ...own, captions: ['x'] }],
      /^figures\[0\] has the unknown name "captions" \(did you mean caption\?\): known are id, number/,
    ],
    [
      'an unknown member of a panel',
      two({ widht: 'half' }),
      /\[1\] has the unknown name "widht" \(did you mean width\?\): known are kind, id/,
    ],
    [
      'an unknown type of trace',
      trace({ type: 'line' }),
      /\.traces\[0\]\.type is "line".*: must be one of bar,/,
    ],
    [
      'a misspelt type of trace',
      trace({ type: 'scater' }),
      /\.traces\[0\]\.type is "scater" \(did you mean scatter\?\)/,
    ],
    [
      'a Date',
      trace({ x: ['2026-05-01', new Date(0)] }),
      `${at}.traces[0].x[1] is a Date: give a text, such as '2026-05-01' or date.toISOString()`,
    ],
    [
      'a Date in the layout',
      two({ layout: { xaxis: { range: [new Date(0)] } } }),
      /xaxis\.range\[0\] is a Date/,
    ],
    [
      'a map',
      trace({ marker: new Map() }),
      `${at}.traces[0].marker is a Map: must be plain JSON or a typed array`,
    ],
    [
      'readings that are no list',
      [{ ...own, readings: { of: 'feature' } }],
      /^figures\[0\]\.readings is .*: must be a list$/,
    ],
    [
      'a reading of something else',
      [{ ...own, readings: [{ of: 'seed', name: 'gain', values: [1] }] }],
      `figures[0].readings[0].of is "seed": must be 'feature' or 'neuron'`,
    ],
    [
      'a reading without values',
      [{ ...own, readings: [{ of: 'feature', name: 'gain' }] }],
      'figures[0].readings[0] must have either values or neurons',
    ],
    [
      'a table whose rows are no indices',
      [{ ...own, tables: [{ title: 'T', columns: ['feature'], rows: [['one']], rowsAre: 'feature' }] }],
      /^figures\[0\]\.tables\[0\]\.rows\[0\]\[0\] is NaN: must be the index of a feature or a neuron, from 0$/,
    ],
    ['64-bit integers', trace({ y: BigInt64Array.of(1n) }), /\.y is a BigInt64Array: must be plain JSON/],
  ])('refuses %s', (_, figures, message) => {
    expect(() => report.htmlPage(figures as never)).toThrow(
      typeof message === 'string' ? new TypeError(message) : message,
    );
  });

  it('takes the figures of two models, numbers them by their place, and takes every width', () => {
    const widths = ['full', 'half', 'third', 'two-thirds'].map((width) => ({
      ...own.panels[0],
      id: width,
      width,
    }));
    const figures = [
      ...report.figuresOf(weights, few),
      ...report.figuresOf(weights, few),
      { ...own, panels: widths },
    ];
    const body = report.pageOf('', figures as never).body;
    expect(String(body).match(/<figure id="figure-\d+"/g)).toEqual(
      figures.map((_, index) => `<figure id="figure-${index + 1}"`),
    );
  });

  it('knows every type of trace that the installed Plotly has', () => {
    const source = readFileSync(createRequire(import.meta.url).resolve('plotly.js-dist-min'), 'utf8');
    const names = [...source.matchAll(/moduleType:"trace",name:"(\w+)"/g)].map(([, name]) => name);
    expect([...traceTypes]).toEqual(names.sort());
  });

  it('reads facts from the text of a report, not from its path', () => {
    expect(() => report.readFacts('./report.html')).toThrow(
      'html is "./report.html": give the text of the HTML file, readFacts(await readFile(path, \'utf8\'))',
    );
    expect(report.readFacts('')).toBeUndefined();
    expect(report.readFacts('<p>no report')).toBeUndefined();
  });

  it.each([
    ['one figure for a list', own, 'figures is one figure: pass a list, [figure]'],
    ['a figure without panels', [{ title: 'x' }], 'figures[0].panels is missing: must be a list of panels'],
    [
      'a panel without traces',
      [{ title: 'x', panels: [panel] }],
      "figures[0].panels[0].traces is undefined: must be a list of Plotly's traces",
    ],
  ])('tells %s', (_, figures, message) => {
    expect(() => report.htmlPage(figures as never)).toThrow(new TypeError(message));
  });

  it('names the place of NaN in weights', () => {
    const bad = { ...weights, input: weights.input.with(4, Number.NaN) };
    expect(() => report.figuresOf(bad)).toThrow(
      new RangeError('weights.input[4] is NaN: must be a finite number'),
    );
  });
});
