import { graph } from '../../src/graph/graph.js';
import type { Stage } from '../../src/graph/stage.js';

/** A permutation of the stages, chosen by the seed. Inputs still come before the stages that depend on them. */
export function shuffledOrder(seed: number): (order: readonly Stage[]) => readonly Stage[] {
  return (order) => {
    let state = seed >>> 0;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const permuted = [...order];
    for (let last = permuted.length - 1; last > 0; last--) {
      const other = random(last + 1);
      [permuted[last], permuted[other]] = [permuted[other]!, permuted[last]!];
    }
    return graph(permuted).order;
  };
}
