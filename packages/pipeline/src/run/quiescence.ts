/** Waits until no action of some kind is under way. */
export interface Quiescence {
  /** Counts an action as under way until its promise is settled. */
  during<T>(action: Promise<T>): Promise<T>;
  /** Resolves when no action was under way for a whole turn of the event loop. Later actions do not matter. */
  readonly reached: Promise<void>;
}

/** Makes a quiescence. It is not reached before the first action has ended. */
export function quiescence(): Quiescence {
  let underWay = 0;
  let reach = () => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  // The end of an action may start other actions, but only within the same turn of the event loop.
  const endOne = () => {
    underWay--;
    if (underWay === 0) setImmediate(() => underWay === 0 && reach());
  };
  return {
    during(action) {
      underWay++;
      action.then(endOne, endOne);
      return action;
    },
    reached,
  };
}
