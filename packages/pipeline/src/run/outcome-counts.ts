import type { RunEvent, RunSummary } from './event.js';

/** What has happened to each stage so far. */
export interface OutcomeCounts {
  readonly state: Map<string, 'fresh' | 'built' | 'failed' | 'skipped'>;
  readonly saved: Map<string, number>;
}

/** The counts before the first event. */
export function noOutcomes(): OutcomeCounts {
  return { state: new Map(), saved: new Map() };
}

/** Counts an event. If a fresh stage turns out to be corrupt and runs again, only its last event counts. */
export function countOutcome(counts: OutcomeCounts, event: RunEvent): void {
  switch (event.type) {
    case 'fresh':
      counts.state.set(event.stage, 'fresh');
      counts.saved.set(event.stage, event.duration);
      break;
    case 'built':
    case 'failed':
    case 'skipped':
      counts.state.set(event.stage, event.type);
      counts.saved.delete(event.stage);
      break;
    case 'planned':
    case 'forecast':
    case 'started':
    case 'progress':
    case 'retried':
    case 'log':
    case 'value':
    case 'finished':
  }
}

/** The totals over all stages. */
export function totalsOf(counts: OutcomeCounts): Omit<RunSummary, 'duration'> {
  const totals = { fresh: 0, built: 0, failed: 0, skipped: 0 };
  for (const state of counts.state.values()) totals[state]++;
  let saved = 0;
  for (const duration of counts.saved.values()) saved += duration;
  return { ...totals, saved };
}
