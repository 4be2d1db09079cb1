import { graph } from '@superposition/pipeline/internal/graph/graph';
import { plan } from '@superposition/pipeline/internal/run/plan';
import type { Options } from '../../arguments/command-line.js';
import { wouldRun } from '../../output/would-run.js';
import type { Tools } from '../../workbench/workbench.js';
import { modelsOf, partsOf } from './sweep-graph.js';
import type { ConfigPoint } from './sweep-settings.js';

/** What `sweep --plan --json` prints. */
export interface SweepPlan {
  readonly points: number;
  readonly models: number;
  /** All stages, and those that would run. */
  readonly stages: { readonly total: number; readonly run: number };
  /** Milliseconds of work that these are expected to take, in one thread. */
  readonly expected: number;
}

/** What a sweep would run, in words or as JSON. It runs nothing. */
export async function planSweep(
  points: readonly ConfigPoint[],
  { store, code }: Tools,
  { cacheMode, jobs, json }: Options,
): Promise<string> {
  let [models, total, run, expected] = [0, 0, 0, 0];
  for (const part of partsOf(points)) {
    const targets = modelsOf(part).map(({ quantities }) => quantities);
    const planned = await plan(graph(targets), { store, code, targets, cacheMode });
    models += targets.length;
    total += planned.length;
    for (const stage of planned)
      if (stage.state !== 'fresh') {
        run += 1;
        expected += stage.expected;
      }
  }
  const sum: SweepPlan = { points: points.length, models, stages: { total, run }, expected };
  if (json) return `${JSON.stringify(sum)}\n`;
  if (run === 0) return `nothing would run: all ${models} models are measured\n`;
  return `${wouldRun({ run, total, expected }, jobs)}\n`;
}
