import { EventEmitter } from 'node:events';

/**
 * Keeps `process` out of the hands of tasks. It is an emitter of events, and Node calls its methods while a task runs, for
 * example to warn. A task that replaced the methods of all emitters would be called with `process` as `this`. So it gets methods
 * of its own.
 */
export function hideProcess(process: NodeJS.Process): void {
  const methods = EventEmitter.prototype as unknown as Record<string, unknown>;
  for (const name of Object.getOwnPropertyNames(methods))
    if (typeof methods[name] === 'function')
      Object.defineProperty(process, name, { value: methods[name], writable: true, configurable: true });
  // Node warns once in each thread, so a warning would depend on the tasks before. It also names the process.
  process.noDeprecation = true;
  process.emitWarning = () => {};
}
