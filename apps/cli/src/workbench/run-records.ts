import { basename } from 'node:path';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import { familyOf } from '@superposition/pipeline/internal/graph/select';
import type { RunEvent } from '@superposition/pipeline/internal/run/event';
import type { StageEnd } from '@superposition/pipeline/internal/run/stage-end';
import type { Claim } from '@superposition/pipeline/internal/store/claim';
import { type NoteSeries, readSeries } from '@superposition/pipeline/internal/store/numbered-notes';
import type { Store } from '@superposition/pipeline/internal/store/store';
import type { Page } from '@superposition/report/internal/page/page';
import { pageFacts } from '@superposition/report/internal/page/page-facts';
import type { Options } from '../arguments/command-line.js';
import { changedSettings } from './changed-settings.js';
import { beginRecord, type EndRecord, goesOn } from './live-record.js';
import { type NumberedRun, type RunRecord, readRun, type StageCounts } from './run-record.js';
import { Interrupted } from './run-targets.js';
import { collectEnds, endsOf, type StageEnds } from './stage-ends.js';
import type { Workbench } from './workbench.js';

const series: NoteSeries = { name: 'run', keep: 1_000 };

/** What a record says of a run besides its events. */
interface About {
  readonly command: RunRecord['command'];
  readonly report: string;
  /** `performance.now()` when the command began. */
  readonly started: number;
  readonly options: Pick<Options, 'cacheMode'>;
}

/**
 * Does the work of a run, and keeps a record of how it goes and how it ended. `work` passes on the events of the run.
 *
 * The record is no result: if it cannot be written, the run goes on as if nothing had happened. A run that reached no
 * stage keeps none.
 *
 * @throws whatever the work throws
 */
export async function recorded<T>(
  bench: Pick<Workbench, 'loaded' | 'given' | 'pipeline' | 'store'>,
  { command, report, started, options }: About,
  work: (observe: (event: RunEvent) => void) => Promise<T>,
): Promise<T> {
  const at = Date.now() - (performance.now() - started);
  const collector = collectEnds(bench.pipeline.graph);
  let total = 0;
  let end: EndRecord | undefined;
  let quantities: RunRecord['quantities'] = {};
  const observe = (event: RunEvent) => {
    if (event.type === 'planned') {
      total = event.stages;
      if (options.cacheMode !== 'off')
        end = beginRecord(bench.store, series, (process) => textOf('running', { process }));
    }
    collector.observe(event);
    if (event.type !== 'value') return;
    if (event.stage === bench.pipeline.page.name) ({ quantities } = (event.value as Page).facts);
    // Of `--only`, which makes no page by a stage.
    if (event.stage === bench.pipeline.quantities.name)
      ({ quantities } = pageFacts(event.value as QuantitySummaries, undefined));
  };
  const textOf = (
    ended: RunRecord['ended'],
    { process, isWritten = false }: { readonly process?: Claim; readonly isWritten?: boolean },
  ) => {
    const { loaded, given } = bench;
    const ends = collector.ends();
    const counts = countsOf([...ends.values()]);
    const frozen = endsOf(ends, 'fresh').flatMap((end) => (end.frozen === undefined ? [] : [end.stage]));
    const record: RunRecord = {
      at: Math.round(at),
      command,
      settings: changedSettings(loaded.config, given),
      ...(given !== undefined && { weights: given.sha256 }),
      ...(frozen.length > 0 && { frozen }),
      stages: { total, ...counts },
      families: familiesOf(ends),
      elapsed: Math.round(performance.now() - started),
      ended: ended === 'done' && counts.failed > 0 ? 'failed' : ended,
      quantities,
      report: isWritten ? basename(report) : null,
      ...(process !== undefined && { process }),
    };
    return JSON.stringify(record);
  };
  const keep = async (ended: RunRecord['ended'], isWritten: boolean) => {
    await end?.(textOf(ended, { isWritten })).catch(() => {});
  };
  try {
    const result = await work(observe);
    await keep('done', true);
    return result;
  } catch (error) {
    await keep(error instanceof Interrupted ? 'interrupted' : 'failed', false);
    throw error;
  }
}

/**
 * The runs that a cache remembers, the newest last. Leaves out what is not a record of this version.
 *
 * @param now milliseconds since 1970
 */
export async function readRuns(store: Store, now: number): Promise<readonly NumberedRun[]> {
  const texts = await readSeries(store, series);
  return Array.from(texts, ([number, text]) => readRun(number, text))
    .filter((run) => run !== undefined)
    .map((run) => {
      if (run.ended !== 'running' || (run.process !== undefined && goesOn(run.process, now))) return run;
      return { ...run, ended: 'broken off' };
    });
}

function countsOf(ends: readonly StageEnd[]): StageCounts {
  const counts = { fresh: 0, built: 0, failed: 0, skipped: 0 };
  for (const { type } of ends) counts[type]++;
  return counts;
}

function familiesOf(ends: StageEnds): RunRecord['families'] {
  const families = new Map<string, StageCounts>();
  for (const [stage, { type }] of ends) {
    const family = familyOf(stage);
    const counts = families.get(family) ?? countsOf([]);
    counts[type]++;
    families.set(family, counts);
  }
  return Object.fromEntries(families);
}
