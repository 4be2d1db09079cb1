import { describe, expect, it } from 'vitest';
import { answer, folderWithReport, noConfig, small } from './program.js';

interface Family {
  readonly name: string;
  readonly state: string;
  readonly size: number;
  readonly stages: readonly { readonly name: string; readonly state: string }[];
}

describe('superposition graph', () => {
  it('shows what is fresh and what is stale, with seeds and sweeps folded', async () => {
    const cwd = await folderWithReport();
    const { stdout } = await answer(
      ['graph', '--format', 'json', ...small, '--set', 'evaluation.samples=600'],
      { cwd },
    );
    const { families } = JSON.parse(stdout) as { families: readonly Family[] };
    const find = (name: string) => families.find((family) => family.name === name)!;
    expect(find('model[…]')).toMatchObject({ state: 'fresh' });
    expect(find('model[…]').stages.length).toBeGreaterThanOrEqual(4);
    expect(find('model[…]').size).toBeGreaterThan(0);
    expect(find('evaluation[…]').state).toBe('stale');
    expect(find('page').state).toBe('stale');
  });

  it.each([
    ['mermaid', /^flowchart LR\n {2}n0\["model\[…\]<br>\d+ stages, fresh<br>/],
    ['dot', /^digraph pipeline \{\n/],
    ['html', /^<!doctype html>[\s\S]*<svg/],
  ])('draws it as %s', async (format, form) => {
    const cwd = await folderWithReport();
    const ended = await answer(['graph', '--format', format, ...small], { cwd });
    expect(ended).toMatchObject({ code: 0, stderr: noConfig(cwd) });
    expect(ended.stdout).toMatch(form);
  });
});
