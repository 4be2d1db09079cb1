import { type Stage, settled } from '../../../src/graph/stage.js';
import type { Rig } from '../../../src/testing/rig.js';
import type { Random } from './random.js';

/** The parts of a stage. Its inputs are stages before it. */
export interface Sketch {
  readonly family: number;
  readonly param: number;
  readonly fails: boolean;
  readonly inputs: readonly { readonly back: number; readonly as: 'one' | 'list' | 'settled' }[];
}

/** A random graph of up to nine stages, some of which fail. */
export function sketchGraph(random: Random): readonly Sketch[] {
  return Array.from({ length: 2 + random.below(8) }, () => ({
    family: random.below(3),
    param: random.below(3),
    fails: random.happens(0.1),
    inputs: Array.from({ length: random.below(3) }, () => ({
      back: 1 + random.below(4),
      as: (['one', 'one', 'list', 'settled'] as const)[random.below(4)]!,
    })),
  }));
}

/**
 * The stages of a graph in one process.
 *
 * @param work awaited by each task before it gives its value
 */
export function stagesOf(sketches: readonly Sketch[], rig: Rig, work: () => Promise<void>): readonly Stage[] {
  const stages: Stage[] = [];
  for (const [index, { family, param, fails, inputs }] of sketches.entries()) {
    const bound = inputs.flatMap(({ back, as }, number) => {
      const source = stages[index - back];
      if (source === undefined) return [];
      const input = as === 'one' ? source : as === 'list' ? [source, stages[0]!] : settled(source);
      return [[`input${number}`, input] as const];
    });
    // Stages of one family share a task, so that some have the same recipe. They give few values, so that many bytes are equal.
    const made = rig.stage(
      `family ${family}`,
      async (given: unknown, params: { readonly param: number; readonly fails: boolean }) => {
        await work();
        if (params.fails) throw new Error('it fails, always');
        return (JSON.stringify(given).replace(/\D/g, '').length + params.param) % 3;
      },
      { params: { param, fails }, inputs: Object.fromEntries(bound) },
    );
    stages.push({ ...made, name: `stage ${index}` });
  }
  return stages;
}
