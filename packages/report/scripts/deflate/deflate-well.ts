// Deflates into fewer bytes than fflate and zlib do, and takes seconds: it looks for the cheapest way through each block, by the lengths of
// the codes of the last way (as zopfli does). It computes with whole numbers, so it gives the same bytes on every machine.
import { BitWriter } from './bit-writer.js';
import { Chain, type Repeats } from './chain.js';
import { writeHead } from './head.js';
import { codeLengths, codesOf } from './huffman-codes.js';
import { codeOfDistance, codeOfLength, distanceCodes, lengthCodes, longest } from './ranges.js';

/** From this length on, a repeat is taken whole. */
const long = 120;
const blockBytes = 1 << 15;
const rounds = 6;

/** The bytes as a raw deflate stream. */
export function deflateWell(bytes: Uint8Array): Uint8Array {
  const out = new BitWriter(bytes.length);
  const chain = new Chain(bytes);
  for (let from = 0; from < bytes.length || from === 0; from += blockBytes) {
    const to = Math.min(bytes.length, from + blockBytes);
    const repeats = chain.repeatsOf(from, to);
    let costs = firstCosts;
    let best: { readonly way: readonly number[]; readonly block: Block } | undefined;
    for (let round = 0; round < rounds; round++) {
      const way = cheapestWay(bytes, from, to, repeats, costs);
      const block = blockOf(bytes, from, way);
      if (best === undefined || block.bits < best.block.bits) best = { way, block };
      costs = block.costs;
    }
    writeBlock(out, bytes, from, best!.way, best!.block, to >= bytes.length);
  }
  return out.bytes();
}

/** Bits of each literal or length code, and of each distance code. */
interface Costs {
  readonly symbols: ArrayLike<number>;
  readonly distances: ArrayLike<number>;
}

const firstCosts: Costs = {
  symbols: Array.from({ length: 286 }, (_, symbol) => (symbol < 256 ? 8 : 7)),
  distances: new Array<number>(30).fill(5),
};

interface Block {
  readonly symbols: Uint8Array;
  readonly distances: Uint8Array;
  readonly costs: Costs;
  readonly bits: number;
}

/** The way of the fewest bits: for each step a literal, 0, or length + 512 · distance. */
function cheapestWay(
  bytes: Uint8Array,
  from: number,
  to: number,
  repeats: Repeats,
  costs: Costs,
): readonly number[] {
  const count = to - from;
  const cost = new Int32Array(count + 1).fill(0x7fffffff);
  const stepTo = new Float64Array(count + 1);
  const lengthCost = Int32Array.from({ length: longest + 1 }, (_, length) =>
    length < 3 ? 0 : costs.symbols[257 + codeOfLength[length]!]! + lengthCodes[codeOfLength[length]!]!.bits,
  );
  cost[0] = 0;
  for (let at = 0; at < count; at++) {
    const here = cost[at]!;
    const literal = here + costs.symbols[bytes[from + at]!]!;
    if (literal < cost[at + 1]!) {
      cost[at + 1] = literal;
      stepTo[at + 1] = 0;
    }
    let length = 3;
    for (let index = repeats.starts[at]!; index < repeats.starts[at + 1]!; index++) {
      const [most, distance] = [repeats.lengths[index]!, repeats.distances[index]!];
      const code = codeOfDistance(distance);
      const base = here + costs.distances[code]! + distanceCodes[code]!.bits;
      if (most >= long) length = most;
      for (; length <= most; length++) {
        const total = base + lengthCost[length]!;
        if (total < cost[at + length]!) {
          cost[at + length] = total;
          stepTo[at + length] = length + 512 * distance;
        }
      }
    }
  }
  const way: number[] = [];
  for (let at = count; at > 0; at -= stepTo[at]! === 0 ? 1 : stepTo[at]! % 512) way.push(stepTo[at]!);
  return way.reverse();
}

function blockOf(bytes: Uint8Array, from: number, way: readonly number[]): Block {
  const [symbolCounts, distanceCounts] = [new Array<number>(286).fill(0), new Array<number>(30).fill(0)];
  symbolCounts[256] = 1;
  let [at, further] = [from, 0];
  for (const step of way) {
    if (step === 0) {
      symbolCounts[bytes[at++]!]!++;
      continue;
    }
    const [length, distance] = [codeOfLength[step % 512]!, codeOfDistance(Math.floor(step / 512))];
    symbolCounts[257 + length]!++;
    distanceCounts[distance]!++;
    further += lengthCodes[length]!.bits + distanceCodes[distance]!.bits;
    at += step % 512;
  }
  const symbols = codeLengths(symbolCounts, 15);
  const distances = codeLengths(distanceCounts, 15);
  const sum = (counts: readonly number[], lengths: Uint8Array) =>
    counts.reduce((all, count, code) => all + count * lengths[code]!, 0);
  // What is not used yet may be used in the next way, at a price.
  const priced = (lengths: Uint8Array) => Array.from(lengths, (length) => length || 13);
  return {
    symbols,
    distances,
    costs: { symbols: priced(symbols), distances: priced(distances) },
    bits: further + sum(symbolCounts, symbols) + sum(distanceCounts, distances),
  };
}

function writeBlock(
  out: BitWriter,
  bytes: Uint8Array,
  from: number,
  way: readonly number[],
  { symbols, distances }: Block,
  isLast: boolean,
): void {
  out.put(isLast ? 5 : 4, 3);
  writeHead(out, symbols, distances);
  const [symbolCodes, distanceCode] = [codesOf(symbols), codesOf(distances)];
  let at = from;
  for (const step of way) {
    const length = step % 512;
    if (step === 0) {
      const literal = bytes[at++]!;
      out.put(symbolCodes[literal]!, symbols[literal]!);
      continue;
    }
    const distance = Math.floor(step / 512);
    const [lengthCode, far] = [codeOfLength[length]!, codeOfDistance(distance)];
    out.put(symbolCodes[257 + lengthCode]!, symbols[257 + lengthCode]!);
    out.put(length - lengthCodes[lengthCode]!.base, lengthCodes[lengthCode]!.bits);
    out.put(distanceCode[far]!, distances[far]!);
    out.put(distance - distanceCodes[far]!.base, distanceCodes[far]!.bits);
    at += length;
  }
  out.put(symbolCodes[256]!, symbols[256]!);
}
