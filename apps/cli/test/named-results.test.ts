import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answer, folderWithReport, small } from './program.js';

const keyIn = (shown: string) => /^key +([0-9a-f]{64})$/m.exec(shown)![1]!;

describe('a stage as the config defines it', () => {
  it('is what cache show and explain mean, and not the stage of the last run', async () => {
    const cwd = await folderWithReport();
    const longer = [...small, '--set', 'training.steps=30'];
    const before = keyIn((await answer(['cache', 'show', 'geometry', ...small], { cwd })).stdout);
    expect(await answer(['get', 'geometry', '--json', ...longer], { cwd })).toMatchObject({ code: 0 });
    const shown = async (settings: readonly string[]) =>
      keyIn((await answer(['cache', 'show', 'geometry', ...settings], { cwd })).stdout);
    expect(await shown(small)).toBe(before);
    const after = await shown(longer);
    expect(after).not.toBe(before);
    const compared = await answer(['explain', 'model[seed=0]', 'model[seed=1]', ...small], { cwd });
    expect(compared.stdout).toMatch(/ seed changed 0 (->|→) 1\n/);
    const other = await answer(['explain', before.slice(0, 12), 'geometry', ...longer], { cwd });
    expect(other.stdout).toContain(`to geometry[seed=0] (${after.slice(0, 12)})`);
  });

  it('without a result names the last one that was made, and the settings that made it', async () => {
    const cwd = await folderWithReport();
    const asked = [...small, '--set', 'training.steps=30', '--set', 'evaluation.samples=600'];
    const { code, stdout, stderr } = await answer(['cache', 'show', 'geometry', ...asked], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const [, key] = /; the last one was made with training\.steps=20: superposition cache show (\w+)\n$/.exec(
      stderr,
    )!;
    expect((await answer(['cache', 'show', key!], { cwd })).stdout).toMatch(/^stage +geometry/);
    const there = ['--cache', './.superposition'];
    const named = await answer(['cache', 'show', 'geometry', ...there, ...asked], { cwd });
    expect(named.stderr).toContain(`: superposition cache show ${key} ${there.join(' ')}\n`);
    const quantities = await answer(['cache', 'show', 'quantities', ...asked], { cwd });
    expect(quantities.stderr).toContain('was made with evaluation.samples=500, training.steps=20: ');
    const compared = await answer(['explain', 'page', 'geometry', ...asked], { cwd });
    expect(compared).toMatchObject({ code: 2, stdout: '' });
    expect(compared.stderr).toContain('explain page: it has no result for this config');
  });

  it('needs the config, but a key does not', async () => {
    const cwd = await folderWithReport();
    const { stdout } = await answer(['cache', 'show', 'quantities', ...small], { cwd });
    await writeFile(join(cwd, 'superposition.config.json'), '{ "model": 3 }');
    for (const beginning of [keyIn(stdout), keyIn(stdout).slice(0, 12), keyIn(stdout).slice(0, 8)])
      expect(await answer(['cache', 'show', beginning], { cwd })).toMatchObject({ code: 0, stdout });
    const byName = await answer(['cache', 'show', 'quantities'], { cwd });
    expect(byName).toMatchObject({ code: 2, stdout: '' });
    expect(byName.stderr).toContain('superposition.config.json has one problem');
  });

  it('is named alone: a family and a glob with several stages are refused', async () => {
    const cwd = await folderWithReport();
    const { code, stderr } = await answer(['cache', 'show', 'model', ...small], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^superposition: cache show model: this names \d+ stages, model\[seed=0\], .*; name one\n$/,
    );
    const unknown = await answer(['cache', 'show', 'geometri', ...small], { cwd });
    expect(unknown.stderr).toContain('the nearest are geometry');
  });
});
