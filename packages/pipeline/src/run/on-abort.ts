interface Waiting {
  readonly actions: Set<() => void>;
  readonly listener: () => void;
}

const waitingFor = new WeakMap<AbortSignal, Waiting>();

/**
 * Calls a function when a signal is aborted. However many wait, the signal has one listener: Node warns of a leak from the eleventh on.
 *
 * @returns a function that stops waiting
 */
export function onAbort(signal: AbortSignal, action: () => void): () => void {
  const waiting = waitingFor.get(signal) ?? listenTo(signal);
  waiting.actions.add(action);
  return () => {
    waiting.actions.delete(action);
    if (waiting.actions.size > 0 || waitingFor.get(signal) !== waiting) return;
    waitingFor.delete(signal);
    signal.removeEventListener('abort', waiting.listener);
  };
}

function listenTo(signal: AbortSignal): Waiting {
  const actions = new Set<() => void>();
  const listener = () => {
    for (const action of [...actions]) action();
  };
  signal.addEventListener('abort', listener, { once: true });
  const waiting = { actions, listener };
  waitingFor.set(signal, waiting);
  return waiting;
}
