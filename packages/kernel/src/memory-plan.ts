import type { KernelExports } from './instance.js';
import { addressOf, type Regions, setGlobals } from './layout.js';
import { coveredVectors, cutTiles, narrowWidths, type Tile, wideWidths } from './tiles.js';

/** A network of `features` inputs and outputs and `neurons` hidden neurons. */
export interface Shape {
  readonly features: number;
  readonly neurons: number;
}

/** Integer tables that turn a draw into the gap to the next active entry. */
export interface Gaps {
  /** round(2³²·(1 − (1−p)^g)) − 1 for g = 1, 2, …; at most 1,024. */
  readonly thresholds: Uint32Array;
  /** For each value of a draw's top ten bits, the index of the first threshold that it may not exceed. */
  readonly guide: Uint16Array;
}

/** Sizes that follow from the shape and the bytes of a number, 4 or 8. */
export interface Plan extends Shape {
  readonly numberBytes: number;
  readonly neuronStride: number;
  readonly featureStride: number;
  readonly blockSamples: number;
  readonly narrowTiles: readonly Tile[];
  readonly wideTiles: readonly Tile[];
}

/** The errors of a block in the first-level cache; less would not use the work that a block shares. */
const CACHED_BYTES = 48 * 2 ** 10;
const MIN_SHARING_SAMPLES = 64;
const MAX_BLOCK_SAMPLES = 512;
/** Samples · neurons · features of a block, about 10 ms of work: a call cannot be shorter than one block. */
const MAX_BLOCK_WORK = 2 ** 23;

/** Rows a multiple of the cache's sets apart would all compete for the same few lines. */
const spread = (stride: number) => (stride % 1024 === 0 ? stride + 64 : stride);

/** The plan of a shape for numbers of 4 (training) or 8 bytes (evaluation). */
export function planOf({ features, neurons }: Shape, numberBytes: 4 | 8): Plan {
  const vectors = Math.ceil(features / 4) * (numberBytes / 4);
  const narrowTiles = cutTiles(vectors, narrowWidths);
  const wideTiles = cutTiles(vectors, wideWidths);
  const covered = Math.max(coveredVectors(narrowTiles), coveredVectors(wideTiles));
  // Evaluation takes rows in steps of two vectors.
  const featureStride = spread(16 * (numberBytes === 8 ? 2 * Math.ceil(covered / 2) : covered));
  const samples = Math.min(
    MAX_BLOCK_SAMPLES,
    Math.max(MIN_SHARING_SAMPLES, CACHED_BYTES / featureStride),
    MAX_BLOCK_WORK / (features * neurons),
  );
  return {
    features,
    neurons,
    numberBytes,
    neuronStride: Math.ceil(neurons / 4) * 4 * numberBytes,
    featureStride,
    blockSamples: Math.max(4, Math.floor(samples / 4) * 4),
    narrowTiles,
    wideTiles,
  };
}

const tileBytes = (tiles: readonly Tile[]) => 8 * (tiles.length + 1);

/** The arrays that training and evaluation both use. */
export function commonRegions(plan: Plan): Regions {
  const { features, neurons, neuronStride, featureStride, blockSamples } = plan;
  return {
    inputWeights: features * neuronStride,
    outputWeights: neurons * featureStride,
    hidden: blockSamples * neuronStride,
    errors: blockSamples * featureStride,
    entries: 16 * blockSamples * features,
    // Four pairs are stored at a time, of which the last may not count; lists by sample and by neuron alike.
    pairs: 8 * blockSamples * neurons + 32,
    pairStarts: 4 * (blockSamples + 1),
    sampleOrder: 16 * blockSamples,
    orderSlots: 4 * (neurons + 2),
    narrowTiles: tileBytes(plan.narrowTiles),
    wideTiles: tileBytes(plan.wideTiles),
  };
}

function writeTiles(kernel: KernelExports, address: number, tiles: readonly Tile[]): void {
  const records = new Uint32Array(kernel.memory.buffer, address, 2 * tiles.length + 2);
  records.set([...tiles.flatMap(({ offset, width }) => [16 * offset, width]), 0, 0]);
}

/** Sets the shape and writes the tables that do not change; the arrays are laid out already. */
export function writePlan(kernel: KernelExports, plan: Plan, lossExponent: number, gaps: Gaps): void {
  const { features, neurons, numberBytes, neuronStride, featureStride, blockSamples } = plan;
  setGlobals(kernel, {
    features,
    neurons,
    numberBytes,
    neuronStride,
    featureStride,
    blockSamples,
    halfExponents: 2 * lossExponent,
    gaps: gaps.thresholds.length,
  });
  kernel.featuresReciprocal.value = BigInt(Math.ceil(2 ** 40 / features));
  const { buffer } = kernel.memory;
  new Uint32Array(buffer, addressOf(kernel, 'thresholds'), gaps.thresholds.length).set(gaps.thresholds);
  new Uint16Array(buffer, addressOf(kernel, 'guide'), gaps.guide.length).set(gaps.guide);
  new Uint8Array(buffer, addressOf(kernel, 'compactions'), 256).set(compactions());
  writeTiles(kernel, addressOf(kernel, 'narrowTiles'), plan.narrowTiles);
  writeTiles(kernel, addressOf(kernel, 'wideTiles'), plan.wideTiles);
}

/** For each mask of four lanes, the byte shuffle that moves the lanes set to the front. */
function compactions(): number[] {
  return Array.from({ length: 16 }, (_, mask) => {
    const lanes = [0, 1, 2, 3].filter((lane) => (mask >> lane) & 1);
    const bytes = lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte));
    // An index out of range shuffles in a zero.
    return [...bytes, ...Array<number>(16 - bytes.length).fill(0xff)];
  }).flat();
}
