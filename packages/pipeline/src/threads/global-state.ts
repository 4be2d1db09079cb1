/** Remembers what every task of a thread can reach, to find what a task has changed. */
export interface GlobalState {
  /** Names of some things that are not as they were: `Array.prototype.last, left`. Empty if nothing was changed. */
  changes(): string;
}

interface Remembered {
  readonly value: object;
  readonly path: string;
  readonly prototype: object | null;
  readonly isExtensible: boolean;
  readonly keys: readonly PropertyKey[];
  /** Those members that can change at all. */
  readonly members: readonly Member[];
  /** What accessors give that read the state of a module. */
  readonly read: readonly (readonly [key: PropertyKey, value: unknown])[];
}

interface Member extends PropertyDescriptor {
  readonly key: PropertyKey;
}

/**
 * Remembers the members of all objects and functions that can be reached from the global object and from some modules. Freezes
 * the functions that have none.
 *
 * @param modules by name
 * @param makeInstances makes values by name, which are not shared, but have shared parts: their prototypes, for example
 */
export function rememberGlobals(
  modules: Readonly<Record<string, object>>,
  makeInstances: () => Readonly<Record<string, unknown>>,
): GlobalState {
  const all: Remembered[] = [];
  const seen = new Set<object>();
  const paths: string[] = [];
  const values: object[] = [];
  // Every thread does this before its first task, so it looks at each object once and at most of them briefly.
  const visit = (path: string, key: PropertyKey, value: unknown) => {
    if (!isObject(value) || seen.has(value)) return;
    seen.add(value);
    paths.push(path === '' ? String(key) : `${path}.${String(key)}`);
    values.push(value);
  };
  const roots = new Set(Object.values(modules));
  const remember = (value: object, path: string) => {
    const prototype = getPrototypeOf(value);
    visit(path, '[[Prototype]]', prototype);
    const keys = ownKeys(value);
    const members = keys.map((key): Member => ({ key, ...getOwnPropertyDescriptor(value, key)! }));
    for (const { key, value: member, get, set } of members) {
      visit(path, key, member);
      visit(path, key, get);
      visit(path, key, set);
    }
    // Most are functions without members of their own. Frozen, they need no comparison.
    if (typeof value === 'function' && keys.every((key) => plainMembers.has(key))) {
      Object.freeze(value);
      return;
    }
    const mayRead = roots.has(value) || (typeof value === 'function' && value !== RegExp);
    const read = mayRead ? members.flatMap((member) => readAccessor(value, member)) : [];
    for (const [key, found] of read) visit(path, key, found);
    const changeable = members.filter(({ configurable, writable }) => configurable || writable);
    all.push({ value, path, prototype, isExtensible: isExtensible(value), keys, members: changeable, read });
  };
  visit('', '', globalThis);
  for (const [name, module] of Object.entries(modules)) visit('', name, module);
  let index = 0;
  for (; index < values.length; index++) remember(values[index]!, paths[index]!);
  // After the others, so that what has a name is called by it.
  visitShared('', makeInstances(), makeInstances(), visit);
  for (; index < values.length; index++) remember(values[index]!, paths[index]!);
  return {
    changes() {
      // The task may have changed any method of arrays and maps, and what an assignment to an element does. So this part uses none.
      let changed = '';
      for (let index = 0; index < all.length; index++) {
        const some = changesOf(all[index]!);
        if (some !== '') changed += changed === '' ? some : `, ${some}`;
      }
      return changed;
    },
  };
}

/** The members of a function that nothing but a change of the function itself would replace. */
const plainMembers: ReadonlySet<PropertyKey> = new Set([
  'name',
  'length',
  'prototype',
  'arguments',
  'caller',
]);

/** Visits what two values that were made in the same way have in common. */
function visitShared(
  path: string,
  one: unknown,
  other: unknown,
  visit: (path: string, key: PropertyKey, value: unknown) => void,
  depth = 4,
): void {
  if (!isObject(one) || !isObject(other) || depth === 0) return;
  const compare = (key: PropertyKey, part: unknown, otherPart: unknown) => {
    if (part === otherPart) visit(path, key, part);
    else visitShared(path === '' ? String(key) : `${path}.${String(key)}`, part, otherPart, visit, depth - 1);
  };
  compare('[[Prototype]]', getPrototypeOf(one), getPrototypeOf(other));
  for (const key of ownKeys(one)) {
    const { value, get, set } = getOwnPropertyDescriptor(one, key)!;
    const found = getOwnPropertyDescriptor(other, key);
    compare(key, value, found?.value);
    compare(key, get, found?.get);
    compare(key, set, found?.set);
  }
}

/** What an accessor gives, unless it fails because it needs another object. */
function readAccessor(value: object, { key, get }: Member): (readonly [PropertyKey, unknown])[] {
  if (get === undefined) return [];
  try {
    return [[key, Reflect.get(value, key)]];
  } catch {
    return [];
  }
}

const { getOwnPropertyDescriptor, getPrototypeOf, isExtensible, ownKeys } = Reflect;
const { is } = Object;
const textOf = String;

/** The names of what has changed of one object. This runs for a thousand objects after every task. */
function changesOf(before: Remembered): string {
  const { value, path, members, keys, read } = before;
  let changed = '';
  const note = (key: PropertyKey) => {
    const name = path === '' ? textOf(key) : `${path}.${textOf(key)}`;
    changed += changed === '' ? name : `, ${name}`;
  };
  if (getPrototypeOf(value) !== before.prototype) note('[[Prototype]]');
  if (isExtensible(value) !== before.isExtensible) note('[[Extensible]]');
  for (let at = 0; at < members.length; at++) {
    const member = members[at]!;
    const now = getOwnPropertyDescriptor(value, member.key);
    if (
      now === undefined ||
      !is(now.value, member.value) ||
      now.get !== member.get ||
      now.set !== member.set ||
      now.writable !== member.writable ||
      now.enumerable !== member.enumerable ||
      now.configurable !== member.configurable
    )
      note(member.key);
  }
  for (let at = 0; at < read.length; at++) {
    // Not by a pattern: that would use the iterator of arrays.
    const key = read[at]![0];
    if (!is((value as Record<PropertyKey, unknown>)[key], read[at]![1])) note(key);
  }
  const keysNow = ownKeys(value);
  let isInOrder = keysNow.length === keys.length;
  for (let at = 0; at < keysNow.length; at++) {
    if (keysNow[at] === keys[at]) continue;
    isInOrder = false;
    let known = false;
    for (let other = 0; other < keys.length && !known; other++) known = keys[other] === keysNow[at];
    if (!known) note(keysNow[at]!);
  }
  if (!isInOrder && changed === '') note('[[OwnPropertyKeys]]');
  return changed;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
