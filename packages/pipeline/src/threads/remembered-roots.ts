import assert from 'node:assert';
import buffer from 'node:buffer';
import events from 'node:events';
import { createRequire } from 'node:module';
import querystring from 'node:querystring';
import stream from 'node:stream';
import consumers from 'node:stream/consumers';
import streamPromises from 'node:stream/promises';
import string_decoder from 'node:string_decoder';
import url from 'node:url';
import util from 'node:util';

/** The modules of Node that tasks of a sealed thread can import, by name. Those within another, such as `util/types`, are reached. */
export function sharedModules(): Readonly<Record<string, object>> {
  return {
    assert,
    buffer,
    events,
    // Newer versions of Node warn when it is loaded, which the thread has turned off by now.
    punycode: createRequire(import.meta.url)('node:punycode') as object,
    querystring,
    stream,
    'stream/consumers': consumers,
    'stream/promises': streamPromises,
    string_decoder,
    url,
    util,
  };
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
