import { familyOf } from '@superposition/pipeline/internal/graph/select';
import { describeFrozen, type Reason } from '@superposition/pipeline/internal/run/reasons';
import { unlessKnown } from '@superposition/pipeline/internal/tell/reason-chain';
import { someOf } from '@superposition/pipeline/internal/values/some-of';
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
    const way = `${describeFrozen(byFamily(frozen), { words: reasonWords() })}${unlessKnown(on && families(on))}`;
    byWay.set(way, [...(byWay.get(way) ?? []), stage]);
  }
  return [...byWay].map(([way, names]) => `frozen: ${someOf(names)}, ${way}`);
}

// Each stage of a family takes another input. If each was named, no two stages would be frozen in the same way.
function byFamily(reasons: readonly Reason[]): readonly Reason[] {
  const inputs = reasons.flatMap((reason) => (reason.kind === 'input value' ? [reason.stage] : []));
  return [
    ...reasons.filter(({ kind }) => kind !== 'input value'),
    ...families(inputs).map((stage): Reason => ({ kind: 'input value', input: stage, stage })),
  ];
}

function families(stages: readonly string[]): readonly string[] {
  return [...new Set(stages.map(familyOf))];
}
