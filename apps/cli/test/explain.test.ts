import { describe, expect, it } from 'vitest';
import { answer, folderWithReport, small, temporaryFolder } from './program.js';

const changed = [...small, '--set', 'data.activeProbability=0.05'];
const timeless = (text: string) => text.replace(/\([\d.]+ m?s\)/g, '(some time)');

describe('superposition explain', () => {
  it('leads from a figure to the setting that changed, before and after the run', async () => {
    const cwd = await folderWithReport();
    const before = await answer(['explain', 'figure-5', ...changed], { cwd });
    expect(before.code).toBe(0);
    expect(before.stdout).toMatch(
      /^figure-5 would run if the value of geometry\[seed=0\], random-frames\[seed=0\], cosine-distributions changes\n/,
    );
    expect(before.stdout).toContain('model[seed=0] would run: data.activeProbability changed 0.02 → 0.05\n');
    await answer(['report', ...changed], { cwd });
    const after = await answer(['explain', 'figure-5', ...changed], { cwd });
    expect(timeless(after.stdout)).toMatchInlineSnapshot(`
      "figure-5 was built just now (some time): the values of geometry[seed=0], random-frames[seed=0], cosine-distributions changed
      ├ geometry[seed=0] (some time): the values of model[seed=0], feature-orders[seed=0] changed
      │ ├ model[seed=0] (some time): data.activeProbability changed 0.02 → 0.05
      │ └ feature-orders[seed=0] (some time): the value of model[seed=0] changed
      ├ random-frames[seed=0] (some time): the value of model[seed=0] changed
      └ cosine-distributions (some time): the values of model[seed=0], model[seed=1] changed
        └ model[seed=1] (some time): data.activeProbability changed 0.02 → 0.05
      now: fresh
      "
    `);
  });

  it('says where a change was cut off, and takes the id of a quantity', async () => {
    const cwd = await folderWithReport();
    await answer(['report', ...small, '--force', 'responses'], { cwd });
    const { stdout } = await answer(['explain', 'gain.positive', ...small], { cwd });
    expect(timeless(stdout)).toMatchInlineSnapshot(`
      "quantities is fresh: every input has the same bytes as before
      ├ quantities[seed=0] is fresh: every input has the same bytes as before
      │ └ responses[seed=0] (some time): asked to run again
      └ quantities[seed=1] is fresh: every input has the same bytes as before
        └ responses[seed=1] (some time): asked to run again
      "
    `);
  });

  it('compares two recipes by stage or key, also as JSON', async () => {
    const cwd = await folderWithReport();
    const { stdout } = await answer(['explain', 'model[seed=0]', 'model[seed=1]', '--json', ...small], {
      cwd,
    });
    const compared = JSON.parse(stdout) as { from: { key: string }; to: { key: string }; reasons: unknown };
    expect(compared.reasons).toEqual([{ kind: 'parameter', path: 'seed', from: 0, to: 1 }]);
    const keys = [compared.from.key.slice(0, 16), compared.to.key];
    expect((await answer(['explain', ...keys, ...small], { cwd })).stdout).toBe(
      `from model[seed=0] (${compared.from.key.slice(0, 12)}) to model[seed=1] (${compared.to.key.slice(0, 12)}):\n  seed changed 0 → 1\n`,
    );
    const same = await answer(['explain', 'page', 'page', ...small], { cwd });
    expect(same.stdout).toContain('have the same recipe');
  });

  it('names what is wrong with its words', async () => {
    const cwd = await temporaryFolder();
    const unknown = await answer(['explain', 'figure5', ...small], { cwd });
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain('the nearest are figure-5');
    for (const [words, why] of [
      [
        ['page', 'abcd1234'],
        'explain page: it has no result for this config, and the cache has none of another',
      ],
      [['abcd1234', 'page'], 'the cache has no result of such a key'],
    ] as const) {
      const missing = await answer(['explain', ...words, ...small], { cwd });
      expect(missing).toMatchObject({ code: 2, stdout: '' });
      expect(missing.stderr).toContain(why);
    }
  });
});
