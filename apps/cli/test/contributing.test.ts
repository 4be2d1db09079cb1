import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, it, vi } from 'vitest';
import { build } from '../src/watch/build.js';
import { checkout, turboCache } from './checkout.js';
import { builtStages, small, superposition, temporaryFolder } from './program.js';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));

afterEach(() => vi.unstubAllEnvs());

/** A block of CONTRIBUTING.md under the path of the file that it is, or that it changes. */
interface Step {
  readonly path: string;
  readonly kind: 'ts' | 'diff';
  readonly text: string;
}

function stepsOf(markdown: string): readonly Step[] {
  return [...markdown.matchAll(/^`([^`\n]+)`:\n\n```(ts|diff)\n(.*?)^```$/gms)].map(
    ([, path, kind, text]) => ({ path: path!, kind: kind as Step['kind'], text: text! }),
  );
}

/**
 * Writes the file of a step, or puts its added lines between the lines that stand around them. Leaves alone what is there
 * already, because a reader who follows the guide runs this test too.
 *
 * @returns whether the step was still to do
 */
async function follow(root: string, { path, kind, text }: Step): Promise<boolean> {
  const file = join(root, path);
  if (kind === 'ts') {
    if (existsSync(file)) return false;
    await writeFile(file, text);
    return true;
  }
  const lines = text.trimEnd().split('\n');
  const before = lines.filter((line) => !line.startsWith('+')).map((line) => `${line.slice(1)}\n`);
  const after = lines.map((line) => `${line.slice(1)}\n`);
  const source = await readFile(file, 'utf8');
  if (source.includes(after.join(''))) return false;
  expect(
    source.split(before.join('')),
    `CONTRIBUTING.md: the lines around those that its block for ${path} adds must stand there once; give the block other lines`,
  ).toHaveLength(2);
  await writeFile(
    file,
    source.replace(before.join(''), () => after.join('')),
  );
  return true;
}

/** Numbers of the figures that a run built. */
const figuresOf = (stages: readonly string[]) =>
  stages.flatMap((stage) => (stage.startsWith('figure-') ? [Number(stage.slice('figure-'.length))] : []));

it('the steps of CONTRIBUTING.md add an analysis and its figure that pass lint, types and their tests, and run alone', async () => {
  const root = await checkout();
  // The linters look at the whole workspace.
  const omitted = new Set(['node_modules', '.turbo', '.git', '.superposition', 'dist']);
  await cp(workspace, root, {
    recursive: true,
    force: false,
    filter: (path) => !omitted.has(basename(path)) && !path.endsWith('.html'),
  });
  const main = join(root, 'apps/cli/dist/main.js');
  // Not in the checkout: its config would be found.
  const cwd = await temporaryFolder();
  const first = await superposition(['report', '--json', ...small], { cwd, program: main });
  expect(first.code).toBe(0);

  const steps = stepsOf(await readFile(join(workspace, 'CONTRIBUTING.md'), 'utf8'));
  expect(steps.filter(({ kind }) => kind === 'ts')).toHaveLength(5);
  expect(steps.filter(({ kind }) => kind === 'diff')).toHaveLength(6);
  let hasAdded = false;
  for (const step of steps) if (await follow(root, step)) hasAdded = true;

  const run = (program: string, ...words: readonly string[]) =>
    promisify(execFile)(join(workspace, 'node_modules/.bin', program), words, { cwd: root });
  await promisify(execFile)('git', ['init', '--quiet'], { cwd: root });
  await run('biome', 'check', ...steps.map(({ path }) => path));
  await run('knip');
  await run('jiti', 'scripts/sentences/check.ts');
  await run('depcruise', 'packages/analyses', 'packages/report', '--config', '.dependency-cruiser.mjs');
  // The types of report are checked together with the sources of analyses.
  await run('tsc', '-p', 'packages/report');
  await run('vitest', 'run', 'neuron-norms');
  for (const [name, value] of Object.entries(turboCache)) vi.stubEnv(name, value);
  expect(await build(root, new AbortController().signal)).toEqual({ kind: 'built' });

  const norms = await superposition(['get', 'neuron-norms[seed=0]', '--json', ...small], {
    cwd,
    program: main,
  });
  expect(norms.code).toBe(0);
  expect(Object.values(JSON.parse(norms.stdout) as Record<string, number[]>)[0]).toHaveLength(3);

  const after = await superposition(['report', '--json', ...small], { cwd, program: main });
  expect(after.code).toBe(0);
  // The figures after the new one are those of the sweeps, under another number.
  const numbers = figuresOf(builtStages(first));
  const added = Number(/'figure-(\d+)'/.exec(steps.map(({ text }) => text).join(''))![1]);
  const renumbered = numbers.filter((number) => number >= added);
  expect(renumbered.length).toBeGreaterThan(0);
  expect(figuresOf(builtStages(after)).sort((a, b) => a - b)).toEqual(
    hasAdded ? [added, ...renumbered.map((number) => number + 1)] : [],
  );
  expect(builtStages(after).filter((stage) => !stage.startsWith('figure-'))).toEqual(
    hasAdded ? ['page'] : [],
  );
  expect(await readFile(join(cwd, 'report.html'), 'utf8')).toContain('Norms of the neurons’ input weights');
});
