import { setMaxListeners } from 'node:events';

/** A stage was not started, because another one had failed. */
export class NotStarted extends Error {
  override readonly name = 'NotStarted';

  constructor(
    /** The stage that failed. */
    readonly stage: string,
  ) {
    super(`the stage '${stage}' failed, and nothing is started after a failure`);
  }
}

/** Keeps work from starting after the first failure of a run, if the run asks for that. */
export interface FailFast {
  /** Aborts when no more work may start, because the run was cancelled or, with a `NotStarted`, because a stage failed. */
  readonly signal: AbortSignal;
  /** Takes note of a failure, before the slot of its work is given to other work. */
  failed(stage: string): void;
  /** Takes note that the event of a failure was emitted. */
  emitted(): void;
  /** Resolves when the first failure was emitted, or the run was cancelled. Its consequences are emitted after it. */
  readonly told: Promise<void>;
}

/** @param cancelled aborts when the run is cancelled */
export function createFailFast(isAsked: boolean, cancelled: AbortSignal): FailFast {
  if (!isAsked) return { signal: cancelled, failed() {}, emitted() {}, told: Promise.resolve() };
  const controller = new AbortController();
  const signal = AbortSignal.any([cancelled, controller.signal]);
  // Each stage that waits listens to it. Node warns from the eleventh on.
  setMaxListeners(0, signal);
  let emitted = () => {};
  const told = new Promise<void>((resolve) => {
    emitted = resolve;
    cancelled.addEventListener('abort', () => resolve(), { once: true });
  });
  return {
    signal,
    told,
    emitted,
    failed(stage) {
      if (!controller.signal.aborted) controller.abort(new NotStarted(stage));
    },
  };
}
