import { basename } from 'node:path';
import { familyOf } from '@superposition/pipeline/internal/graph/select';
import type { RunEvent } from '@superposition/pipeline/internal/run/event';
import {
  appendNote,
  type NoteSeries,
  readSeries,
} from '@superposition/pipeline/internal/store/numbered-notes';
import type { Store } from '@superposition/pipeline/internal/store/store';
import type { Page } from '@superposition/report/internal/page/page';
import type { QuantityFacts } from '@superposition/report/internal/page/report-facts';
import type { Options } from '../arguments/command-line.js';
import { changedSettings } from './changed-settings.js';
import { Interrupted } from './run-targets.js';
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
  /** `total` counts also the stages that an interrupted run did not come to. */
  readonly stages: Readonly<StageCounts> & { readonly total: number };
  readonly families: Readonly<Record<string, Readonly<StageCounts>>>;
  /** Milliseconds. */
  readonly elapsed: number;
  readonly ended: 'done' | 'failed' | 'interrupted';
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
 * Does the work of a run, and keeps a record of how it ended. `work` passes on the events of the run.
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
  const states = new Map<string, keyof StageCounts>();
  const frozenOnes = new Set<string>();
  let total = 0;
  let append: ReturnType<typeof appendNote> | undefined;
  let quantities: RunRecord['quantities'] = {};
  const observe = (event: RunEvent) => {
    if (event.type === 'planned') {
      total = event.stages;
      if (options.cacheMode !== 'off') append = appendNote(bench.store, series);
    }
    if (isOutcome(event)) states.set(event.stage, event.type);
    if (event.type === 'fresh' && event.frozen !== undefined) frozenOnes.add(event.stage);
    if (event.type === 'failed') frozenOnes.delete(event.stage);
    if (event.type === 'value' && event.stage === bench.pipeline.page.name)
      ({ quantities } = (event.value as Page).facts);
  };
  const keep = async (ended: RunRecord['ended'], isWritten: boolean) => {
    if (append === undefined) return;
    const { loaded, given } = bench;
    const counts = countsOf(states.values());
    const frozen = [...frozenOnes];
    const record: RunRecord = {
      at: Math.round(at),
      command,
      settings: changedSettings(loaded.config, given),
      ...(given !== undefined && { weights: given.sha256 }),
      ...(frozen.length > 0 && { frozen }),
      stages: { total, ...counts },
      families: familiesOf(states),
      elapsed: Math.round(performance.now() - started),
      ended: ended === 'done' && counts.failed > 0 ? 'failed' : ended,
      quantities,
      report: isWritten ? basename(report) : null,
    };
    await append(JSON.stringify(record)).catch(() => {});
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

/** The runs that a cache remembers, the newest last. Leaves out what is not a record of this version. */
export async function readRuns(store: Store): Promise<readonly NumberedRun[]> {
  const texts = await readSeries(store, series);
  return Array.from(texts, ([number, text]) => ({ ...parsed(text), number }) as NumberedRun).filter(isWhole);
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
}: NumberedRun): boolean {
  const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null;
  const areNumbers = ({ mean, sd, seeds }: QuantityFacts) =>
    [mean ?? 0, sd ?? 0, seeds].every((value) => typeof value === 'number');
  return (
    [at, elapsed, stages?.total, stages?.built].every(Number.isFinite) &&
    [command, ended, weights, report ?? ''].every((text) => typeof text === 'string') &&
    [settings, families, quantities].every(isGroup) &&
    [...Object.values(families), ...Object.values(quantities)].every(isGroup) &&
    Object.values(quantities).every(areNumbers) &&
    Array.isArray(frozen) &&
    frozen.every((stage) => typeof stage === 'string')
  );
}

type Outcome = Extract<RunEvent, { readonly type: keyof StageCounts }>;

function isOutcome(event: RunEvent): event is Outcome {
  return ['fresh', 'built', 'failed', 'skipped'].includes(event.type);
}

function countsOf(states: Iterable<keyof StageCounts>): StageCounts {
  const counts = { fresh: 0, built: 0, failed: 0, skipped: 0 };
  for (const state of states) counts[state]++;
  return counts;
}

function familiesOf(states: ReadonlyMap<string, keyof StageCounts>): RunRecord['families'] {
  const families = new Map<string, StageCounts>();
  for (const [stage, state] of states) {
    const family = familyOf(stage);
    const counts = families.get(family) ?? countsOf([]);
    counts[state]++;
    families.set(family, counts);
  }
  return Object.fromEntries(families);
}
