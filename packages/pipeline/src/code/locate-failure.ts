import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { TaskCode } from '../graph/task.js';
import { codeFrame } from '../values/code-frame.js';
import { moduleName, workspaceOf } from './module-name.js';
import { openMappedSources } from './source-map-file.js';

/** A place in the sources. */
export interface SourcePlace {
  /** Relative to the checkout, or, for an installed package, from `node_modules/` on. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
}

/** Where in the sources an error happened, as far as this is known. */
export interface LocatedFailure {
  /** Names no folder of this machine. */
  readonly message: string;
  /** The place in the code of the author: where its function was, when a library that it called threw. */
  readonly place?: SourcePlace;
  /** The lines of the source around the place. Absent if the source is not there, or is not what was built. */
  readonly frame?: string;
  /** The stack with places in the sources instead of places in the bundle. */
  readonly stack?: string;
}

/**
 * Finds the places in the sources that an error names, by the source map beside the bundle. This fails for no error and no
 * map, but then tells less.
 *
 * @param code what ran
 * @param framesFrom where in the stack the frames begin, after the message
 */
export async function locateFailure(
  { message, stack }: { readonly message: string; readonly stack?: string },
  { file, root: folder }: TaskCode,
  framesFrom: number,
): Promise<LocatedFailure> {
  const told = { message, ...(stack !== undefined && { stack }) };
  if (file === undefined) return told;
  try {
    const root = workspaceOf(folder ?? fileURLToPath(new URL('../..', file)));
    const named = { ...told, message: withoutFolders(message, root) };
    if (stack === undefined) return named;
    const sources = await openMappedSources(file);
    const map = new SourceMap(sources.map as unknown as ConstructorParameters<typeof SourceMap>[0]);
    const frames = stack.slice(framesFrom).split('\n').slice(0, mostFrames);
    const found: Origin[] = [];
    const lines = frames.map((line) => {
      const place = placeIn(line, file);
      const origin = place && originIn(map, place, file, root);
      if (origin === undefined) return line;
      found.push(origin);
      const { file: name, line: at, column } = origin.place;
      return `${place!.start}(${name}:${at}:${column})`;
    });
    const own = found.find(({ place }) => !place.file.startsWith('node_modules/')) ?? found[0];
    const mapped = { ...named, stack: stack.slice(0, framesFrom) + lines.join('\n') };
    if (own === undefined) return mapped;
    const text = await sources.textOf(own.source);
    const frame = text && codeFrame(text, own.place.line, own.place.column);
    return { ...mapped, place: own.place, ...(frame !== undefined && { frame }) };
  } catch {
    return told;
  }
}

/** A place in a source, and the name of the source in the map. */
interface Origin {
  readonly place: SourcePlace;
  readonly source: string;
}

/** The place in the sources behind a place in a bundle. */
function originIn(
  map: SourceMap,
  { line, column }: { readonly line: number; readonly column: number },
  bundle: string,
  root: string,
): Origin | undefined {
  const entry = map.findEntry(line - 1, column - 1);
  if (!('originalSource' in entry) || entry.originalSource === undefined) return undefined;
  const { originalSource, originalLine, originalColumn } = entry;
  const file = moduleName(root, fileURLToPath(new URL(originalSource, bundle)));
  return { place: { file, line: originalLine + 1, column: originalColumn + 1 }, source: originalSource };
}

/** The place that a line of a stack names in the bundle. A sealed thread writes no file, because it runs nothing else. */
function placeIn(
  line: string,
  bundle: string,
): { readonly start: string; readonly line: number; readonly column: number } | undefined {
  if (line.length > longestFrame) return undefined;
  // The file as the thread has named it, with the number of its instance after the question mark.
  const [before, after] = splitAt(line, `${bundle}?`) ?? [];
  const found =
    before === undefined
      ? /^(?<start>\s+at .* )\((?<row>\d+):(?<column>\d+)\)$/.exec(line)
      : /^\d*:(?<row>\d+):(?<column>\d+)\)?$/.exec(after!);
  if (found === null) return undefined;
  const { start = before!.replace(/\($/, ''), row, column } = found.groups!;
  return { start, line: Number(row), column: Number(column) };
}

function splitAt(line: string, part: string): readonly [before: string, after: string] | undefined {
  const at = line.indexOf(part);
  return at === -1 ? undefined : [line.slice(0, at), line.slice(at + part.length)];
}

/** A message of a library may name files by their paths. The message stands in the report, which must name no machine. */
function withoutFolders(message: string, root: string): string {
  const ours = root.length > 1 ? root.replace(/\/$/, '') : undefined;
  const relative =
    ours === undefined ? message : message.replaceAll(`file://${ours}/`, '').replaceAll(`${ours}/`, '');
  return relative.replace(/(?:file:\/\/)?(?:\/[^\s/'"()]+)+\/(?=node_modules\/)/g, '');
}

const mostFrames = 100;
const longestFrame = 2_000;
