import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

const methods = [
  ...['log', 'info', 'debug', 'warn', 'error', 'trace', 'dir', 'dirxml', 'table', 'assert', 'group'],
  ...['groupCollapsed', 'groupEnd', 'count', 'countReset', 'time', 'timeEnd', 'timeLog'],
] as const;

/** A console for one task after another. */
export interface LogConsole {
  readonly console: Console;
  /** Forgets what the last task counted, grouped and timed. */
  renew(): void;
}

/** A console that hands over what is written to it, message by message. */
export function logConsole(log: (text: string) => void): LogConsole {
  const sink = new Writable({
    decodeStrings: false,
    write(text, _encoding, done) {
      log(stripVTControlCharacters(String(text)).replace(/\n$/, ''));
      done();
    },
  });
  const make = () => new Console({ stdout: sink, stderr: sink, colorMode: false });
  let inner = make();
  let isUsed = false;
  // A plain object: nothing in it changes when it is used.
  const entries = methods.map((name) => [
    name,
    (...values: unknown[]) => {
      isUsed = true;
      return Reflect.apply(inner[name], inner, values);
    },
  ]);
  return {
    console: Object.fromEntries(entries) as Console,
    renew() {
      if (isUsed) inner = make();
      isUsed = false;
    },
  };
}
