import type { Claim } from '@superposition/pipeline/internal/store/claim';
import type { QuantityFacts } from '@superposition/report/internal/page/report-facts';

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
  /**
   * `broken off`: its process has ended without a word, or the cache did not take the word. A record never says this of itself.
   */
  readonly ended: 'done' | 'failed' | 'interrupted' | 'running' | 'broken off';
  /** The process of a run that is not over, or is broken off. The rest of the record tells how far it has come. */
  readonly process?: Claim;
  /** Every quantity of the report, by id; empty if there is no report, or the stage of the quantities failed. */
  readonly quantities: Readonly<Record<string, QuantityFacts>>;
  /** The name of the report's file, without its folder; null if it was not written, as far as the record tells. */
  readonly report: string | null;
}

/** A record with the number that the cache gave it. */
export interface NumberedRun extends RunRecord {
  readonly number: number;
}

/**
 * The record in a note. Undefined if it is none of this version: a cache may come from another version of this program, or from a
 * stranger. What this version does not know of a record is left out.
 */
export function readRun(number: number, text: string): NumberedRun | undefined {
  const read = parsed(text);
  if (!isGroup(read)) return undefined;
  const { at, command, settings, weights, frozen, stages, families } = read;
  const { elapsed, ended, process, quantities, report } = read;
  const isWhole =
    [at, elapsed].every(Number.isFinite) &&
    [command, ended, weights ?? '', report === null ? '' : report].every(isText) &&
    isGroup(settings) &&
    isGroup(stages) &&
    Number.isFinite(stages['total']) &&
    areCounts(stages) &&
    isGroup(families) &&
    Object.values(families).every(areCounts) &&
    isGroup(quantities) &&
    Object.values(quantities).every(isQuantity) &&
    (process === undefined || isProcess(process)) &&
    (frozen === undefined || (Array.isArray(frozen) && frozen.every(isText)));
  if (!isWhole) return undefined;
  const known = { number, at, command, settings, weights, frozen, stages, families };
  const record = { ...known, elapsed, ended, process, quantities, report };
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined),
  ) as unknown as NumberedRun;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function areCounts(value: unknown): boolean {
  return (
    isGroup(value) && ['fresh', 'built', 'failed', 'skipped'].every((end) => Number.isFinite(value[end]))
  );
}

function isQuantity(value: unknown): boolean {
  if (!isGroup(value)) return false;
  const { mean, sd, seeds } = value;
  return [mean ?? 0, sd ?? 0, seeds].every(Number.isFinite) && mean !== undefined && sd !== undefined;
}

function isProcess(value: unknown): boolean {
  return (
    isGroup(value) &&
    Number.isFinite(value['at']) &&
    Number.isSafeInteger(value['pid']) &&
    isText(value['host'])
  );
}
