import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFacts } from '@superposition/report/internal/page/report-facts';
import { describe, expect, it } from 'vitest';
import { programWithoutFigures } from './broken-task.js';
import {
  answer,
  builtStages,
  eventsOf,
  folderWithReport,
  small,
  superposition,
  temporaryFolder,
} from './program.js';

describe('report --only', () => {
  it('computes only what its parts need, and says what it leaves out', async () => {
    const cwd = await temporaryFolder();
    const words = ['report', '--only', 'figure-5,quantities', '--json', ...small];
    const ended = await answer(words, { cwd });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const built = builtStages(ended);
    expect(built).toEqual(expect.arrayContaining(['figure-5', 'geometry[seed=0]', 'quantities']));
    expect(built.filter((stage) => /^(page|claims|figure-[^5]|sweep)/.test(stage))).toEqual([]);
    const path = join(cwd, 'report-part.html');
    expect(eventsOf(ended).at(-1)).toMatchObject({ type: 'report', path });

    const html = await readFile(path, 'utf8');
    const [, leftOut] = /<p class="prose" id="left-out">(.*?)<\/p>/.exec(html)!;
    expect(leftOut).toMatch(
      /^<strong>This is a part of a report\.<\/strong> Left out, and not computed for it: abstract, figure-gains, figure-1, .*figure-4, figure-6, .*figure-steps, .*claims, method\.$/,
    );
    expect(leftOut).not.toMatch(/figure-5|quantities/);
    expect([...html.matchAll(/<section id="([^"]*)"/g)].map(([, id]) => id)).toEqual([
      'how',
      'appendix',
      'quantities',
      'glossary',
    ]);
    expect([...html.matchAll(/<figure id="([^"]*)"/g)].map(([, id]) => id)).toEqual(['figure-5']);
    expect(html).toContain(`The page was made by ${built.length} stages.`);
    const runs = await answer(['runs', 'show', '1', '--json'], { cwd });
    const { mean, sd } = readFacts(html)!.quantities['mse.active']!;
    expect(JSON.parse(runs.stdout)).toMatchObject({ quantities: { 'mse.active': { mean, sd, seeds: 2 } } });
    const facts = readFacts(html)!;
    expect(Object.keys(facts.figures)).toEqual(['figure-5']);
    expect(facts.quantities['mse.active']).toMatchObject({ seeds: 2 });

    const again = await answer(words, { cwd });
    expect(builtStages(again)).toEqual([]);
    expect(await readFile(path, 'utf8')).toBe(html);
    const verified = await answer([...words.filter((word) => word !== '--json'), '--verify'], { cwd });
    expect(verified).toMatchObject({ code: 0 });
    expect(verified.stdout).toContain('the same bytes');
  });

  it('shows the same figures and claims as the whole report, and leaves that alone', async () => {
    const cwd = await folderWithReport();
    const whole = await readFile(join(cwd, 'report.html'), 'utf8');
    const ended = await answer(['report', '--only', 'claims', '--only', 'sweeps', '--quiet', ...small], {
      cwd,
    });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const part = await readFile(join(cwd, 'report-part.html'), 'utf8');
    const sectionOf = (html: string, id: string) =>
      new RegExp(`<section id="${id}".*?</section>`, 's').exec(html)![0];
    expect(sectionOf(part, 'claims')).toBe(sectionOf(whole, 'claims'));
    // The first figure of a page has its drawings for narrow screens too.
    const figureOf = (html: string) =>
      /<figure id="figure-10".*?<figcaption>/s
        .exec(html)![0]
        .replace(/<svg class="(?:middle|narrow)[^>]*>.*?<\/svg>/gs, '');
    expect(figureOf(part)).toContain('<svg class="wide"');
    expect(figureOf(part)).toBe(figureOf(whole));
    expect(await readFile(join(cwd, 'report.html'), 'utf8')).toBe(whole);
    const compared = await answer(['diff', 'report.html', 'report-part.html'], { cwd });
    expect(compared.stdout).toContain('figure-1  only in the first');
  });

  it('makes the figures without a number, too', async () => {
    const cwd = await temporaryFolder();
    const ended = await answer(['report', '--only', 'figure-gains,figure-steps', '--json', ...small], {
      cwd,
    });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const built = builtStages(ended);
    expect(built).toEqual(expect.arrayContaining(['figure-gains', 'figure-steps']));
    expect(built.filter((stage) => /^(page|claims|figure-\d)/.test(stage))).toEqual([]);
    const html = await readFile(join(cwd, 'report-part.html'), 'utf8');
    expect([...html.matchAll(/<figure id="([^"]*)"/g)].map(([, id]) => id)).toEqual([
      'figure-gains',
      'figure-steps',
    ]);
    expect([...html.matchAll(/<section id="([^"]*)"/g)].map(([, id]) => id)).toEqual([
      'forms',
      'appendix',
      'glossary',
    ]);
  });

  it('refuses, before any work, a part that the report does not have', async () => {
    const cwd = await temporaryFolder();
    for (const [only, why] of [
      ['figure-55', '--only figure-55: the report has no such part; the nearest are figure-'],
      ['claim', '--only claim: the report has no such part; the nearest are claims'],
      ['cross-check', 'the config switches it off: --set report.crossCheck=true switches it on'],
      ['cross-*', 'the config switches it off: --set report.crossCheck=true switches it on'],
      ['cross-check-stat*', '--set report.crossCheckStatistics=true switches it on'],
      ['crosscheck', 'the report has no such part; the nearest are cross-check'],
      [
        'abstract',
        '--only abstract: this section is no part of its own; the parts of this report are figure-gains, ',
      ],
      [
        'glossary',
        '--only glossary: this section is no part of its own; the parts of this report are figure-gains, ',
      ],
      [
        'figure-claims',
        '--only figure-claims: no claim can be drawn, because the settings are not those of the document',
      ],
      ['model[*]', "this names stages and no part of the report: 'superposition get' prints their values"],
      ['figure-55*', '--only figure-55*: the report has no such part'],
      ['', '--only needs a value'],
      ['figure-5,,claims', "--only is 'figure-5,,claims': it must be names with commas between them"],
    ] as const) {
      const { code, stdout, stderr } = await answer(['report', `--only=${only}`, ...small], { cwd });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(why);
    }
  });

  it.each([
    [
      'report --only figure-1 --force claims',
      '--force would have no effect: nothing that is asked for needs claims',
    ],
    [
      'get mse.active --freeze geometry',
      '--freeze would have no effect: nothing that is asked for needs geometry[seed=0]',
    ],
    ['export --force figure-1 --force figure-2', 'needs figure-1, figure-2'],
  ])('is refused with stages that nothing needs, as are others: %s', async (text, why) => {
    const cwd = await temporaryFolder();
    const ended = await answer([...text.split(' '), ...small], { cwd });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(why);
    // For all work of a user, they may well be named.
    const env = { SUPERPOSITION_FORCE: 'claims' };
    expect(await superposition(['get', 'gain.positive', '--quiet', ...small], { cwd, env })).toMatchObject({
      code: 0,
    });
  });

  it('says why a report has no part of a kind, and what would give it one', async () => {
    const cwd = await temporaryFolder();
    const weights = { W_in: [[1, 0]], W_out: [[1], [0]] };
    await writeFile(join(cwd, 'weights.json'), JSON.stringify(weights));
    const refused = async (...words: readonly string[]) => {
      const { code, stderr } = await answer(['report', ...words], { cwd });
      expect(code).toBe(2);
      return stderr.trimEnd().split('\n').at(-1);
    };
    const given = ['--weights', 'weights.json', '--only'];
    for (const part of ['claims', 'sweeps', 'cross-check', 'cross-check-statistics'])
      expect(await refused(...given, part)).toBe(
        `superposition: --only ${part}: a report of given weights has no ${part}, because it trains no model: leave --weights out`,
      );
    const noSweeps = [
      ...small.slice(0, 14),
      ...['neurons', 'activeProbability', 'lossExponent', 'lossExponentSparse', 'trainingSteps'].flatMap(
        (name) => ['--set', `sweeps.${name}.values=[]`],
      ),
      ...['exponentByProbability.values.lossExponent', 'neuronsByProbability.values.neurons'].flatMap(
        (path) => ['--set', `sweeps.${path}=[]`],
      ),
    ];
    expect(await refused(...noSweeps, '--only', 'sweeps')).toBe(
      'superposition: --only sweeps: this report has no sweeps: the config gives every sweep an empty list of values: --set sweeps.neurons.values=null adds one',
    );
    const brief = [...small.slice(0, 12), '--set', 'report.depth=brief', '--only'];
    expect(await refused(...brief, 'sweeps')).toBe(
      'superposition: --only sweeps: this report has no sweeps: it is brief: --set report.depth=standard adds them',
    );
    expect(await refused(...brief, 'cross-check')).toBe(
      'superposition: --only cross-check: this report has no cross-check: it is brief: --set report.crossCheck=true adds it',
    );
    const switchedOn = ['plan', ...noSweeps, '--set', 'sweeps.neurons.values=null', '--all'];
    expect((await answer(switchedOn, { cwd })).stdout).toContain('figure-10');

    expect(await refused(...noSweeps, '--only', 'figure-10')).toBe(
      'superposition: --only figure-10: figure-10 is the figure of the cross-check, and the config switches it off: --set report.crossCheck=true switches it on',
    );
    const checked = ['plan', ...noSweeps, '--set', 'report.crossCheck=true', '--all'];
    expect((await answer(checked, { cwd })).stdout).toContain('figure-10');
  });

  it('takes a glob of names', async () => {
    const cwd = await folderWithReport();
    const ended = await answer(['report', '--only', 'figure-1*', '--quiet', ...small], { cwd });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const { figures } = readFacts(await readFile(join(cwd, 'report-part.html'), 'utf8'))!;
    expect(Object.keys(figures)).toEqual(['figure-1', 'figure-10', 'figure-11']);
  });

  it('shows a part that failed in a card, and exits with 1', async () => {
    const cwd = await temporaryFolder();
    const words = ['report', '--only', 'figure-3,figure-4', '--out', 'part.html', '--quiet', ...small];
    const program = await programWithoutFigures(4);
    expect(await superposition(words, { cwd, program })).toMatchObject({ code: 1 });
    const html = await readFile(join(cwd, 'part.html'), 'utf8');
    const [card] = /<figure id="figure-4".*?<\/figure>/s.exec(html)!;
    expect(card).toContain('Figure 4 could not be made.');
    expect(card).toContain('this figure cannot be drawn');
    expect(html).toContain('<figure id="figure-3" class="figure" data-figure');
    expect(readFacts(html)!.figures['figure-4']).toBeNull();
  });
});
