/**
 * The globals that a task may use: what JavaScript itself defines, and some pure functions of the web. Everything else is taken
 * away from the threads that run tasks. So a global of a newer Node is absent until somebody has looked at it.
 *
 * `WeakRef` and `FinalizationRegistry` are left out, because they show when memory is collected.
 */
export const pureGlobals: ReadonlySet<string> = new Set([
  ...['Infinity', 'NaN', 'undefined', 'globalThis', 'global'],
  ...['eval', 'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'escape', 'unescape'],
  ...['decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent'],
  ...['Object', 'Function', 'Boolean', 'Symbol', 'Number', 'BigInt', 'Math', 'Date', 'String', 'RegExp'],
  ...['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError'],
  ...['URIError', 'SuppressedError', 'DisposableStack', 'AsyncDisposableStack'],
  ...['Array', 'Map', 'Set', 'WeakMap', 'WeakSet', 'Iterator', 'Promise', 'Proxy', 'Reflect', 'JSON'],
  ...['ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Atomics', 'WebAssembly'],
  ...[
    'Int8Array',
    'Uint8Array',
    'Uint8ClampedArray',
    'Int16Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
  ],
  ...['BigInt64Array', 'BigUint64Array', 'Float16Array', 'Float32Array', 'Float64Array'],
  ...['console', 'structuredClone', 'queueMicrotask', 'TextEncoder', 'TextDecoder', 'atob', 'btoa'],
  ...['URL', 'URLSearchParams', 'AbortController', 'AbortSignal', 'DOMException', 'Buffer'],
]);

/** The modules of Node that a task may import. `stream/web` compresses, which versions of Node do in their own ways. */
export const pureBuiltins: ReadonlySet<string> = new Set([
  ...['assert', 'assert/strict', 'buffer', 'events', 'punycode', 'querystring', 'string_decoder'],
  ...['stream', 'stream/consumers', 'stream/promises', 'url', 'util', 'util/types'],
]);
