import { unlessKnown } from '@superposition/pipeline/reason-chain';
import { describeFrozen, type Reason } from '@superposition/pipeline/reasons';
import { someOf } from '@superposition/pipeline/some-of';
import { reasonWords } from '../output/reason-words.js';

/** What an event or a plan says of a stage. */
interface MayBeFrozen {
  readonly stage: string;
  readonly frozen?: readonly Reason[];
  readonly on?: readonly string[];
}

/** A line for each way in which the values of frozen stages were made. */
export function describeFrozenStages(stages: readonly MayBeFrozen[]): readonly string[] {
  const byWay = new Map<string, string[]>();
  for (const { stage, frozen, on } of stages) {
    if (frozen === undefined) continue;
    const way = `${describeFrozen(frozen, { words: reasonWords() })}${unlessKnown(on)}`;
    byWay.set(way, [...(byWay.get(way) ?? []), stage]);
  }
  return [...byWay].map(([way, names]) => `frozen: ${someOf(names)}, ${way}`);
}
