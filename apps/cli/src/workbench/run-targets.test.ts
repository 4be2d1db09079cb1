import { getEventListeners } from 'node:events';
import { given } from '@superposition/pipeline/internal/graph/given';
import { graph } from '@superposition/pipeline/internal/graph/graph';
import { memoryStore } from '@superposition/pipeline/internal/store/memory-store';
import { openWorkers } from '@superposition/pipeline/internal/threads/worker-pool';
import { expect, it } from 'vitest';
import type { Options } from '../arguments/command-line.js';
import { runTargets } from './run-targets.js';
import type { Workbench } from './workbench.js';

it('awaits no interruption any more when the stages have ended', async () => {
  const target = given('a', 1);
  await using workers = openWorkers(1);
  const bench: Partial<Workbench> = {
    pipeline: { graph: graph([target]) } as Workbench['pipeline'],
    store: memoryStore(),
    code: { find: () => undefined },
    workers,
    force: new Set<string>(),
    warn: () => {},
  };
  const { signal } = new AbortController();
  let during: number | undefined;
  const options = { cacheMode: 'use', cacheBudget: 2 ** 30 } as Options;
  await runTargets(bench as Workbench, [target], options, signal, () => {
    during = getEventListeners(signal, 'abort').length;
  });
  expect(during).toBe(1);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
