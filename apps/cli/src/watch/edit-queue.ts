import type { Edit } from './edits.js';

/** Edits that wait for whoever acts on them: all that have come since are one. */
export interface EditQueue {
  add(edit: Edit): void;
  /** The edits that have come, as soon as there are any; undefined once the queue is closed. */
  next(): Promise<Edit | undefined>;
  close(): void;
  /** Aborts when sources have been edited since the last `next`, or the queue is closed. */
  readonly sourcesEdited: AbortSignal;
}

/** A queue that holds this edit. */
export function editQueue(first: Edit): EditQueue {
  let waiting: Edit | undefined = first;
  let closed = false;
  let wake = () => {};
  let controller = new AbortController();
  return {
    add(edit) {
      waiting = {
        config: union(waiting?.config, edit.config),
        sources: union(waiting?.sources, edit.sources),
      };
      if (edit.sources.length > 0) controller.abort();
      wake();
    },
    async next() {
      if (waiting === undefined && !closed)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      const edit = waiting;
      waiting = undefined;
      controller = new AbortController();
      return closed ? undefined : edit;
    },
    close() {
      closed = true;
      controller.abort();
      wake();
    },
    get sourcesEdited() {
      return controller.signal;
    },
  };
}

function union(before: readonly string[] = [], more: readonly string[]): readonly string[] {
  return [...new Set([...before, ...more])].sort();
}
