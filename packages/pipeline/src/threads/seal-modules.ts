import buffer from 'node:buffer';
import events from 'node:events';
import { syncBuiltinESMExports } from 'node:module';
import stream from 'node:stream';
import consumers from 'node:stream/consumers';
import url from 'node:url';
import util from 'node:util';
import type { Refuse } from './fixed-date.js';

type Members = Record<string, unknown>;

/**
 * Members of modules that read the machine, the process or the collection of memory, or that change what only Node itself can
 * see. Each Node has some of them.
 */
const refused: readonly (readonly [module: object, name: string, members: readonly string[]])[] = [
  [util, 'util', ['log', 'aborted', 'transferableAbortController', 'transferableAbortSignal']],
  // The numbers of errors depend on the operating system.
  [util, 'util', ['getSystemErrorMap', 'getSystemErrorMessage', 'getSystemErrorName']],
  [util, 'util', ['_errnoException', '_exceptionWithHostPort']],
  [util, 'util', ['getCallSite', 'getCallSites', 'setTraceSigInt']],
  // Paths depend on the operating system, and some on the current folder.
  [url, 'url', ['pathToFileURL', 'pathToFileURLBuffer', 'fileURLToPath', 'fileURLToPathBuffer']],
  [buffer, 'buffer', ['resolveObjectURL']],
  // It has a number that counts what the thread has done.
  [events, 'events', ['EventEmitterAsyncResource']],
  [stream, 'stream', ['setDefaultHighWaterMark']],
  // Blobs and the streams of the web are not among the globals either.
  [consumers, 'stream/consumers', ['blob']],
  [stream.Readable, 'stream.Readable', ['toWeb', 'fromWeb']],
  [stream.Writable, 'stream.Writable', ['toWeb', 'fromWeb']],
  [stream.Duplex, 'stream.Duplex', ['toWeb', 'fromWeb']],
];

/**
 * Takes away from the modules that a task may import what a value must not depend on. State that a member can set and read
 * again stays: `rememberGlobals` compares it.
 */
export function sealModules(refuse: Refuse): void {
  // `function`, because some of them are called with `new`.
  for (const [module, name, members] of refused)
    for (const member of members)
      if (member in module) replace(module, member, () => refuse(`${name}.${member}`));

  // Their memory is what an earlier task left there.
  Object.defineProperty(Buffer, 'poolSize', { value: 0, writable: false, configurable: false });
  const cleared = (size: number) => Buffer.alloc(size);
  Buffer.allocUnsafe = Buffer.allocUnsafeSlow = cleared;
  if ('SlowBuffer' in buffer) replace(buffer, 'SlowBuffer', (size: number) => cleared(size));
  // A file has a time.
  for (const name of ['File', 'Blob']) replace(buffer, name, undefined);

  // Libraries make these when they load. `NODE_DEBUG` would turn them on.
  const silent = () => Object.assign(() => {}, { enabled: false });
  for (const name of ['debug', 'debuglog']) replace(util, name, silent);
  // It warns once in a thread, or throws, as options of the process say.
  replace(util, 'deprecate', (fn: unknown) => fn);
  const { parseArgs, styleText } = util;
  replace(util, 'parseArgs', (config: Parameters<typeof parseArgs>[0]) => {
    const { args } = config ?? {};
    return args === undefined
      ? refuse('util.parseArgs without args')
      : parseArgs({ __proto__: null, ...config, args } as typeof config);
  });
  // It asks the terminal and the environment unless it is told not to.
  if (styleText !== undefined)
    replace(util, 'styleText', (format: Parameters<typeof styleText>[0], text: string) =>
      Reflect.apply(styleText, undefined, [format, text, { validateStream: false }]),
    );
  syncBuiltinESMExports();
}

function replace(module: object, name: string, value: unknown): void {
  const { enumerable = true } = Object.getOwnPropertyDescriptor(module, name) ?? {};
  Object.defineProperty(module as Members, name, { value, writable: true, enumerable, configurable: true });
}
