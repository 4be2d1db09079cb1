import { fstatSync, readSync } from 'node:fs';
import { openForReading } from './open-files.js';

/** We never set another size of a page, so a header that gives another one is damaged. */
export const pageSize = 4_096;

/** Reads a file at any place. */
export interface Reader extends Disposable {
  readonly length: number;
  /** A copy of so many bytes; undefined if the file has fewer, or the disk cannot read them. */
  read(position: number, length: number): Buffer | undefined;
}

/** Reads ahead, because most pages are read one after the other. */
export function reader(file: string): Reader {
  const opened = openForReading(file);
  const { descriptor } = opened;
  const { size } = fstatSync(descriptor);
  const block = Buffer.alloc(64 * pageSize);
  let start = 0;
  let end = 0;
  const load = (position: number, length: number): boolean => {
    try {
      [start, end] = [position, position + readSync(descriptor, block, 0, length, position)];
    } catch {
      end = start;
    }
    return end - start > 0;
  };
  return {
    length: size,
    read(position, length) {
      const isLoaded = position >= start && position + length <= end;
      // A disk that cannot read one of the pages ahead may read this one alone.
      if (!isLoaded && !load(position, block.length)) load(position, length);
      if (position < start || position + length > end) return undefined;
      return Buffer.from(block.subarray(position - start, position - start + length));
    },
    [Symbol.dispose]: () => opened[Symbol.dispose](),
  };
}
