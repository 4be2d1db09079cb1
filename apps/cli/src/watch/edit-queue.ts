import type { Edit } from './edits.js';

/** Edits that wait until someone acts on them. All edits that wait are joined into one. */
export interface EditQueue {
  add(edit: Edit): void;
  /** Resolves with the joined edits as soon as there is one, or with undefined once the queue is closed. */
  next(): Promise<Edit | undefined>;
  close(): void;
  /** Aborts when a source is edited after the last `next`, or when the queue is closed. */
  readonly sourcesEdited: AbortSignal;
}

/** Makes a queue that holds this edit. */
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
