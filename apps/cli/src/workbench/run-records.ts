import { basename } from 'node:path';
import { familyOf } from '@superposition/pipeline/internal/graph/select';
import type { RunEvent } from '@superposition/pipeline/internal/run/event';
import type { StageEnd } from '@superposition/pipeline/internal/run/stage-end';
import type { Claim } from '@superposition/pipeline/internal/store/claim';
import { type NoteSeries, readSeries } from '@superposition/pipeline/internal/store/numbered-notes';
import type { Store } from '@superposition/pipeline/internal/store/store';
import type { Page } from '@superposition/report/internal/page/page';
import type { QuantityFacts } from '@superposition/report/internal/page/report-facts';
import type { Options } from '../arguments/command-line.js';
import { changedSettings } from './changed-settings.js';
import { beginRecord, type EndRecord, goesOn } from './live-record.js';
import { Interrupted } from './run-targets.js';
import { collectEnds, endsOf, type StageEnds } from './stage-ends.js';
import type { Workbench } from './workbench.js';

/** How many stages a run found fresh, built, failed to build and skipped. */
export interface StageCounts {
  fresh: number;
  built: number;
  failed: number;
  skipped: number;
}

/** What the cache remembers of one run that made a report. */
export interface RunRecord {
  /** Milliseconds since 1970 when it began. */
  readonly at: number;
  readonly command: 'report' | 'watch';
  /** The settings that differ from the defaults, by path. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The sha256 of the file of given weights. */
  readonly weights?: string;
  /** Stages that `--freeze` kept from following the settings; absent if there were none. */
  readonly frozen?: readonly string[];
  /** `total` counts also the stages that a run did not come to. */
  readonly stages: Readonly<StageCounts> & { readonly total: number };
  readonly families: Readonly<Record<string, Readonly<StageCounts>>>;
  /** Milliseconds. */
  readonly elapsed: number;
  /** `broken off`: its process has ended without a word. A record never says this of itself. */
  readonly ended: 'done' | 'failed' | 'interrupted' | 'running' | 'broken off';
  /** The process of a run that is not over, or is broken off. The rest of the record tells how far it has come. */
  readonly process?: Claim;
  /** Every quantity of the report, by id; empty if there is no report, or the stage of the quantities failed. */
  readonly quantities: Readonly<Record<string, QuantityFacts>>;
  /** The name of the report's file, without its folder; null if it was not written. */
  readonly report: string | null;
}

/** A record with the number that the cache gave it. */
export interface NumberedRun extends RunRecord {
  readonly number: number;
}

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
    if (event.type === 'value' && event.stage === bench.pipeline.page.name)
      ({ quantities } = (event.value as Page).facts);
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
  return Array.from(texts, ([number, text]) => ({ ...parsed(text), number }) as NumberedRun)
    .filter(isWhole)
    .map((run) => {
      if (run.ended !== 'running' || (run.process !== undefined && goesOn(run.process, now))) return run;
      return { ...run, ended: 'broken off' };
    });
}

function parsed(text: string): object | undefined {
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

// A cache may come from another version of this program, or from a stranger.
function isWhole({
  at,
  command,
  elapsed,
  ended,
  report,
  settings,
  weights = '',
  stages,
  families,
  quantities,
  frozen = [],
  process = { at: 0, host: '', pid: 0, run: '' },
}: NumberedRun): boolean {
  const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null;
  const areNumbers = ({ mean, sd, seeds }: QuantityFacts) =>
    [mean ?? 0, sd ?? 0, seeds].every((value) => typeof value === 'number');
  return (
    [at, elapsed, stages?.total, stages?.built].every(Number.isFinite) &&
    [command, ended, weights, report ?? ''].every((text) => typeof text === 'string') &&
    [settings, families, quantities, process].every(isGroup) &&
    Number.isFinite(process.at) &&
    Number.isSafeInteger(process.pid) &&
    typeof process.host === 'string' &&
    [...Object.values(families), ...Object.values(quantities)].every(isGroup) &&
    Object.values(quantities).every(areNumbers) &&
    Array.isArray(frozen) &&
    frozen.every((stage) => typeof stage === 'string')
  );
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
