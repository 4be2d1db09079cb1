import type { RunEvent } from './event.js';

/** How a stage ended in a run. */
export type StageEnd = Extract<RunEvent, { readonly type: 'fresh' | 'built' | 'failed' | 'skipped' }>;

/** The event, if it says how a stage ended. A stage may end twice: as fresh, and then otherwise when its value cannot be read. */
export function stageEndOf(event: RunEvent): StageEnd | undefined {
  switch (event.type) {
    case 'fresh':
    case 'built':
    case 'failed':
    case 'skipped':
      return event;
    case 'planned':
    case 'forecast':
    case 'started':
    case 'progress':
    case 'retried':
    case 'log':
    case 'value':
    case 'finished':
      return undefined;
  }
}
