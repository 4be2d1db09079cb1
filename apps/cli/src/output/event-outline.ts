import type { RunEvent } from '@superposition/pipeline/event';

/** An event without its recipe and without its value, as `explain` and `get` tell them. */
export type EventOutline = OutlineOf<RunEvent>;

type OutlineOf<Event> = Event extends RunEvent ? Omit<Event, 'recipe' | 'value'> : never;

/** What a reader of events is told of one. */
export function outlineOf(event: RunEvent): EventOutline {
  if (event.type === 'value') return { type: event.type, stage: event.stage };
  if (event.type !== 'fresh' && event.type !== 'built') return event;
  const { recipe: _, ...outline } = event;
  return outline;
}
