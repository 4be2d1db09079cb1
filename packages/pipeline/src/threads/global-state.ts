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
  const remembered = new Set<object>();
  const waiting: [path: string, value: unknown][] = [['', globalThis], ...Object.entries(modules)];
  // The prototypes of what only syntax makes: generators and iterators.
  for (const [path, value] of syntaxOnly) waiting.push([path, value]);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [path, value] = next;
    if (!isObject(value) || remembered.has(value)) continue;
    const members = membersOf(value);
    remembered.add(value);
    // Most are functions without members of their own. Frozen, they need no comparison.
    if (typeof value === 'function' && members.every(([key]) => key === 'name' || key === 'length'))
      Object.freeze(value);
    else all.push({ value, path, members });
    waiting.push([`${path}.[[Prototype]]`, Object.getPrototypeOf(value)]);
    for (const [key, member, get, set] of members)
      for (const reached of [member, get, set])
        if (isObject(reached)) waiting.push([path === '' ? String(key) : `${path}.${String(key)}`, reached]);
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

function membersOf(value: object): readonly Member[] {
  return Reflect.ownKeys(value).map((key): Member => {
    const { value: member, get, set } = Object.getOwnPropertyDescriptor(value, key) ?? {};
    return [key, member, get, set];
  });
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
