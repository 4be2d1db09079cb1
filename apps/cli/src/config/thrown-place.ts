import { SourceMap } from 'node:module';
import { firstLineOf } from '@superposition/core/internal/config/first-line';
import type { Place } from './code-frame.js';

/** A module of the config as it runs. */
export interface RunningModule {
  /** The translated code, with its map in the last line. Undefined for a module that runs as it is. */
  readonly code?: string;
  /** How many characters stand before the code in its first line. */
  readonly indent: number;
}

/** What went wrong in a config, in a line, and where. */
export interface Mistake {
  readonly message: string;
  readonly place?: Place;
}

/** @param modules the translated modules of the config, by their paths */
export function mistakeOf(error: unknown, modules: ReadonlyMap<string, RunningModule>): Mistake {
  try {
    return located(error, modules);
  } catch {
    // The config may have changed what every program relies on.
    return { message: firstLineOf(error) };
  }
}

function located(error: unknown, modules: ReadonlyMap<string, RunningModule>): Mistake {
  const whole = textOf(() => (error as Error).message);
  // Where the syntax is wrong, jiti writes the place into the message. Its columns count from 0.
  const [, message, file, line, column] = /^\w+: (.*?)\s*\n (.*):(\d+):(\d+)$/s.exec(whole) ?? [];
  if (file !== undefined)
    return { message: message!, place: { file, line: Number(line), column: Number(column) + 1 } };
  const place = firstPlace(textOf(() => (error as Error).stack).replace(whole, ''), modules);
  return { message: firstLineOf(error), ...(place !== undefined && { place }) };
}

/** The first place of a stack trace that lies in a module of the config. */
export function firstPlace(stack: string, modules: ReadonlyMap<string, RunningModule>): Place | undefined {
  const places = [...stack.matchAll(/^ +at (?:.*\()?(.+):(\d+):(\d+)\)?$/gm)].map(
    ([, file, line, column]): Place => ({ file: pathOf(file!), line: Number(line), column: Number(column) }),
  );
  const own = places.filter(({ file }) => modules.has(file));
  const found = own.find(({ file }) => !/[\\/]node_modules[\\/]/.test(file)) ?? own[0];
  return found === undefined ? undefined : original(found, modules.get(found.file)!);
}

/** The place in the file that was written, for one in the code that runs. */
function original(place: Place, { code, indent }: RunningModule): Place {
  const column = place.column - 1 - (place.line === 1 ? indent : 0);
  const [, map] = /\n\/\/# sourceMappingURL=data:application\/json[^,]*,(\S+)\s*$/.exec(code ?? '') ?? [];
  if (map === undefined) return { ...place, column: column + 1 };
  const entry = new SourceMap(JSON.parse(Buffer.from(map, 'base64').toString())).findEntry(
    place.line - 1,
    column,
  );
  if (!('originalLine' in entry)) return place;
  return { ...place, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

function pathOf(file: string): string {
  try {
    // Node loads half a dozen modules of its own with `node:url`, which has a function for this.
    return file.startsWith('file:') ? decodeURIComponent(new URL(file).pathname) : file;
  } catch {
    return file;
  }
}

function textOf(read: () => unknown): string {
  try {
    const text = read();
    return typeof text === 'string' ? text : '';
  } catch {
    return '';
  }
}
