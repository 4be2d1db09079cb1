import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tasks as analysisTasks } from '@superposition/analyses/internal/pipeline';
import { applySetting, parseConfig } from '@superposition/core/config';
import { bundleTasks } from '@superposition/pipeline/bundle-tasks';
import { openCodeLibrary } from '@superposition/pipeline/internal/code/code-library';
import { revision } from '@superposition/pipeline/internal/run/run';
import { memoryStore } from '@superposition/pipeline/internal/store/memory-store';
import type { Store } from '@superposition/pipeline/internal/store/store';
import { openWorkers } from '@superposition/pipeline/internal/threads/worker-pool';
import { eventLines } from '@superposition/pipeline/testing';
import { buildPipeline, tasks as reportTasks } from '@superposition/report/internal/pipeline';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkout, edit } from './checkout.js';
import { small } from './program.js';

/**
 * Bundles the tasks of the checkout and runs the graph of the report. Returns the lines of the stages that were not
 * fresh.
 */
async function runReport(root: string, store: Store): Promise<readonly string[]> {
  const folders: URL[] = [];
  for (const [name, tasks] of [
    ['analyses', analysisTasks],
    ['report', reportTasks],
  ] as const) {
    const folder = join(root, 'tasks', name);
    await bundleTasks(join(root, 'packages', name), folder, Object.values(tasks));
    folders.push(pathToFileURL(`${folder}/`));
  }
  let input: unknown = {};
  for (const setting of small.filter((word) => word !== '--set')) {
    const [path, value] = setting.split('=') as [string, string];
    input = applySetting(input, path, value);
  }
  const parsed = parseConfig(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { graph, page } = buildPipeline(parsed.config);
  await using workers = openWorkers(2);
  const run = revision(graph, { store, code: await openCodeLibrary(folders), workers, targets: [page] });
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    run.events.subscribe({
      next: (event) => lines.push(...eventLines(event).filter((line) => !line.endsWith(' fresh'))),
      error: reject,
      complete: resolve,
    });
  });
  return lines;
}

describe('an edit of the code', () => {
  let root: string;
  let store: Store;
  // One run for all tests, in a checkout of its own: where the code stands is no part of what it is.
  const unedited = { results: new Map<string, string>(), artifacts: new Map<string, Uint8Array>() };
  beforeAll(async () => {
    expect(await runReport(await checkout({ built: false }), memoryStore(unedited))).toContain('page built');
  });
  beforeEach(async () => {
    root = await checkout({ built: false });
    const { results, artifacts } = unedited;
    store = memoryStore({ results: new Map(results), artifacts: new Map(artifacts) });
  });

  it('of a comment or a type anywhere runs nothing', async () => {
    const files = [
      'core/src/training/loss.ts',
      'core/src/numbers/random.ts',
      'analyses/src/geometry/geometry.ts',
      'report/src/page/page.ts',
    ];
    for (const file of files)
      await edit(root, file, /$/, '\n// Why, at length.\nexport type Unused = { readonly n: 1 };\n');
    expect(await runReport(root, store)).toEqual([]);
  });

  it('of an export that nothing uses runs nothing', async () => {
    await edit(root, 'core/src/numbers/moments.ts', /$/, '\nexport const unused = (n: number) => n + 1;\n');
    expect(await runReport(root, store)).toEqual([]);
  });

  it('of a figure’s proportions runs that figure and the page', async () => {
    await edit(root, 'report/src/figures/isolated-and-total.ts', 'aspect: 0.4,', 'aspect: 0.5,');
    expect(await runReport(root, store)).toEqual([
      'figure-9 runs: the code of @superposition/report/figures/figure-9#figure9 changed (packages/report/src/figures/isolated-and-total.ts)',
      'figure-9 built',
      'page runs: the value of figure-9 changed',
      'page built',
    ]);
  });

  it('of a helper of one analysis runs that analysis, and what depends on its value', async () => {
    await edit(
      root,
      'analyses/src/weights/neuron-use.ts',
      'histogram, mean, threshold }',
      'histogram, mean, threshold: threshold + 0 }',
    );
    const file = 'packages/analyses/src/weights/neuron-use.ts';
    const ran = [
      `formation[seed=0] runs: the code of @superposition/analyses/formation#formation changed (${file})`,
      `input-weights[seed=0] runs: the code of @superposition/analyses/input-weights#inputWeights changed (${file})`,
      `neuron-uses runs: the code of @superposition/analyses/neuron-uses#neuronUses changed (${file})`,
      'formation[seed=0] built',
      'input-weights[seed=0] built',
      'neuron-uses built',
    ];
    expect((await runReport(root, store)).toSorted()).toEqual(ran.toSorted());
    await edit(root, 'analyses/src/weights/neuron-use.ts', 'threshold + 0', 'threshold + 1');
    expect((await runReport(root, store)).toSorted()).toEqual(
      [
        ...ran,
        'figure-3 runs: the value of input-weights[seed=0] changed; the value of neuron-uses changed',
        'figure-3 built',
        'page runs: the value of figure-3 changed',
        'page built',
      ].toSorted(),
    );
  });

  it('is undone without a trace', async () => {
    await edit(root, 'report/src/figures/isolated-and-total.ts', 'aspect: 0.4,', 'aspect: 0.5,');
    await runReport(root, store);
    await edit(root, 'report/src/figures/isolated-and-total.ts', 'aspect: 0.5,', 'aspect: 0.4,');
    expect(await runReport(root, store)).toEqual([]);
  });
});
