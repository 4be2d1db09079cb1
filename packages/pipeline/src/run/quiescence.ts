/** Tells when a kind of work has died down. */
export interface Quiescence {
  /** Counts an action as work under way. */
  during<T>(action: Promise<T>): Promise<T>;
  /** Resolves once nothing was under way for a whole turn of the event loop; what comes later does not matter. */
  readonly reached: Promise<void>;
}

/** A quiescence that is not reached before the first action has ended. */
export function quiescence(): Quiescence {
  let underWay = 0;
  let reach = () => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  // What ends may cause new work, but does so before the next turn.
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
