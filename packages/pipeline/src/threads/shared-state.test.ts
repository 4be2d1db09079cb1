import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryPackage, temporaryPackage } from '../../test/support/temporary-package.js';
import type { CodeLibrary } from '../code/code-library.js';
import { type AnyTaskFunction, task } from '../graph/task.js';
import { json } from '../values/codec.js';
import { openWorkers, type WorkerPool } from './worker-pool.js';

/** What a task does in third-party code, where the build refuses almost nothing; what it changes by this; what it shows later. */
const changes: readonly (readonly [does: string, change: string, shows: string])[] = [
  ['Object.freeze(Array.prototype)', 'Array.prototype.[[Extensible]]', 'Object.isFrozen(Array.prototype)'],
  ['Object.seal(Math)', 'Math.[[Extensible]]', 'Object.isSealed(Math)'],
  ['Object.preventExtensions(JSON)', 'JSON.[[Extensible]]', 'Object.isExtensible(JSON)'],
  ['Object.setPrototypeOf(Math, { left: 1 })', 'Math.[[Prototype]]', 'Math.left ?? null'],
  [
    '(() => { const { parse } = JSON; Object.defineProperty(JSON, "parse", { get: () => parse }); })()',
    'JSON.parse',
    'Object.getOwnPropertyDescriptor(JSON, "parse").get === undefined',
  ],
  ...['writable', 'configurable'].map(
    (flag) =>
      [
        `Object.defineProperty(Map.prototype, 'get', { ${flag}: false })`,
        'Map.prototype.get',
        `Object.getOwnPropertyDescriptor(Map.prototype, 'get').${flag}`,
      ] as const,
  ),
  [
    "Object.defineProperty(Map.prototype, 'get', { enumerable: true })",
    'Map.prototype.get',
    'Object.keys(Map.prototype)',
  ],
  [
    '(() => { const { parse } = JSON; delete JSON.parse; Object.defineProperty(JSON, "parse", { value: parse, writable: true, configurable: true }); })()',
    'JSON.[[OwnPropertyKeys]]',
    'Object.getOwnPropertyNames(JSON)',
  ],
  [
    "Object.defineProperty(Array.prototype, 0, { set() {}, get: () => 'left', configurable: true })",
    'Array.prototype.0',
    'new Array(1)[0] ?? null',
  ],
  [
    "require('events').defaultMaxListeners = 77",
    'events.defaultMaxListeners',
    "new (require('events'))().getMaxListeners()",
  ],
  [
    "require('events').setMaxListeners(78)",
    'events.defaultMaxListeners',
    "new (require('events'))().getMaxListeners()",
  ],
  [
    "require('util').inspect.defaultOptions = { depth: 0 }",
    'util.inspect.defaultOptions.depth',
    "require('util').inspect({ a: { b: 1 } })",
  ],
  [
    "require('buffer').INSPECT_MAX_BYTES = 1",
    'buffer.INSPECT_MAX_BYTES',
    "require('util').inspect(Buffer.from([1, 2, 3]))",
  ],
  ["require('punycode').encode = () => 'a'", 'punycode.encode', "require('punycode').encode('ü')"],
  [
    '(() => { const c = new AbortController(); c.signal.onabort = (e) => { e.constructor.prototype.left = 1; }; c.abort(); })()',
    'Event.[[Prototype]].left',
    '(() => { const c = new AbortController(); let left; c.signal.onabort = (e) => { left = e.left ?? null; }; c.abort(); return left; })()',
  ],
  [
    'Object.getPrototypeOf(new URLSearchParams("a=1")[Symbol.iterator]()).next = () => ({ done: true })',
    'URLSearchParamsIterator.[[Prototype]].next',
    '[...new URLSearchParams("a=1")]',
  ],
  [
    'Object.getPrototypeOf(function* () {}.prototype).next = () => ({ done: true })',
    '.[[Prototype]].prototype.next',
    '[...(function* () { yield 1; })()]',
  ],
];

const expressions = changes.flatMap(([does, , shows]) => [does, shows]);
let home: TemporaryPackage;
let code: CodeLibrary;
beforeAll(async () => {
  home = await temporaryPackage({
    'src/evaluate.ts':
      "import { cases } from 'odd'; export const evaluate = (_, { index }) => JSON.stringify(cases[index]()) ?? '';",
    'src/mark.ts': "export { mark } from 'marker';",
    'node_modules/odd/package.json': '{ "version": "1.0.0" }',
    'node_modules/odd/index.js': `exports.cases = [${expressions.map((each) => `() => (${each})`).join(',\n')}];`,
    'node_modules/marker/package.json': '{ "version": "1.0.0" }',
    'node_modules/marker/index.js': `exports.mark = ${marks};`,
  });
  const made = ['evaluate', 'mark'] as const;
  code = await home.build(
    made.map((name) => task<AnyTaskFunction>(`@temporary/room/${name}#${name}`, { codec: json() })),
  );
});
afterAll(() => home[Symbol.asyncDispose]());

async function call(workers: WorkerPool, name: 'evaluate' | 'mark', params: unknown = {}) {
  const logs: string[] = [];
  const found = code.find(`@temporary/room/${name}#${name}`)!;
  const { signal } = new AbortController();
  const value = await workers.call(found, {}, params, signal, { onLog: (text) => logs.push(text) });
  return { value, logs };
}

const evaluate = (workers: WorkerPool, expression: string) =>
  call(workers, 'evaluate', { index: expressions.indexOf(expression) });

describe('a task that changes what all share', () => {
  it.each(changes)('costs its thread: %s', async (does, change, shows) => {
    await using clean = openWorkers(1);
    await using shared = openWorkers(1);
    const { value } = await evaluate(clean, shows);
    const { logs } = await evaluate(shared, does);
    expect(logs.join()).toContain(change);
    expect(logs.join()).toContain('no other task sees this');
    expect((await evaluate(shared, shows)).value).toBe(value);
  });

  it('costs its thread whatever object it changes', async () => {
    await using workers = openWorkers(1);
    const { value, logs } = await call(workers, 'mark');
    const paths = value as readonly string[];
    expect(paths.length).toBeGreaterThan(300);
    const told = new Set(/ changed (.*);/.exec(logs.join())![1]!.split(/[.,] ?/));
    expect(paths.filter((_, index) => !told.has(`mark${index}`))).toEqual([]);
  });
});

/**
 * Marks everything that a call of it shares with other calls: what can be reached from the global object, from the modules, and
 * from what two calls of a harmless function have in common. Returns the paths of what it has marked. It runs as third-party code.
 */
async function marks(): Promise<readonly string[]> {
  const modules = {
    assert: require('node:assert'),
    buffer: require('node:buffer'),
    events: require('node:events'),
    punycode: require('node:punycode'),
    querystring: require('node:querystring'),
    stream: require('node:stream'),
    consumers: require('node:stream/consumers'),
    promises: require('node:stream/promises'),
    string_decoder: require('node:string_decoder'),
    url: require('node:url'),
    util: require('node:util'),
  };
  const { assert, events, stream, string_decoder, url, util } = modules;
  const seen = new Map<unknown, string>();
  const isObject = (value: unknown): value is object =>
    (typeof value === 'object' && value !== null) || typeof value === 'function';
  const parts = (value: object): [string, unknown][] => [
    ['[[Prototype]]', Object.getPrototypeOf(value)],
    ...Reflect.ownKeys(value).flatMap((key): [string, unknown][] => {
      const { value: member, get, set } = Object.getOwnPropertyDescriptor(value, key)!;
      return [member, get, set].map((each) => [String(key), each]);
    }),
  ];
  const reach = (path: string, root: unknown) => {
    const waiting: [string, unknown][] = [[path, root]];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [at, value] = next;
      if (!isObject(value) || seen.has(value)) continue;
      seen.set(value, at);
      for (const [key, part] of parts(value)) waiting.push([`${at}.${key}`, part]);
    }
  };
  const common = (path: string, one: unknown, other: unknown, depth = 5) => {
    if (!isObject(one) || !isObject(other) || depth === 0) return;
    if (one === other) return reach(path, one);
    const others = new Map(parts(other));
    for (const [key, part] of parts(one)) common(`${path}.${key}`, part, others.get(key), depth - 1);
  };
  const caught = (action: () => unknown) => {
    try {
      return action();
    } catch (error) {
      return error;
    }
  };
  const own = globalThis as unknown as Record<string, never> & typeof globalThis;
  const { WebAssembly } = own as unknown as {
    WebAssembly: Record<string, new (...values: unknown[]) => object>;
  };
  const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
  const makers: Record<string, () => unknown> = {
    generator: () => (function* () {})(),
    generatorFunction: () => function* () {},
    asyncGenerator: () => (async function* () {})(),
    asyncGeneratorFunction: () => async function* () {},
    asyncFunction: () => async () => {},
    promise: () => (async () => {})(),
    arguments: () =>
      (function () {
        // biome-ignore lint/complexity/noArguments: the object itself is of interest
        return arguments;
      })(),
    class: () => class extends Array {},
    regExp: () => /a/.exec('a'),
    template: () => ((texts: TemplateStringsArray) => texts)`a`.raw,
    iterators: () => [
      [].values(),
      new Map().entries(),
      new Set().values(),
      'a'[Symbol.iterator](),
      'a'.matchAll(/a/g),
      new Uint8Array(1).values(),
      new URLSearchParams('a=1').keys(),
      new util.MIMEParams().entries(),
    ],
    iteratorHelpers: () => caught(() => ([].values() as unknown as { map(f: () => 0): object }).map(() => 0)),
    wrappedIterator: () =>
      caught(() =>
        (own as unknown as { Iterator: { from(o: object): object } }).Iterator.from({ next() {} }),
      ),
    errors: () => [
      caught(() => (null as unknown as { a: 1 }).a),
      caught(() => new Array(-1)),
      caught(() => decodeURIComponent('%')),
      caught(() => assert.equal(1, 2)),
      caught(() => structuredClone(() => {})),
      caught(() => new URL('a')),
      caught(() => atob('ä')),
      caught(() => new WebAssembly['Module']!(Uint8Array.of(1))),
      caught(() => Buffer.alloc(-1)),
      new AggregateError([]),
    ],
    clones: () => structuredClone([new Map(), new Set(), new Date(0), /a/, new Error('a'), bytes, { a: 1 }]),
    text: () => [new TextDecoder(), new TextEncoder(), new TextEncoder().encode('a')],
    urls: () => [new URL('http://a/?b=1'), new URL('http://a/?b=1').searchParams, url.parse('http://a')],
    assembly: () => {
      const module = new WebAssembly['Module']!(bytes);
      const memory = new WebAssembly['Memory']!({ initial: 1 }) as { buffer: unknown };
      return [
        new WebAssembly['Instance']!(module),
        memory,
        memory.buffer,
        new WebAssembly['Table']!({ initial: 1, element: 'anyfunc' }),
        new WebAssembly['Global']!({ value: 'i32' }, 1),
      ];
    },
    aborted: () => {
      const controller = new AbortController();
      let found: unknown;
      controller.signal.addEventListener('abort', (event) => {
        found = event;
      });
      controller.abort();
      return [controller, controller.signal, found, AbortSignal.any([controller.signal])];
    },
    buffers: () => [Buffer.from('a'), Buffer.from('a').toJSON(), Buffer.from('a').buffer],
    events: () => [new events(), events.on(new events(), 'a')],
    streams: () => {
      const readable = () => new stream.Readable({ read() {} });
      return [
        readable(),
        readable()[Symbol.asyncIterator](),
        readable().iterator(),
        readable().map(() => 1),
        new stream.Writable({ write() {} }),
        new stream.Duplex({ read() {}, write() {} }),
        new stream.PassThrough(),
        stream.Readable.from([1]),
        stream.compose(new stream.PassThrough(), new stream.PassThrough()),
      ];
    },
    decoder: () => new string_decoder.StringDecoder(),
    mime: () => new util.MIMEType('a/b;c=d'),
    parsed: () => util.parseArgs({ args: ['-a'], strict: false }),
    logger: () => [util.debuglog('a'), util.promisify(() => {}), util.deprecate(() => {}, 'a')],
    console: () => console,
  };
  reach('', globalThis);
  for (const [name, module] of Object.entries(modules)) reach(name, module);
  for (const [name, make] of Object.entries(makers)) common(name, make(), make());
  const paths: string[] = [];
  for (const [value, path] of seen) {
    if (!Object.isExtensible(value)) continue;
    Object.defineProperty(value, `mark${paths.length}`, { value: 1, configurable: true });
    paths.push(path);
  }
  return [...paths];
}
