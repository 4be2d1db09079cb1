/** The statistics of a frame, over the pairs i < j of its unit vectors. */
export const frameStatistics = [
  'meanCos',
  'meanAbsCos',
  'rmsCos',
  'maxAbsCos',
  'meanCos4',
  'framePotential',
] as const;

export type FrameStatistic = (typeof frameStatistics)[number];

/** What is summed up over the cosines of all pairs. */
export interface CosineSums {
  readonly sum: number;
  readonly sumAbs: number;
  readonly sumSquares: number;
  readonly sumFourths: number;
  readonly maxAbs: number;
}

/** The statistics that follow from the sums over all pairs of `directions` unit vectors, of which there must be two. */
export function statisticsOf(sums: CosineSums, directions: number): Readonly<Record<FrameStatistic, number>> {
  const pairs = (directions * (directions - 1)) / 2;
  return {
    meanCos: sums.sum / pairs,
    meanAbsCos: sums.sumAbs / pairs,
    rmsCos: Math.sqrt(sums.sumSquares / pairs),
    maxAbsCos: sums.maxAbs,
    meanCos4: sums.sumFourths / pairs,
    // Over ordered pairs, i = j included.
    framePotential: directions + 2 * sums.sumSquares,
  };
}

/** Vectors of a block stay in the processor's cache while they meet those of another block. */
const block = 64;

/**
 * Sums up the cosines of all pairs of these unit vectors, `directions` × `dimension` row-major, block by block in a fixed
 * order. Rounding may carry a cosine past ±1; it then counts as ±1.
 *
 * @param counts in each of its equal bins of [−1, 1], the pairs are counted up
 */
export function cosineSums(
  unit: Float64Array,
  directions: number,
  dimension: number,
  counts?: Float64Array,
): CosineSums {
  const even = new Float64Array(block);
  const odd = new Float64Array(block);
  const sums = new Float64Array(5);
  for (let rows = 0; rows < directions; rows += block) {
    const rowEnd = Math.min(rows + block, directions);
    for (let columns = 0; columns <= rows; columns += block) {
      for (let i = rows; i < rowEnd; i += 2) {
        const end = Math.min(columns + block, i);
        const isPair = i + 1 < rowEnd;
        if (isPair) multiplyTwo(unit, dimension, i, columns, end, even, odd);
        else multiply(unit, dimension, i, columns, end, even);
        addCosines(even, end - columns, sums, counts);
        if (!isPair) continue;
        // The second of two vectors also meets the first in the block on the diagonal.
        const oddEnd = Math.min(columns + block, i + 1);
        if (oddEnd > end) odd[end - columns] = product(unit, (i + 1) * dimension, end * dimension, dimension);
        addCosines(odd, oddEnd - columns, sums, counts);
      }
    }
  }
  const [sum, sumAbs, sumSquares, sumFourths, maxAbs] = sums as unknown as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { sum, sumAbs, sumSquares, sumFourths, maxAbs };
}

/**
 * The products of vectors i and i + 1 with those from `begin` to before `end`. Eight sums do not wait for each other, and
 * each entry that is loaded serves two or four of them. The order of each sum is that of `product`.
 */
function multiplyTwo(
  unit: Float64Array,
  dimension: number,
  i: number,
  begin: number,
  end: number,
  even: Float64Array,
  odd: Float64Array,
): void {
  const own = i * dimension;
  const next = own + dimension;
  let j = begin;
  for (; j + 3 < end; j += 4) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let e = 0;
    let f = 0;
    let g = 0;
    let h = 0;
    const first = j * dimension;
    const second = first + dimension;
    const third = second + dimension;
    const fourth = third + dimension;
    for (let k = 0; k < dimension; k++) {
      const entry = unit[own + k]!;
      const other = unit[next + k]!;
      const p = unit[first + k]!;
      const q = unit[second + k]!;
      const r = unit[third + k]!;
      const s = unit[fourth + k]!;
      a += entry * p;
      b += entry * q;
      c += entry * r;
      d += entry * s;
      e += other * p;
      f += other * q;
      g += other * r;
      h += other * s;
    }
    const place = j - begin;
    even[place] = a;
    even[place + 1] = b;
    even[place + 2] = c;
    even[place + 3] = d;
    odd[place] = e;
    odd[place + 1] = f;
    odd[place + 2] = g;
    odd[place + 3] = h;
  }
  for (; j < end; j++) {
    even[j - begin] = product(unit, own, j * dimension, dimension);
    odd[j - begin] = product(unit, next, j * dimension, dimension);
  }
}

/** The products of vector i with the vectors from `begin` to before `end`. */
function multiply(
  unit: Float64Array,
  dimension: number,
  i: number,
  begin: number,
  end: number,
  products: Float64Array,
): void {
  for (let j = begin; j < end; j++)
    products[j - begin] = product(unit, i * dimension, j * dimension, dimension);
}

function product(unit: Float64Array, first: number, second: number, dimension: number): number {
  let sum = 0;
  for (let k = 0; k < dimension; k++) sum += unit[first + k]! * unit[second + k]!;
  return sum;
}

/** Adds the first `count` products to the five sums, which have the order of `CosineSums`, and counts them in their bins. */
function addCosines(
  products: Float64Array,
  count: number,
  sums: Float64Array,
  counts: Float64Array | undefined,
): void {
  const bins = counts?.length ?? 0;
  let sum = 0;
  let sumAbs = 0;
  let sumSquares = 0;
  let sumFourths = 0;
  let maxAbs = sums[4]!;
  for (let index = 0; index < count; index++) {
    const product = products[index]!;
    const cosine = Math.min(1, Math.max(-1, product));
    const size = cosine < 0 ? -cosine : cosine;
    const square = cosine * cosine;
    sum += cosine;
    sumAbs += size;
    sumSquares += square;
    sumFourths += square * square;
    if (size > maxAbs) maxAbs = size;
    if (counts !== undefined) counts[Math.min(bins - 1, Math.floor(((cosine + 1) * bins) / 2))]! += 1;
  }
  sums[0]! += sum;
  sums[1]! += sumAbs;
  sums[2]! += sumSquares;
  sums[3]! += sumFourths;
  sums[4] = maxAbs;
}
