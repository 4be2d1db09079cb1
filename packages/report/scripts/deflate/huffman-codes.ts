/**
 * The lengths of the codes with the fewest bits for symbols of these counts, none longer than `most`, by package-merge. Symbols that do not
 * occur have the length 0.
 */
export function codeLengths(counts: readonly number[], most: number): Uint8Array {
  interface Package {
    readonly count: number;
    readonly symbols: readonly number[];
  }
  const lengths = new Uint8Array(counts.length);
  const single = counts
    .map((count, symbol): Package => ({ count, symbols: [symbol] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.count - b.count || a.symbols[0]! - b.symbols[0]!);
  // A decoder wants a code of one bit for a single symbol.
  if (single.length === 1) lengths[single[0]!.symbols[0]!] = 1;
  if (single.length < 2) return lengths;
  let packages: readonly Package[] = [];
  for (let level = 0; level < most; level++) {
    const pairs = Array.from({ length: packages.length >> 1 }, (_, pair): Package => {
      const [a, b] = [packages[2 * pair]!, packages[2 * pair + 1]!];
      return { count: a.count + b.count, symbols: [...a.symbols, ...b.symbols] };
    });
    packages = [...single, ...pairs].sort((a, b) => a.count - b.count);
  }
  for (const { symbols } of packages.slice(0, 2 * single.length - 2))
    for (const symbol of symbols) lengths[symbol]!++;
  return lengths;
}

/** The codes of these lengths, with their bits in the order in which deflate writes them. */
export function codesOf(lengths: Uint8Array): Uint16Array {
  const codes = new Uint16Array(lengths.length);
  let code = 0;
  for (let length = 1; length <= 15; length++) {
    for (const [symbol, own] of lengths.entries())
      if (own === length) codes[symbol] = reversed(code++, length);
    code <<= 1;
  }
  return codes;
}

function reversed(code: number, length: number): number {
  let turned = 0;
  for (let bit = 0; bit < length; bit++) turned |= ((code >> bit) & 1) << (length - 1 - bit);
  return turned;
}
