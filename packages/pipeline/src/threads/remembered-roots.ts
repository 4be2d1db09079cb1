import events from 'node:events';
import stream from 'node:stream';
import string_decoder from 'node:string_decoder';
import util from 'node:util';
import { pureBuiltins } from '../code/pure-globals.js';

/**
 * Loads the modules of Node that tasks of a sealed thread can import, by name. A task that imports one later waits as long as
 * another task before it did.
 */
export async function sharedModules(): Promise<Readonly<Record<string, object>>> {
  const entries = [...pureBuiltins].map(async (name) => {
    const { default: module } = (await import(`node:${name}`)) as { readonly default: object };
    return [name, module] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * Makes values with parts, such as prototypes, to which no member of a global or of a module leads: only syntax makes them, or a
 * call. All tasks of a thread share these parts. Call this before the globals are taken away.
 */
export function unnamedInstances(): () => Readonly<Record<string, unknown>> {
  const { Event } = globalThis;
  return () => makeInstances(Event);
}

function makeInstances(EventOfNode: typeof Event): Readonly<Record<string, unknown>> {
  const list = [][Symbol.iterator]() as object & { map?(change: () => 0): object };
  const iterator = (globalThis as { Iterator?: { from?(iterator: object): object } }).Iterator;
  const readable = () => new stream.Readable({ read() {} });
  const { signal } = new AbortController();
  const webSearch = new URLSearchParams('a=1');
  const mime = new util.MIMEType('a/b;c=d');
  return {
    generatorFunction: function* () {},
    asyncGeneratorFunction: async function* () {},
    asyncFunction: async () => {},
    ArrayIterator: list,
    IteratorHelper: list.map?.(() => 0),
    WrappedIterator: iterator?.from?.({ next: () => ({ done: true }) }),
    MapIterator: new Map()[Symbol.iterator](),
    SetIterator: new Set()[Symbol.iterator](),
    StringIterator: ''[Symbol.iterator](),
    RegExpStringIterator: ''.matchAll(/a/g),
    URLSearchParamsIterator: webSearch[Symbol.iterator](),
    MIMEParamsIterator: mime.params[Symbol.iterator](),
    AbortSignal: signal,
    Event: new EventOfNode('a'),
    Readable: readable(),
    ReadableIterator: readable()[Symbol.asyncIterator](),
    Writable: new stream.Writable({ write() {} }),
    Duplex: new stream.Duplex({ read() {}, write() {} }),
    PassThrough: new stream.PassThrough(),
    EventIterator: events.on(new events.EventEmitter(), 'a'),
    StringDecoder: new string_decoder.StringDecoder(),
    URL: new URL('http://a/b'),
    TextDecoder: new TextDecoder(),
    TextEncoder: new TextEncoder(),
  };
}
