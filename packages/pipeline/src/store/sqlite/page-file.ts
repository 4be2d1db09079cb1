import { pageSize, type Reader, reader } from './file-reader.js';
import { committedFrames } from './write-ahead-log.js';

/** The pages of a database file, read without SQLite. A file that is damaged in one place is read in all others. */
export interface PageFile extends Disposable {
  /** Pages are numbered from 1 to this number. */
  readonly count: number;
  /** The page as SQLite would see it: from the log, if the log holds a newer one; undefined if it cannot be read. */
  page(number: number): Buffer | undefined;
  /** Pages of removed rows. They may hold rows of long ago. */
  readonly free: ReadonlySet<number>;
}

/**
 * Opens a database and its log.
 *
 * @throws Error if the database cannot be opened
 */
export function pageFile(file: string): PageFile {
  const database = reader(file);
  const log = isThere(`${file}-wal`);
  try {
    const { frames, pages } =
      log === undefined ? { frames: new Map<number, number>(), pages: undefined } : committedFrames(log);
    const count = pages ?? Math.floor(database.length / pageSize);
    const page = (number: number): Buffer | undefined => {
      if (!(number >= 1 && number <= count)) return undefined;
      const frame = frames.get(number);
      return frame === undefined
        ? database.read((number - 1) * pageSize, pageSize)
        : log!.read(frame, pageSize);
    };
    return {
      count,
      page,
      free: freePages(page, count),
      [Symbol.dispose]() {
        database[Symbol.dispose]();
        log?.[Symbol.dispose]();
      },
    };
  } catch (error) {
    database[Symbol.dispose]();
    log?.[Symbol.dispose]();
    throw error;
  }
}

function isThere(file: string): Reader | undefined {
  try {
    return reader(file);
  } catch {
    return undefined;
  }
}

/** The pages on SQLite's list of free pages; none if the list is damaged. */
function freePages(page: PageFile['page'], count: number): ReadonlySet<number> {
  const free = new Set<number>();
  const first = page(1);
  if (first === undefined || first.toString('latin1', 0, 16) !== 'SQLite format 3\0') return free;
  const expected = first.readUInt32BE(36);
  for (let trunk = first.readUInt32BE(32); trunk !== 0; ) {
    const listed = free.has(trunk) ? undefined : page(trunk);
    const length = listed?.readUInt32BE(4) ?? Number.POSITIVE_INFINITY;
    if (listed === undefined || length > pageSize / 4 - 2) return new Set();
    free.add(trunk);
    for (let index = 0; index < length; index++) free.add(listed.readUInt32BE(8 + 4 * index));
    trunk = listed.readUInt32BE(0);
  }
  const isSound = free.size === expected && Array.from(free).every((number) => number > 1 && number <= count);
  return isSound ? free : new Set();
}
