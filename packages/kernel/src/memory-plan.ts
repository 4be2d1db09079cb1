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
  /** For each value of a draw's top ten bits, the index of the first threshold that may be at least the draw. */
  readonly guide: Uint16Array;
}

/** Sizes that follow from the shape and from the bytes of a number, 4 or 8. */
export interface Plan extends Shape {
  readonly numberBytes: number;
  readonly neuronStride: number;
  readonly featureStride: number;
  readonly blockSamples: number;
  readonly narrowTiles: readonly Tile[];
  readonly wideTiles: readonly Tile[];
}

/** The errors of a block take at most so many bytes, to stay in the first-level cache. */
const CACHED_BYTES = 48 * 2 ** 10;
/** But a block has so many samples even then, because the samples of a block share work. */
const MIN_SHARING_SAMPLES = 64;
const MAX_BLOCK_SAMPLES = 512;
/**
 * A block has at most so much work, samples · neurons · features, about 10 ms: a call cannot be shorter than a block.
 */
const MAX_BLOCK_WORK = 2 ** 23;

/** If the stride were a multiple of 1024, many rows would compete for the same few lines of the cache. */
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
    // We store four pairs at a time, and not all of the last four may count. This holds for lists by sample and by
    // neuron.
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

/** Sets the shape and writes the tables that do not change. The arrays must be laid out already. */
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

/** For each mask of four lanes, the byte shuffle that moves the lanes of the mask to the front. */
function compactions(): number[] {
  return Array.from({ length: 16 }, (_, mask) => {
    const lanes = [0, 1, 2, 3].filter((lane) => (mask >> lane) & 1);
    const bytes = lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte));
    // A shuffle with an index out of range gives a zero.
    return [...bytes, ...Array<number>(16 - bytes.length).fill(0xff)];
  }).flat();
}
