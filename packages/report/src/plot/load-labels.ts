import { mean } from '@superposition/core/internal/numbers/statistics';
import type { Layout } from '../figure.js';
import { whole } from '../text/format.js';
import { four, ink } from '../theme.js';
import { note } from './levels.js';

/** The features of each neuron, ascending, and where 95 % of random words have each rank. */
export interface SortedLoad {
  readonly name: string;
  readonly load: readonly number[];
  readonly chance: { readonly sortedLoad: readonly { readonly low: number; readonly high: number }[] };
}

/** All loads and chance rise to the right, so above the upper ones the left is free, and below the others the right. */
export function loadLabels(sorted: readonly SortedLoad[]): readonly Layout[] {
  return sorted.map(({ name, load, chance }, index) => {
    const [low, high] = [load[0]!, load.at(-1)!];
    const words = `<b>${name}: ${low === high ? whole(low) : `${whole(low)} to ${whole(high)}`}</b>`;
    const isUpper = sorted.length > 1 && sorted.every((other) => mean(load) >= mean(other.load));
    const half = Math.min(Math.ceil(load.length / 2), load.length - 1);
    const left = Math.max(0, half - 1);
    const colour = index === 0 ? four : ink;
    return isUpper
      ? {
          ...note(
            words,
            [1, Math.max(load[left]!, chance.sortedLoad[left]!.high)],
            ['left', 'bottom'],
            colour,
          ),
          yshift: 4,
        }
      : {
          ...note(
            words,
            [load.length, Math.min(load[half]!, chance.sortedLoad[half]!.low)],
            ['right', 'top'],
            colour,
          ),
          yshift: -4,
        };
  });
}
