import { pureGlobals } from '../code/pure-globals.js';
import { shareModules } from './assembly-modules.js';
import { fixDate, type Refuse } from './fixed-date.js';
import { hideProcess } from './hide-process.js';
import { sealModules } from './seal-modules.js';
import { sealSignals } from './seal-signals.js';
import { hideWeakContents } from './weak-collections.js';

/** A task used something that its value may not depend on. */
class ImpureCall extends Error {
  override readonly name = 'ImpureCall';
}

const refuse: Refuse = (name) => {
  throw new ImpureCall(
    `it uses ${name}: a task may depend on its inputs and parameters alone; pass what it needs as a parameter`,
  );
};

/** What the sealed globals need of the thread. */
export interface Sealing {
  readonly console: Console;
  /** Writes the stack of an error without the paths of this machine. */
  readonly prepareStackTrace: (error: Error, sites: readonly NodeJS.CallSite[]) => string;
}

/** A sealed thread. */
export interface Sealed {
  /**
   * Says whether the modules of a task are being loaded. Libraries make dates and random numbers then that most tasks never use.
   * So the present is 1970 then, and each random number is the same. Later, both are refused.
   */
  setLoading(isLoading: boolean): void;
}

/**
 * Takes away from this thread whatever a value could depend on besides inputs and parameters: the clock, random numbers, the
 * locale, the time zone, the environment, files, the network, the process, and code made from texts. What libraries only probe
 * for is absent. What they call is refused by name. This is the second line after `refuseImpure`, which reads the code: it
 * holds for every way to write a use.
 */
export function sealGlobals({ console, prepareStackTrace }: Sealing): Sealed {
  const own = globalThis as unknown as Record<string, unknown>;
  hideProcess(process);
  sealSignals();
  hideWeakContents();
  // An abort event would tell the time.
  Object.defineProperty(Event.prototype, 'timeStamp', { get: () => 0 });
  // Our own part of the thread waits for promises, also when a task has ended.
  Object.freeze(Promise.prototype);
  const names = Object.getOwnPropertyNames(own);
  // Node loads some globals when they are first used, even when only their descriptor is read, and the modules behind them need
  // globals that we take away. We load those that stay now, so that a use changes nothing.
  for (const name of names.filter((each) => pureGlobals.has(each))) {
    const { get, configurable } = Object.getOwnPropertyDescriptor(own, name)!;
    if (get !== undefined && configurable) define(own, name, own[name]);
  }
  for (const name of names) if (!pureGlobals.has(name)) delete own[name];
  own['console'] = console;
  let isLoading = false;
  own['Date'] = fixDate(Date, refuse, () => isLoading);
  own['eval'] = () => refuse('eval');
  Math.random = () => (isLoading ? 0.5 : refuse('Math.random'));
  refuseCodeFromTexts();
  refuseLocales();

  for (const name of ['createObjectURL', 'revokeObjectURL'] as const) URL[name] = () => refuse(`URL.${name}`);
  AbortSignal.timeout = () => refuse('AbortSignal.timeout');
  for (const name of ['wait', 'waitAsync'] as const)
    if (name in Atomics)
      (Atomics as unknown as Record<string, unknown>)[name] = () => refuse(`Atomics.${name}`);
  const assembly = own['WebAssembly'] as Parameters<typeof shareModules>[0] & Record<string, unknown>;
  shareModules(assembly);
  for (const name of ['compileStreaming', 'instantiateStreaming']) delete assembly[name];
  sealModules(refuse);
  const fixed = { writable: false, configurable: false };
  Object.defineProperty(Error, 'prepareStackTrace', { value: prepareStackTrace, ...fixed });
  // Node asks whatever stands under this name for the stack of an error.
  Object.defineProperty(own, 'Error', { value: Error, ...fixed });
  return {
    setLoading(loading) {
      isLoading = loading;
    },
  };
}

function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });
}

/**
 * Refuses code from texts, because nobody has read it before it runs. `Function` by its name stays, for libraries that write
 * parsers with it: what it makes runs among the sealed globals, too. But it must not import.
 */
function refuseCodeFromTexts(): void {
  const kinds = [() => {}, function* () {}, async () => {}, async function* () {}];
  const native = Function;
  const { apply, setPrototypeOf } = Reflect;
  const includes = native.prototype.call.bind(String.prototype.includes) as (
    text: string,
    part: string,
  ) => boolean;
  const make = (texts: readonly unknown[]) => {
    // Without methods and members that a task could have put in the place of those of all arrays and texts.
    const read: Record<number, string> & { length?: number } = Object.create(null);
    read.length = texts.length;
    for (let at = 0; at < texts.length; at++) {
      const text = `${texts[at] as string}`;
      if (includes(text, 'import')) return refuse('import() in code from texts');
      read[at] = text;
    }
    return apply(native, undefined, read as ArrayLike<string>) as unknown;
  };
  const readable = new Proxy(native, {
    apply: (_target, _self, texts) => make(texts),
    construct: (_target, texts) => make(texts) as object,
  });
  for (const kind of kinds) {
    const prototype = Object.getPrototypeOf(kind) as { readonly constructor: FunctionConstructor };
    const made = prototype.constructor;
    // The constructors of generators and of asynchronous functions inherit from `Function`.
    if (made !== native) setPrototypeOf(made, readable);
    const fail = () => refuse(`${made.name} (code from texts)`);
    Object.defineProperty(prototype, 'constructor', {
      value: new Proxy(made, { apply: fail, construct: fail }),
    });
  }
  (globalThis as unknown as Record<string, unknown>)['Function'] = readable;
}

function refuseLocales(): void {
  const typedArray = Object.getPrototypeOf(Int8Array) as { readonly prototype: object };
  const methods: readonly (readonly [object, string, readonly string[]])[] = [
    [Number.prototype, 'Number', ['toLocaleString']],
    [BigInt.prototype, 'BigInt', ['toLocaleString']],
    [Array.prototype, 'Array', ['toLocaleString']],
    [typedArray.prototype, 'TypedArray', ['toLocaleString']],
    [String.prototype, 'String', ['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase']],
  ];
  for (const [prototype, type, names] of methods)
    for (const name of names)
      Object.defineProperty(prototype, name, { value: () => refuse(`${type}.prototype.${name}`) });
}
