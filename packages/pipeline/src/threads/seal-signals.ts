/**
 * Takes away what the signals of Node have besides their job. Some of their members with symbols as names make ports of messages,
 * by which a task could go on when it has ended. They hold some of their listeners and sources weakly, which shows when memory is
 * collected.
 */
export function sealSignals(): void {
  const { prototype } = AbortSignal;
  for (const symbol of Object.getOwnPropertySymbols(prototype))
    if (symbol.description?.startsWith('messaging_')) delete (prototype as unknown as Members)[symbol];
  if ('any' in AbortSignal) AbortSignal.any = anyOf;
  const targets = Object.getPrototypeOf(prototype) as EventTarget;
  const { addEventListener } = targets;
  const { apply, ownKeys } = Reflect;
  const name = Object.getOwnPropertyDescriptor(Symbol.prototype, 'description')!.get!;
  // Node reads the options by symbols, too. An object of the task would be asked for them, and so be told what they are.
  const readOptions = (given: unknown) => {
    if (typeof given !== 'object' || given === null) return given;
    const { once, capture, passive, signal } = given as Members;
    const options: Members = { __proto__: null, once, capture, passive, signal };
    const keys = ownKeys(given);
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at]!;
      if (typeof key === 'symbol' && apply(name, key, []) !== 'kWeak') options[key] = (given as Members)[key];
    }
    return options;
  };
  Object.defineProperty(targets, 'addEventListener', {
    value: function (this: EventTarget, type: string, listener: unknown, options?: unknown) {
      return apply(addEventListener, this, [type, listener, readOptions(options)]);
    },
  });
}

type Members = Record<PropertyKey, unknown>;

/** As `AbortSignal.any`. Node's own refers weakly to its sources. */
function anyOf(signals: Iterable<AbortSignal>): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) {
    const follow = () => controller.abort(signal.reason);
    if (signal.aborted) {
      follow();
      break;
    }
    signal.addEventListener('abort', follow, { once: true });
  }
  return controller.signal;
}
