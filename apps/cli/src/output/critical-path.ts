import type { Graph } from '@superposition/pipeline/internal/graph/graph';
import { upstreamOf } from '@superposition/pipeline/internal/graph/stage';
import { shortened } from './table.js';
import { duration } from './units.js';

/** A part of a path, and the milliseconds that it took. */
export interface Step {
  readonly name: string;
  readonly duration: number;
}

/**
 * The chain of stages, each of which took values of the one before, whose tasks took longest together. The run would take as
 * long with any number of threads.
 *
 * @param durations milliseconds of each stage whose task ran
 */
export function criticalPath({ order }: Graph, durations: ReadonlyMap<string, number>): readonly Step[] {
  const ends = new Map<string, { readonly total: number; readonly before: string | undefined }>();
  let last: string | undefined;
  for (const stage of order) {
    let [before, longest]: [string | undefined, number] = [undefined, 0];
    for (const { name } of upstreamOf(stage)) {
      const { total } = ends.get(name)!;
      if (total > longest) [before, longest] = [name, total];
    }
    const total = longest + (durations.get(stage.name) ?? 0);
    ends.set(stage.name, { total, before });
    if (total > (last === undefined ? 0 : ends.get(last)!.total)) last = stage.name;
  }
  const path: Step[] = [];
  for (let name = last; name !== undefined; name = ends.get(name)!.before) {
    const took = durations.get(name);
    if (took !== undefined) path.unshift({ name, duration: took });
  }
  return path;
}

/**
 * A path as one line: "critical path: model[seed=3] 0.25 s → … → page 0.02 s = 1.9 s of 2.3 s". Where the line is too long, the
 * steps that took least time are left out.
 *
 * @param elapsed milliseconds of the whole
 */
export function describePath(title: string, path: readonly Step[], elapsed: number, width: number): string {
  const sum = path.reduce((total, step) => total + step.duration, 0);
  const kept = new Set(path);
  const line = () => {
    const shown = path.map((step) => (kept.has(step) ? `${step.name} ${duration(step.duration)}` : '…'));
    const steps = shown.filter((text, index) => text !== '…' || shown[index - 1] !== '…');
    return `${title}: ${steps.join(' → ')} = ${duration(sum)} of ${duration(elapsed)}`;
  };
  for (const step of [...path].sort((a, b) => a.duration - b.duration)) {
    if (line().length <= width || kept.size === 1) break;
    kept.delete(step);
  }
  return shortened(line(), width);
}
