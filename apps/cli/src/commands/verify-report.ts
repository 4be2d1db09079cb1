import { readFile } from 'node:fs/promises';
import type { ResultFacts } from '@superposition/pipeline/event';
import type { Graph } from '@superposition/pipeline/graph';
import type { Store } from '@superposition/pipeline/store';
import { byteSize } from '../output/units.js';

/** What computing everything again gave, beside what is recorded. */
export type Verification =
  | { readonly kind: 'same'; readonly stages: number; readonly unrecorded: number }
  | {
      readonly kind: 'stage differs';
      /** The first in the order of the graph. */
      readonly stage: string;
      readonly recorded: string;
      readonly computed: string;
    }
  | { readonly kind: 'bytes are damaged'; readonly stage: string }
  | { readonly kind: 'report differs'; readonly path: string; readonly at: number }
  | { readonly kind: 'nothing recorded' };

/**
 * Compares the results of a run that looked nothing up with what the store has recorded under the same keys, and then the
 * report with the one that was written. After the first difference keys differ too, so that it is the cause of all others.
 *
 * @param computed results by the name of the stage
 */
export async function verifyResults(
  { order }: Graph,
  computed: ReadonlyMap<string, ResultFacts>,
  store: Store,
  report: { readonly path: string; readonly html: string },
): Promise<Verification> {
  const results = order.flatMap((stage) => computed.get(stage.name) ?? []);
  const recorded = await store.results(results.map(({ key }) => key));
  let same = 0;
  for (const [index, { stage, digest }] of results.entries()) {
    const before = recorded[index];
    if (before === undefined) continue;
    if (before.digest !== digest)
      return { kind: 'stage differs', stage, recorded: before.digest, computed: digest };
    if ((await store.artifact(digest)) === undefined) return { kind: 'bytes are damaged', stage };
    same++;
  }
  if (same === 0) return { kind: 'nothing recorded' };
  const written = await readFile(report.path).catch(() => undefined);
  const at = written === undefined ? -1 : firstDifference(written, Buffer.from(report.html));
  if (at !== -1) return { kind: 'report differs', path: report.path, at };
  return { kind: 'same', stages: same, unrecorded: results.length - same };
}

/** A verification as a sentence. */
export function describeVerification(verification: Verification): string {
  switch (verification.kind) {
    case 'same': {
      const { stages, unrecorded } = verification;
      return `${stages} stages computed again: the same bytes${unrecorded > 0 ? `; ${unrecorded} more are not recorded` : ''}`;
    }
    case 'stage differs': {
      const { stage, recorded, computed } = verification;
      return `${stage} is the first stage that differs: recorded ${recorded.slice(0, 12)}, computed ${computed.slice(0, 12)}; nothing is overwritten`;
    }
    case 'bytes are damaged':
      return `the recorded bytes of ${verification.stage} are missing or damaged; the next run builds them again`;
    case 'report differs':
      return `every stage has the same bytes, but ${verification.path} differs from the report that they make, from ${byteSize(verification.at)} on; it is left as it is`;
    case 'nothing recorded':
      return "no stage of these settings is recorded: run 'superposition report' first";
  }
}

function firstDifference(a: Buffer, b: Buffer): number {
  if (a.equals(b)) return -1;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) if (a[index] !== b[index]) return index;
  return length;
}
