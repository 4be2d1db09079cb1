import type { RunEvent } from '../run/event.js';
import { describeReason } from '../run/reasons.js';

/** An event as a line without anything that differs between two runs; events that say nothing of a stage give none. */
export function eventLines(event: RunEvent): readonly string[] {
  switch (event.type) {
    case 'started':
      return [`${event.stage} runs: ${event.reasons.map(describeReason).join('; ')}`];
    case 'fresh':
      return [`${event.stage} fresh`];
    case 'built':
      return [
        `${event.stage} built${event.sharedWith === undefined ? '' : ` (same recipe as ${event.sharedWith})`}`,
      ];
    case 'failed':
      return [`${event.stage} failed (${event.failure.kind}): ${event.failure.message}`];
    case 'skipped':
      return [`${event.stage} skipped because ${event.cause} failed`];
    case 'value':
      return [`${event.stage} = ${JSON.stringify(event.value)}`];
    case 'planned':
    case 'progress':
    case 'finished':
      return [];
  }
}
