import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  answer,
  builtStages,
  eventsOf,
  folderWithReport,
  small,
  superposition,
  temporaryFolder,
} from './program.js';

const families = (stages: readonly string[]) => [
  ...new Set(stages.map((stage) => stage.replace(/\[.*/, ''))),
];

/** The figures of the small report, by name, with the stages that each is drawn from. */
async function figures(cwd: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const { stdout } = await answer(['graph', '--format', 'json', ...small], { cwd });
  const { families } = JSON.parse(stdout) as {
    families: readonly { stages: readonly { name: string; inputs: readonly string[] }[] }[];
  };
  return new Map(
    families
      .flatMap(({ stages }) => stages)
      .filter(({ name }) => name.startsWith('figure-'))
      .map(({ name, inputs }) => [name, inputs]),
  );
}

describe('superposition report', () => {
  it('writes the report, says where, and then has nothing to do', async () => {
    const cwd = await temporaryFolder();
    const first = await superposition(['report', ...small], { cwd });
    expect(first.code).toBe(0);
    const lines = first.stdout.trimEnd().split('\n');
    expect(lines.at(-1)).toMatch(/^file:.* {3}\(.+ MB\)$/);
    expect(lines.at(-1)!.split(' ')[0]).toBe(pathToFileURL(join(cwd, 'report.html')).href);
    expect(lines.at(-2)).toMatch(/^72 stages: 72 built, in \d.* m?s$/);
    expect(first.stderr).toMatch(/^plan {5}72 of 72 stages, .*: not in the cache$/m);
    expect(first.stderr).toMatch(/^ {2}model +7 built +\d.* m?s {2}not in the cache$/m);
    const written = await readFile(join(cwd, 'report.html'), 'utf8');
    expect(written).toMatch(/^<!doctype html>/);

    const second = await superposition(['report', ...small], { cwd });
    expect(second.stderr).toMatch(/^config .*\ncache {4}\.superposition, .* [kM]B\n$/);
    expect(second.stdout).toMatch(/^72 stages: 72 fresh, in .* saved\)$/m);
    expect(await readFile(join(cwd, 'report.html'), 'utf8')).toBe(written);
  });

  it('gives the same bytes in another folder, with another number of jobs, environment and cache', async () => {
    const [one, other] = [await temporaryFolder(), await temporaryFolder()];
    await superposition(['report', ...small, '--jobs', '1'], { cwd: one });
    await superposition(
      ['report', ...small, '--cache-mode', 'off', '--jobs', '2', '--out', 'elsewhere.html'],
      {
        cwd: other,
        env: { TZ: 'Asia/Tokyo', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
      },
    );
    expect(await readFile(join(other, 'elsewhere.html'), 'utf8')).toBe(
      await readFile(join(one, 'report.html'), 'utf8'),
    );
  });

  it('re-runs the models and what depends on them when the data change, and nothing when they change back', async () => {
    const cwd = await folderWithReport();
    const changed = await answer(['report', '--json', ...small, '--set', 'data.activeProbability=0.05'], {
      cwd,
    });
    const built = builtStages(changed);
    expect(families(built)).toMatchInlineSnapshot(`
      [
        "claims",
        "cosine-distributions",
        "cross-gain",
        "effective-map",
        "evaluation",
        "feature-gains",
        "feature-orders",
        "figure-1",
        "figure-10",
        "figure-11",
        "figure-2",
        "figure-3",
        "figure-4",
        "figure-5",
        "figure-6",
        "figure-7",
        "figure-8",
        "figure-9",
        "figure-gains",
        "figure-steps",
        "formation",
        "geometry",
        "input-weights",
        "isolated-and-total",
        "loss-comparison",
        "model",
        "network",
        "neuron-uses",
        "page",
        "per-feature-mse",
        "quantities",
        "random-frames",
        "response-curves",
        "responses",
        "sparsity-sweep",
        "sweep-point",
        "sweep",
      ]
    `);
    const started = eventsOf(changed).find(
      (event) => event.type === 'started' && event.stage === 'model[seed=0]',
    );
    expect(started).toMatchObject({
      reasons: [{ kind: 'parameter', path: 'data.activeProbability', from: 0.02, to: 0.05 }],
    });
    const back = await answer(['report', '--json', ...small], { cwd });
    expect(builtStages(back)).toEqual([]);
  });

  it('trains only the added model when a seed is added', async () => {
    const cwd = await folderWithReport();
    const more = await answer(['report', '--json', ...small, '--set', 'training.seeds=3'], { cwd });
    expect(builtStages(more).filter((stage) => stage.startsWith('model'))).toEqual([
      'model[lossExponent=2,seed=2]',
      'model[seed=2]',
    ]);
  });

  it('trains one model a seed for a value added to a sweep, and nothing else', async () => {
    const cwd = await folderWithReport();
    const more = await answer(['report', '--json', ...small, '--set', 'sweeps.neurons.values=[2,3,4]'], {
      cwd,
    });
    const drawn = [...(await figures(cwd))].filter(([, inputs]) => inputs.includes('sweep[neurons]'));
    expect(drawn).toHaveLength(1);
    expect(builtStages(more)).toEqual([
      'feature-gains[neurons]',
      drawn[0]![0],
      'model[neurons=4,seed=0]',
      'model[neurons=4,seed=1]',
      'page',
      'sweep-point[neurons=4,seed=0]',
      'sweep-point[neurons=4,seed=1]',
      'sweep[neurons]',
    ]);
  });

  it('does not retrain when only the evaluation changes', async () => {
    const cwd = await folderWithReport();
    const finer = await answer(['report', '--json', ...small, '--set', 'evaluation.samples=600'], {
      cwd,
    });
    expect(families(builtStages(finer))).not.toContain('model');
    expect(families(builtStages(finer))).toContain('evaluation');
  });

  it('re-runs only the page for another title', async () => {
    const cwd = await folderWithReport();
    const titled = await answer(['report', '--json', ...small, '--set', 'report.title=</script><b>"Ω"'], {
      cwd,
    });
    expect(builtStages(titled)).toEqual(['page']);
    const html = await readFile(join(cwd, 'report.html'), 'utf8');
    expect(html).toContain('<title>&lt;/script&gt;&lt;b&gt;&quot;Ω&quot;</title>');
  });

  it('forces a stage, a family or a glob, and cuts off after it', async () => {
    const cwd = await folderWithReport();
    const forced = async (...patterns: string[]) =>
      builtStages(
        await answer(['report', '--json', ...small, ...patterns.flatMap((pattern) => ['--force', pattern])], {
          cwd,
        }),
      );
    expect(await forced('model[seed=1]')).toEqual(['model[seed=1]']);
    expect(await forced('responses')).toHaveLength(4);
    expect(await forced('figure-*', 'page')).toEqual([...(await figures(cwd)).keys(), 'page'].sort());
    const unknown = await answer(['report', ...small, '--force', 'figure1'], { cwd });
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain('the nearest are figure-1');
  });

  it('refreshes everything on request', async () => {
    const cwd = await folderWithReport();
    const refreshed = await answer(['report', '--json', ...small, '--cache-mode', 'refresh'], { cwd });
    const events = eventsOf(refreshed);
    expect(events.find((event) => event.type === 'finished')).toMatchObject({ fresh: 0, failed: 0 });
    expect(events.at(-1)).toMatchObject({ type: 'report', path: join(cwd, 'report.html') });
  });

  it('finds its config upward, and keeps output and cache beside it', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'superposition.config.json'), '{ "training": { "schedule": "constant" } }');
    await mkdir(join(cwd, 'deep'));
    const ended = await superposition(['report', ...small], { cwd: join(cwd, 'deep') });
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain(`\n${pathToFileURL(join(cwd, 'report.html')).href} `);
    await readFile(join(cwd, '.superposition', 'cache.sqlite'));
  });

  it('prints nothing but the address when quiet', async () => {
    const cwd = await temporaryFolder();
    const quiet = await superposition(['report', ...small, '--quiet'], { cwd });
    expect(quiet.stderr).toBe('');
    expect(quiet.stdout).toBe(`${pathToFileURL(join(cwd, 'report.html')).href}\n`);
  });
});
