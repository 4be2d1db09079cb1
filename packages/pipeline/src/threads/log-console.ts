import { Console } from 'node:console';

const methods = [
  ...['log', 'info', 'debug', 'warn', 'error', 'trace', 'dir', 'dirxml', 'table', 'assert', 'group'],
  ...['groupCollapsed', 'groupEnd', 'count', 'countReset'],
] as const;

/** A console for one task after another. */
export interface LogConsole {
  readonly console: Console;
  /** Forgets what the last task counted and grouped. */
  renew(): void;
}

/**
 * A console that hands over what is written to it, message by message. Its clock stands still: a task could put its own methods in
 * the place of those by which the console writes, and read the time.
 */
export function logConsole(log: (text: string) => void): LogConsole {
  // A stream would have methods that it shares with all others.
  const sink = { write: (text: string) => log(text) } as unknown as NodeJS.WritableStream;
  const make = () => new Console({ stdout: sink, stderr: sink, colorMode: false, ignoreErrors: false });
  const { apply } = Reflect;
  let inner = make();
  let isUsed = false;
  const call = (name: (typeof methods)[number], values: unknown[]) => {
    isUsed = true;
    apply(inner[name as 'log'], inner, values);
  };
  // A plain object: nothing in it changes when it is used.
  const entries = methods.map((name) => [name, (...values: unknown[]) => call(name, values)] as const);
  const tellTime = (label: unknown = 'default', ...data: unknown[]) =>
    call('log', ['%s: 0ms', `${label as string}`, ...data]);
  return {
    console: {
      ...Object.fromEntries(entries),
      time: () => {},
      timeLog: tellTime,
      timeEnd: (label?: unknown) => tellTime(label),
    } as unknown as Console,
    renew() {
      if (isUsed) inner = make();
      isUsed = false;
    },
  };
}
