import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quantityIds } from '@superposition/core/internal/quantities/quantity-definitions';
import { describe, expect, it } from 'vitest';
import { answer, builtStages, eventsOf, small, smallConfig, temporaryFolder } from './program.js';

describe('superposition plan', () => {
  it('names a command that explains the same stage, with the options that decide', async () => {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, 'sub'));
    await writeFile(join(cwd, 'sub', 'small config.json'), smallConfig);
    const words = ['--config', 'sub/small config.json', '--cache', 'other'];
    expect(await answer(['report', '--quiet', ...words], { cwd })).toMatchObject({ code: 0 });
    const { stdout } = await answer(['plan', ...words, '--force', 'claims'], { cwd });
    const command =
      "superposition explain claims --config 'sub/small config.json' --cache other --force claims";
    expect(stdout).toContain(` · why: ${command}\n`);
    const explained = await answer(['explain', 'claims', ...words, '--force', 'claims'], { cwd });
    expect(explained).toMatchObject({ code: 0, stdout: 'claims would run: asked to run again\n' });
    const table = await answer(['runs', ...words], { cwd });
    expect(table.stdout).toContain(
      "\nsuperposition runs show 1 --config 'sub/small config.json' --cache other · runs --quantities",
    );
  });

  it('says what would run and why, runs nothing, and is right', async () => {
    const cwd = await temporaryFolder();
    const cold = await answer(['plan', ...small], { cwd });
    expect(cold.code).toBe(0);
    expect(cold.stdout).toMatch(/^up to 72 of 72 stages would run, .* on \d+ workers?\n/);
    expect(cold.stdout).toMatch(/^ {2}model +7 run +\d.* {2}not in the cache$/m);
    expect(cold.stdout).toMatch(/^ {2}responses +4 may run +\d.* {2}if the values of model change$/m);
    const whole = await answer(['plan', '--all', ...small], { cwd });
    expect(whole.stdout).toMatch(/^model\[seed=0\] {2}runs, about \d+ ms: not in the cache$/m);
    expect(whole.stdout).toMatch(/^responses\[seed=0\] {2}runs if the value of model\[seed=0\] changes$/m);

    await answer(['report', ...small], { cwd });
    const changed = [...small, '--set', 'evaluation.samples=600'];
    const planned = JSON.parse((await answer(['plan', '--json', ...changed], { cwd })).stdout) as {
      stage: string;
      state: string;
    }[];
    const ended = await answer(['report', '--json', ...changed], { cwd });
    const built = new Set(builtStages(ended));
    for (const { stage, state } of planned) {
      if (state === 'runs') expect(built).toContain(stage);
      if (state === 'fresh') expect(built).not.toContain(stage);
    }
    expect(planned.length).toBe(
      eventsOf(ended).filter(({ type }) => type === 'fresh' || type === 'built').length,
    );
    expect((await answer(['plan', ...changed], { cwd })).stdout).toBe(
      'nothing would run: all 72 stages are fresh\n',
    );
  });
});

describe('superposition get', () => {
  it('prints every quantity as JSON, and nothing else', async () => {
    const cwd = await temporaryFolder();
    const { code, stdout } = await answer(['get', 'quantities', '--json', ...small], { cwd });
    expect(code).toBe(0);
    const quantities = JSON.parse(stdout) as Record<
      string,
      { mean: number; sd: number; ci95: number[]; seeds: number[] }
    >;
    expect(Object.keys(quantities).sort()).toEqual([...quantityIds].sort());
    const { mean, ci95, seeds } = quantities['mse.active']!;
    expect(seeds).toHaveLength(2);
    expect(mean).toBeCloseTo((seeds[0]! + seeds[1]!) / 2, 12);
    expect((ci95[0]! + ci95[1]!) / 2).toBeCloseTo(mean, 12);
  });

  it('prints what explains the model and its converged twin, id by id', async () => {
    const cwd = await temporaryFolder();
    const { code, stdout } = await answer(['get', 'understanding', '--json', ...small], { cwd });
    expect(code).toBe(0);
    type Finding = { value: number | null; standardError?: number; reason?: string };
    const models = JSON.parse(stdout) as Record<'report' | 'converged', Record<string, Finding>>;
    expect(Object.keys(models).sort()).toEqual(['converged', 'report']);
    expect(Object.keys(models.report)).toEqual(Object.keys(models.converged));
    const { 'ladder.zero.ratio': ratio, 'theory.cubic.measured.gain': gain } = models.converged;
    expect(ratio!.standardError).toBeGreaterThan(0);
    expect(gain).toEqual({ value: expect.any(Number) });
  });

  it('runs only what the id needs', async () => {
    const cwd = await temporaryFolder();
    const { stdout, stderr } = await answer(['get', 'model[seed=1]', '--json', ...small], { cwd });
    expect(stderr).toMatch(/^plan {5}1 of 1 stages, .*\n {2}other stages {2}1 built .*\n$/);
    const model = (JSON.parse(stdout) as Record<string, { weights: { input: number[] } }>)['model[seed=1]']!;
    expect(model.weights.input).toHaveLength(36);
  });

  it('prints CSV, families, and the ids there are', async () => {
    const cwd = await temporaryFolder();
    const csv = await answer(['get', 'gain.positive', 'naive.mse.active', '--csv', ...small], { cwd });
    const [header, gain, naive] = csv.stdout.split('\r\n');
    expect(header).toBe('id,mean,sd,ci95.low,ci95.high,standardError,value.0,value.1');
    expect(gain).toMatch(/^gain\.positive,/);
    expect(naive).toBe('naive.mse.active,0.125,0,0.125,0.125,0,0.125,0.125');
    const list = await answer(['get', '--list', ...small], { cwd });
    expect(list.stdout.split('\n')).toEqual(
      expect.arrayContaining(['gain.positive', 'model[seed=1]', 'figure-9', 'page']),
    );
    const family = await answer(['get', 'quantities[seed=0]', 'figure-1', '--json', ...small], {
      cwd,
    });
    expect(Object.keys(JSON.parse(family.stdout) as object)).toEqual(['quantities[seed=0]', 'figure-1']);
  });

  it('names the nearest ids for one that does not exist', async () => {
    const cwd = await temporaryFolder();
    const unknown = await answer(['get', 'gain.positiv', ...small], { cwd });
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain('the nearest are gain.positive');
  });

  it('reports every problem of a config at once, before any work', async () => {
    const cwd = await temporaryFolder();
    await writeFile(
      join(cwd, 'superposition.config.json'),
      '{ "model": { "neuron": 3 }, "training": { "steps": "many" } }',
    );
    const ended = await answer(['get', 'quantities', '--set', 'engine=abacus'], { cwd });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('has 3 problems');
    expect(ended.stderr).toContain('did you mean model.neurons?');
    expect(ended.stderr).toContain('engine = "abacus"');
    expect(ended.stderr).not.toContain('    at ');
  });
});
