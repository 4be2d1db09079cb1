import type { BitWriter } from './bit-writer.js';
import { codeLengths, codesOf } from './huffman-codes.js';

const orderOfLengths = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** The lengths of both codes, with their runs in a code of their own. */
export function writeHead(out: BitWriter, symbols: Uint8Array, distances: Uint8Array): void {
  const used = (lengths: Uint8Array, least: number) =>
    Math.max(least, lengths.findLastIndex((length) => length > 0) + 1);
  const [symbolCount, distanceCount] = [used(symbols, 257), used(distances, 1)];
  const all = [...symbols.subarray(0, symbolCount), ...distances.subarray(0, distanceCount)];
  const runs: (readonly [code: number, value: number, bits: number])[] = [];
  for (let at = 0; at < all.length; ) {
    const length = all[at]!;
    let run = 1;
    while (at + run < all.length && all[at + run] === length) run++;
    at += run;
    if (length > 0) {
      runs.push([length, 0, 0]);
      run--;
    }
    while (run >= 3) {
      const most = length > 0 ? 6 : run >= 11 ? 138 : 10;
      const taken = Math.min(run, most);
      runs.push(length > 0 ? [16, taken - 3, 2] : taken >= 11 ? [18, taken - 11, 7] : [17, taken - 3, 3]);
      run -= taken;
    }
    for (; run > 0; run--) runs.push([length, 0, 0]);
  }
  const counts = new Array<number>(19).fill(0);
  for (const [code] of runs) counts[code]!++;
  const lengths = codeLengths(counts, 7);
  const codes = codesOf(lengths);
  const listed = Math.max(4, orderOfLengths.findLastIndex((code) => lengths[code]! > 0) + 1);
  out.put(symbolCount - 257, 5);
  out.put(distanceCount - 1, 5);
  out.put(listed - 4, 4);
  for (const code of orderOfLengths.slice(0, listed)) out.put(lengths[code]!, 3);
  for (const [code, value, bits] of runs) {
    out.put(codes[code]!, lengths[code]!);
    out.put(value, bits);
  }
}
