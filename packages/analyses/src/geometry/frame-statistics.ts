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
 */
export function cosineSums(unit: Float64Array, directions: number, dimension: number): CosineSums {
  const products = new Float64Array(block);
  const sums = new Float64Array(5);
  for (let rows = 0; rows < directions; rows += block) {
    const rowEnd = Math.min(rows + block, directions);
    for (let columns = 0; columns <= rows; columns += block) {
      for (let i = rows; i < rowEnd; i++) {
        const end = Math.min(columns + block, i);
        multiply(unit, dimension, i, columns, end, products);
        addCosines(products, end - columns, sums);
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

/** The products of vector i with the vectors from `begin` to before `end`. */
function multiply(
  unit: Float64Array,
  dimension: number,
  i: number,
  begin: number,
  end: number,
  products: Float64Array,
): void {
  const own = i * dimension;
  let j = begin;
  // Four at a time, because each of them alone would wait for its last addition.
  for (; j + 3 < end; j += 4) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    const first = j * dimension;
    const second = first + dimension;
    const third = second + dimension;
    const fourth = third + dimension;
    for (let k = 0; k < dimension; k++) {
      const entry = unit[own + k]!;
      a += entry * unit[first + k]!;
      b += entry * unit[second + k]!;
      c += entry * unit[third + k]!;
      d += entry * unit[fourth + k]!;
    }
    products[j - begin] = a;
    products[j - begin + 1] = b;
    products[j - begin + 2] = c;
    products[j - begin + 3] = d;
  }
  for (; j < end; j++) {
    let a = 0;
    for (let k = 0; k < dimension; k++) a += unit[own + k]! * unit[j * dimension + k]!;
    products[j - begin] = a;
  }
}

/** Adds the first `count` products to the five sums, which have the order of `CosineSums`. */
function addCosines(products: Float64Array, count: number, sums: Float64Array): void {
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
  }
  sums[0]! += sum;
  sums[1]! += sumAbs;
  sums[2]! += sumSquares;
  sums[3]! += sumFourths;
  sums[4] = maxAbs;
}
