import type { RunEvent } from '../run/event.js';
import { describeFrozen, describeReason } from '../run/reasons.js';

/**
 * An event as a line of text, without durations and other things that differ between runs. Some events give no line.
 */
export function eventLines(event: RunEvent): readonly string[] {
  switch (event.type) {
    case 'started':
      return [`${event.stage} runs: ${event.reasons.map(describeReason).join('; ')}`];
    case 'fresh':
      return [
        event.frozen === undefined
          ? `${event.stage} fresh`
          : `${event.stage} frozen, ${describeFrozen(event.frozen)}`,
      ];
    case 'built':
      return [
        `${event.stage} built${event.sharedWith === undefined ? '' : ` (same recipe as ${event.sharedWith})`}`,
      ];
    case 'failed':
      return [`${event.stage} failed (${event.failure.kind}): ${event.failure.message}`];
    case 'retried':
      return [
        `${event.stage} tried again (${event.retry} of ${event.of}) after ${event.failure.kind}: ${event.failure.message}`,
      ];
    case 'skipped':
      return [`${event.stage} ${event.cancelled ? 'not started' : 'skipped'} because ${event.cause} failed`];
    case 'value':
      return [`${event.stage} = ${JSON.stringify(event.value)}`];
    case 'log':
      return [`${event.stage} logs: ${event.text}`];
    case 'planned':
    case 'forecast':
    case 'progress':
    case 'finished':
      return [];
  }
}
