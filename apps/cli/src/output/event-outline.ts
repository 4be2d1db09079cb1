import type { RunEvent } from '@superposition/pipeline/internal/run/event';

/** An event without its recipe and its value. (`explain` prints recipes, and `get` prints values.) */
export type EventOutline = OutlineOf<RunEvent>;

type OutlineOf<Event> = Event extends RunEvent ? Omit<Event, 'recipe' | 'value'> : never;

/** The outline of an event, for the lines of `--json` and for the progress view. */
export function outlineOf(event: RunEvent): EventOutline {
  if (event.type === 'value') return { type: event.type, stage: event.stage };
  if (event.type !== 'fresh' && event.type !== 'built') return event;
  const { recipe: _, ...outline } = event;
  return outline;
}
