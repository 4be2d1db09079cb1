import { pageSize } from './file-reader.js';
import type { PageFile } from './page-file.js';

/** What one cell of a page holds. */
export interface FoundRow {
  readonly key: string;
  /** Absent in a cell of an index, which has only the key. */
  readonly cell?: {
    /** Reads the value; undefined if not all of it can be read. */
    read(): Buffer | undefined;
  };
}

/**
 * Finds the rows of our tables in the pages of a database, and the keys in their indexes. It needs no other page than that of the
 * row: no schema, no root and no inner page. What it finds may be damaged, so the caller must check it.
 */
export function* foundRows(pages: PageFile): Generator<FoundRow> {
  for (let number = 1; number <= pages.count; number++) {
    const page = pages.free.has(number) ? undefined : pages.page(number);
    // The first page begins with the header of the file.
    const start = number === 1 ? 100 : 0;
    const type = page?.[start];
    if (page === undefined || (type !== tableLeaf && type !== indexLeaf && type !== indexInner)) continue;
    const cells = page.readUInt16BE(start + 3);
    const pointers = start + (type === indexInner ? 12 : 8);
    for (let cell = 0; cell < cells && pointers + 2 * cell + 2 <= pageSize; cell++) {
      const at = page.readUInt16BE(pointers + 2 * cell);
      const row =
        type === tableLeaf
          ? rowAt(pages, page, at)
          : keyAt(page, type === indexInner ? at + childPointer : at);
      if (row !== undefined) yield row;
    }
  }
}

// The kinds of pages, by their first byte. See "The SQLite Database File Format", section 1.6.
const tableLeaf = 0x0d;
const indexLeaf = 0x0a;
const indexInner = 0x02;
const childPointer = 4;

/** Bytes of a row that stay on its page. The rest is in a chain of pages of its own. */
const localLimit = pageSize - 35;
const localMinimum = Math.floor(((pageSize - 12) * 32) / 255) - 23;

function localLength(length: number): number {
  if (length <= localLimit) return length;
  const wanted = localMinimum + ((length - localMinimum) % (pageSize - 4));
  return wanted <= localLimit ? wanted : localMinimum;
}

function rowAt(pages: PageFile, page: Buffer, at: number): FoundRow | undefined {
  const length = varint(page, at);
  const rowid = varint(page, length.end);
  const record = recordAt(page, rowid.end);
  if (record === undefined || record.types.length !== 2) return undefined;
  const type = record.types[1]!;
  const first = record.end - rowid.end;
  const size = Math.floor((type - 12) / 2);
  if (type < 12 || first + size !== length.value || size > pages.count * pageSize) return undefined;
  const local = page.subarray(rowid.end, rowid.end + localLength(length.value));
  const read = () => {
    if (local.length === length.value) return Buffer.from(local.subarray(first));
    const next = rowid.end + local.length;
    if (next + 4 > pageSize) return undefined;
    return chained(pages, local.subarray(first), size, page.readUInt32BE(next));
  };
  return { key: record.key, cell: { read } };
}

/** A value that goes on in other pages. */
function chained(pages: PageFile, start: Buffer, size: number, next: number): Buffer | undefined {
  const parts = [start];
  for (let left = size - start.length; left > 0; ) {
    const page = pages.page(next);
    if (page === undefined) return undefined;
    const part = page.subarray(4, 4 + Math.min(left, pageSize - 4));
    parts.push(part);
    left -= part.length;
    next = page.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

function keyAt(page: Buffer, at: number): FoundRow | undefined {
  const record = recordAt(page, varint(page, at).end);
  return record && { key: record.key };
}

/** The beginning of a record whose first column is one of our keys. */
function recordAt(page: Buffer, at: number) {
  const header = varint(page, at);
  const types: number[] = [];
  for (let next = header.end; next < at + header.value && types.length < 2; ) {
    const type = varint(page, next);
    types.push(type.value);
    next = type.end;
  }
  const [type = 0] = types;
  const start = at + header.value;
  const end = start + (type - 13) / 2;
  if (type < 13 || type % 2 === 0 || end > pageSize) return undefined;
  const key = page.toString('latin1', start, end);
  return ourKey.test(key) ? { key, types, end } : undefined;
}

const ourKey = /^(?:(?:latest:)?[0-9a-f]{64}|note:[\x20-\x7e]{1,100})$/;

/** SQLite's integer of variable length. Bytes beyond the page count as zero. */
function varint(page: Buffer, at: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let index = 0; index < 8; index++) {
    const byte = page[at + index] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: at + index + 1 };
  }
  return { value: value * 256 + (page[at + 8] ?? 0), end: at + 9 };
}
