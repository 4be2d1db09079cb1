/**
 * Makes an error without a place. Node prints the line above an uncaught error from what was recorded when it was made, and not from
 * `stack`; it would be a line of ours.
 */
export function withoutPlace<T extends Error>(make: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Where a function of ours was called. */
export interface CallSite {
  stack?: string;
}

/**
 * The place of the call of a function, for errors that arise long after it.
 *
 * @param called the function; the place is that of its caller
 */
export function callSite(called: (...all: never) => unknown): CallSite {
  const site: CallSite = {};
  Error.captureStackTrace(site, called);
  return site;
}

/** Ends the stack of an error with the place of the call. */
export function endStackAt(error: Error, site: CallSite, ownFrames = ''): void {
  const head = `${error.name}: ${error.message}`;
  const stack = [head, ...framesOf(ownFrames), ...framesOf(site.stack)].join('\n');
  Object.defineProperty(error, 'stack', {
    value: stack,
    enumerable: false,
    writable: true,
    configurable: true,
  });
}

/** The lines of a stack that name places outside of Node and this package. The lines of a message before them may look alike. */
function framesOf(stack: unknown): readonly string[] {
  if (typeof stack !== 'string') return [];
  const lines = stack.split('\n');
  const first = lines.findLastIndex((line) => !/^\s+at /.test(line)) + 1;
  return lines.slice(first).filter((line) => !line.includes('node:internal/') && !line.includes(ownFolder));
}

/** The folder of the built modules of this package, as stacks name it. */
const ownFolder = new URL('..', import.meta.url).href;
