import type { RunEvent, RunSummary } from './event.js';
import { type StageEnd, stageEndOf } from './stage-end.js';

/** What has happened to each stage so far. */
export interface OutcomeCounts {
  readonly state: Map<string, StageEnd['type']>;
  readonly saved: Map<string, number>;
}

/** The counts before the first event. */
export function noOutcomes(): OutcomeCounts {
  return { state: new Map(), saved: new Map() };
}

/** Counts an event. If a fresh stage turns out to be corrupt and runs again, only its last event counts. */
export function countOutcome(counts: OutcomeCounts, event: RunEvent): void {
  const end = stageEndOf(event);
  if (end === undefined) return;
  counts.state.set(end.stage, end.type);
  if (end.type === 'fresh') counts.saved.set(end.stage, end.duration);
  else counts.saved.delete(end.stage);
}

/** The totals over all stages. */
export function totalsOf(counts: OutcomeCounts): Omit<RunSummary, 'duration'> {
  const totals = { fresh: 0, built: 0, failed: 0, skipped: 0 };
  for (const state of counts.state.values()) totals[state]++;
  let saved = 0;
  for (const duration of counts.saved.values()) saved += duration;
  return { ...totals, saved };
}
