/** The length of the longest repeat. */
export const longest = 258;

export const lengthCodes = rangesOf(29, (code) => (code < 8 ? 0 : (code >> 2) - 1), 3);
export const distanceCodes = rangesOf(30, (code) => (code < 4 ? 0 : (code >> 1) - 1), 1);
/** The length 258 has a code of its own, without further bits. */
lengthCodes[28] = { base: 258, bits: 0 };

/** Codes for ranges of numbers: each with the least of its numbers, and with the bits that say which of them. */
function rangesOf(count: number, bitsOf: (code: number) => number, first: number) {
  let base = first;
  return Array.from({ length: count }, (_, code) => {
    const range = { base, bits: bitsOf(code) };
    base += 2 ** range.bits;
    return range;
  });
}

/** The code of each length from 3 on. */
export const codeOfLength = Uint8Array.from({ length: longest + 1 }, (_, length) =>
  Math.max(
    0,
    lengthCodes.findLastIndex(({ base }) => base <= length),
  ),
);

export function codeOfDistance(distance: number): number {
  if (distance < 5) return distance - 1;
  const bits = 30 - Math.clz32(distance - 1);
  return 2 * bits + 2 + (((distance - 1) >> bits) & 1);
}
