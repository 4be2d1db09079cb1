import { readFile } from 'node:fs/promises';
import type { Store } from '@superposition/pipeline/internal/store/store';
import { someOf } from '@superposition/pipeline/internal/values/some-of';
import { diffReports } from '@superposition/report/internal/page/diff-reports';
import { readFacts } from '@superposition/report/internal/page/report-facts';
import { describeReadError } from '../config/read-error.js';
import { byteSize } from '../output/units.js';
import type { StageEnds } from '../workbench/stage-ends.js';

/** The comparison of results that were computed again with the recorded ones. */
export type Verification =
  | {
      readonly kind: 'same';
      readonly stages: number;
      readonly unrecorded: number;
      /** Whether a report was there to compare. */
      readonly report: 'same' | 'none';
    }
  | {
      readonly kind: 'stage differs';
      /** The first stage in the order of the graph whose bytes differ. */
      readonly stage: string;
      readonly recorded: string;
      readonly computed: string;
    }
  | { readonly kind: 'bytes are damaged'; readonly stage: string }
  | {
      readonly kind: 'report differs';
      readonly path: string;
      readonly at: number;
      /** The settings that the report was made with, as far as they are others; none if it says nothing of them. */
      readonly madeWith: readonly MadeWith[];
    }
  | { readonly kind: 'report cannot be read'; readonly path: string; readonly why: string }
  | { readonly kind: 'nothing recorded'; readonly path: string; readonly madeWith: readonly MadeWith[] };

/** A setting of a report. The value is absent if the report has no such setting. */
export interface MadeWith {
  readonly setting: string;
  readonly value?: unknown;
}

/**
 * Compares the results of a run that computed everything with the results that the store has under the same keys. Then
 * it compares the report with the written one. A stage whose bytes differ changes the keys of the stages after it, so
 * the first difference is the cause of all others.
 */
export async function verifyResults(
  ends: StageEnds,
  store: Store,
  report: { readonly path: string; readonly html: string },
): Promise<Verification> {
  const results = [...ends.values()].filter((end) => 'digest' in end);
  const recorded = await store.results(results.map(({ key }) => key));
  let same = 0;
  for (const [index, { stage, digest }] of results.entries()) {
    const before = recorded[index];
    if (before === undefined) continue;
    if (before.digest !== digest)
      return { kind: 'stage differs', stage, recorded: before.digest, computed: digest };
    if (!before.valueDropped && (await store.artifact(digest)) === undefined)
      return { kind: 'bytes are damaged', stage };
    same++;
  }
  const { path, html } = report;
  if (same === 0) return { kind: 'nothing recorded', path, madeWith: await settingsOf(path, html) };
  const stages = { kind: 'same', stages: same, unrecorded: results.length - same } as const;
  try {
    const at = firstDifference(await readFile(path), Buffer.from(html));
    if (at === -1) return { ...stages, report: 'same' };
    return { kind: 'report differs', path, at, madeWith: await settingsOf(path, html) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { ...stages, report: 'none' };
    return { kind: 'report cannot be read', path, why: describeReadError(error) };
  }
}

/** The settings of a written report that differ from those of the report that was made now. */
async function settingsOf(path: string, html: string): Promise<readonly MadeWith[]> {
  const written = readFacts(await readFile(path, 'utf8').catch(() => ''));
  const now = readFacts(html);
  if (written === undefined || now === undefined) return [];
  return diffReports(now, written).settings.map(({ id, to }) => ({
    setting: id,
    ...(to !== undefined && { value: to }),
  }));
}

/** Describes a verification in a sentence. */
export function describeVerification(verification: Verification): string {
  switch (verification.kind) {
    case 'same': {
      const { stages, unrecorded, report } = verification;
      return [
        `${stages} stages computed again: the same bytes`,
        ...(unrecorded > 0 ? [`${unrecorded} more have no recorded result`] : []),
        ...(report === 'none' ? ['there is no report to compare'] : []),
      ].join('; ');
    }
    case 'stage differs': {
      const { stage, recorded, computed } = verification;
      return `${stage} is the first stage that differs: recorded ${recorded.slice(0, 12)}, computed ${computed.slice(0, 12)}; nothing is overwritten`;
    }
    case 'bytes are damaged':
      return `the recorded bytes of ${verification.stage} are missing or damaged; the next run builds them again`;
    case 'report differs':
      if (verification.madeWith.length > 0)
        return `every stage has the recorded bytes, but ${describeMadeWith(verification)}: verify with the same settings, or make the report again`;
      return `every stage has the recorded bytes, but ${verification.path} differs from the report that they give, from ${byteSize(verification.at)} on; the file was not changed`;
    case 'report cannot be read':
      return `every stage has the recorded bytes, but the report ${verification.path} cannot be read: ${verification.why}`;
    case 'nothing recorded':
      return verification.madeWith.length > 0
        ? `no stage of these settings is recorded: ${describeMadeWith(verification)}`
        : "no stage of these settings is recorded: run 'superposition report' first";
  }
}

function describeMadeWith({
  path,
  madeWith,
}: {
  readonly path: string;
  readonly madeWith: readonly MadeWith[];
}): string {
  const settings = madeWith.map(({ setting, value }) =>
    value === undefined ? `without ${setting}` : `${setting}=${JSON.stringify(value)}`,
  );
  return `${path} was made with ${someOf(settings)}`;
}

function firstDifference(a: Buffer, b: Buffer): number {
  if (a.equals(b)) return -1;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) if (a[index] !== b[index]) return index;
  return length;
}
