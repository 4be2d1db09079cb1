/** Remembers what every task of a thread can reach, to find what a task has changed. */
export interface GlobalState {
  /** Names of some things that are not as they were: `Array.prototype.last`. Empty if nothing was changed. */
  changes(): readonly string[];
}

type Member = readonly [key: PropertyKey, value: unknown, get: unknown, set: unknown];

/**
 * Remembers the members of all objects and functions that can be reached from the global object and from some modules. Freezes
 * the functions that have none.
 *
 * @param modules by name
 */
export function rememberGlobals(modules: Readonly<Record<string, object>>): GlobalState {
  const all: { readonly value: object; readonly path: string; readonly members: readonly Member[] }[] = [];
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
  visit('', '', globalThis);
  for (const [name, module] of Object.entries(modules)) visit('', name, module);
  // The prototypes of what only syntax makes: generators and iterators.
  for (const [name, value] of syntaxOnly) visit('', name, value);
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    const path = paths[index]!;
    visit(path, '[[Prototype]]', Object.getPrototypeOf(value));
    const keys = Reflect.ownKeys(value);
    // Most are functions without members of their own. Frozen, they need no comparison.
    if (
      typeof value === 'function' &&
      keys.length === 2 &&
      keys.every((key) => key === 'name' || key === 'length')
    ) {
      Object.freeze(value);
      continue;
    }
    const members = keys.map((key): Member => {
      const { value: member, get, set } = Object.getOwnPropertyDescriptor(value, key)!;
      visit(path, key, member);
      if (get !== undefined) visit(path, key, get);
      if (set !== undefined) visit(path, key, set);
      return [key, member, get, set];
    });
    all.push({ value, path, members });
  }
  return {
    changes() {
      // The task may have changed any method of arrays and maps, so this part uses none.
      const changed: string[] = [];
      const note = (path: string, key: PropertyKey) => {
        changed[changed.length] = path === '' ? String(key) : `${path}.${String(key)}`;
      };
      for (let index = 0; index < all.length; index++) {
        const { value, path, members } = all[index]!;
        for (let at = 0; at < members.length; at++) {
          const member = members[at]!;
          if (!isAsBefore(value, member)) note(path, member[0]);
        }
        const keys = ownKeys(value);
        if (keys.length === members.length) continue;
        for (let at = 0; at < keys.length; at++) {
          let known = false;
          for (let other = 0; other < members.length && !known; other++)
            known = members[other]![0] === keys[at];
          if (!known) note(path, keys[at]!);
        }
      }
      return changed;
    },
  };
}

const { ownKeys, getOwnPropertyDescriptor } = Reflect;
const { is } = Object;

/** The usual case, without an allocation: this runs for thousands of members after every task. */
function isAsBefore(value: object, member: Member): boolean {
  const get = member[2];
  const set = member[3];
  if (get === undefined && set === undefined)
    return is((value as Record<PropertyKey, unknown>)[member[0]], member[1]);
  const now = getOwnPropertyDescriptor(value, member[0]);
  return now?.get === get && now?.set === set;
}

const syntaxOnly: readonly (readonly [string, unknown])[] = [
  ['Generator', Object.getPrototypeOf((function* () {})())],
  ['AsyncGenerator', Object.getPrototypeOf((async function* () {})())],
  ['AsyncFunction', Object.getPrototypeOf(async () => {})],
  ['ArrayIterator', [][Symbol.iterator]()],
  ['MapIterator', new Map()[Symbol.iterator]()],
  ['SetIterator', new Set()[Symbol.iterator]()],
  ['StringIterator', ''[Symbol.iterator]()],
  ['RegExpStringIterator', ''.matchAll(/a/g)],
];

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
