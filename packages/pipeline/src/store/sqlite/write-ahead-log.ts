import { pageSize, type Reader } from './file-reader.js';

const headerLength = 32;
const frameHeader = 24;

/**
 * Finds the newest committed copy of each page in a log of SQLite, as SQLite does: it takes the frames up to the last commit
 * before the first frame that is not as it was written.
 *
 * @returns the position of each page in the log, and the number of pages of the database after the last commit
 */
export function committedFrames(log: Reader): {
  readonly frames: ReadonlyMap<number, number>;
  readonly pages?: number;
} {
  const frames = new Map<number, number>();
  const header = log.read(0, headerLength);
  if (header === undefined || header.readUInt32BE(0) >>> 1 !== 0x377f0682 >>> 1) return { frames };
  const isBigEndian = (header.readUInt32BE(0) & 1) === 1;
  if (header.readUInt32BE(8) !== pageSize) return { frames };
  let sums = addTo([0, 0], header.subarray(0, 24), isBigEndian);
  if (!areAt(header, 24, sums)) return { frames };
  let pages: number | undefined;
  const pending = new Map<number, number>();
  for (let at = headerLength; ; at += frameHeader + pageSize) {
    const frame = log.read(at, frameHeader + pageSize);
    if (frame === undefined || !frame.subarray(8, 16).equals(header.subarray(16, 24))) break;
    sums = addTo(sums, frame.subarray(0, 8), isBigEndian);
    sums = addTo(sums, frame.subarray(frameHeader), isBigEndian);
    if (!areAt(frame, 16, sums)) break;
    pending.set(frame.readUInt32BE(0), at + frameHeader);
    const pagesAfterCommit = frame.readUInt32BE(4);
    if (pagesAfterCommit === 0) continue;
    pages = pagesAfterCommit;
    for (const [page, position] of pending) frames.set(page, position);
    pending.clear();
  }
  return pages === undefined ? { frames } : { frames, pages };
}

type Sums = readonly [number, number];

/** SQLite's checksum, which goes on from frame to frame. */
function addTo([first, second]: Sums, bytes: Buffer, isBigEndian: boolean): Sums {
  for (let at = 0; at < bytes.length; at += 8) {
    const [one, two] = isBigEndian
      ? [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)]
      : [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)];
    first = (first + one + second) >>> 0;
    second = (second + two + first) >>> 0;
  }
  return [first, second];
}

function areAt(bytes: Buffer, position: number, [first, second]: Sums): boolean {
  return bytes.readUInt32BE(position) === first && bytes.readUInt32BE(position + 4) === second;
}
