/**
 * Hides what is in a weak collection. `util.inspect` would list it, in an order that is random, without what was collected. It knows
 * only the classes of JavaScript itself. So we put classes in their place that hold one of those.
 */
export function hideWeakContents(): void {
  Object.assign(globalThis, { WeakMap: hidingWeakMap(WeakMap), WeakSet: hidingWeakSet(WeakSet) });
}

function hidingWeakMap(Native: WeakMapConstructor): object {
  const { get, set, has, delete: remove } = methodsOf(Native.prototype);
  const Hiding = class {
    readonly #inner = new Native();
    constructor(entries?: Iterable<readonly [object, unknown]> | null) {
      if (entries !== undefined && entries !== null)
        for (const entry of entries) this.set(entry[0], entry[1]);
    }
    get(key: object) {
      return get!(this.#inner, key);
    }
    set(key: object, value: unknown) {
      set!(this.#inner, key, value);
      return this;
    }
    has(key: object) {
      return has!(this.#inner, key);
    }
    delete(key: object) {
      return remove!(this.#inner, key);
    }
    get [Symbol.toStringTag]() {
      return 'WeakMap';
    }
  };
  return named('WeakMap', Hiding);
}

function hidingWeakSet(Native: WeakSetConstructor): object {
  const { add, has, delete: remove } = methodsOf(Native.prototype);
  const Hiding = class {
    readonly #inner = new Native();
    constructor(members?: Iterable<object> | null) {
      if (members !== undefined && members !== null) for (const member of members) this.add(member);
    }
    add(member: object) {
      add!(this.#inner, member);
      return this;
    }
    has(member: object) {
      return has!(this.#inner, member);
    }
    delete(member: object) {
      return remove!(this.#inner, member);
    }
    get [Symbol.toStringTag]() {
      return 'WeakSet';
    }
  };
  return named('WeakSet', Hiding);
}

function named(name: string, of: object): object {
  return Object.defineProperty(of, 'name', { value: name });
}

/** The methods of a class as functions of the instance: a task that held the instance could inspect it. */
function methodsOf(prototype: object): Readonly<Record<string, (...values: unknown[]) => unknown>> {
  const bind = Function.prototype.bind;
  const { call } = Function.prototype;
  return Object.fromEntries(
    Object.entries(Object.getOwnPropertyDescriptors(prototype))
      .filter(([, { value }]) => typeof value === 'function')
      .map(([name, { value }]) => [name, bind.call(call, value)]),
  );
}
