import type { Weights } from '@superposition/core/internal/network/weights';

/** A mean over samples and its standard error, which is 0 where every sample gave the same. */
export interface Sampled {
  readonly value: number;
  readonly error: number;
}

/** What a test knows of a model. Plain loops measured it, without any of the report's code. */
export interface MeasuredAnew {
  /** The output of each feature for itself at x = 1 and at x = −1, with no other feature active. */
  readonly atOne: readonly number[];
  readonly atMinusOne: readonly number[];
  /** Whether some output depends on more than its own input. */
  readonly interferes: boolean;
  /** Squared errors over active entries, and over all entries divided by p. */
  readonly active: Sampled;
  readonly allPerActive: Sampled;
  /** |y − t|^q over all entries divided by p. */
  readonly lossPerActive: Sampled;
  /** What other features add to a squared error over active entries. */
  readonly interference: Sampled;
  /** The squared error of each feature alone, and while it is active among others. */
  readonly isolated: readonly number[];
  readonly errors: readonly Sampled[];
}

/** Measures a model on samples of its own random numbers. */
export function measuredAnew(
  weights: Weights,
  { p, q, samples }: { readonly p: number; readonly q: number; readonly samples: number },
): MeasuredAnew {
  const { features: n } = weights;
  const alone = (feature: number, x: number) => {
    const input = new Float64Array(n);
    input[feature] = x;
    return forward(weights, input)[feature]!;
  };
  const each = Array.from({ length: n }, (_, feature) => feature);
  const [atOne, atMinusOne] = [1, -1].map((x) => each.map((feature) => alone(feature, x)));
  const random = uniform(20_231_117);
  const parts: Record<'active' | 'all' | 'loss' | 'interference', number[]> = {
    active: [],
    all: [],
    loss: [],
    interference: [],
  };
  const ofFeatures = each.map(() => ({ count: 0, sum: 0, squares: 0 }));
  // The standard error is that of so many means, whatever depends on what inside of each.
  const batches = 40;
  for (let batch = 0; batch < batches; batch++) {
    const size = samples / batches;
    const sums = { active: 0, all: 0, loss: 0, interference: 0 };
    let entries = 0;
    for (let sample = 0; sample < size; sample++) {
      const input = new Float64Array(n);
      for (let i = 0; i < n; i++) if (random() < p) input[i] = 2 * random() - 1;
      const output = forward(weights, input);
      for (let i = 0; i < n; i++) {
        const x = input[i]!;
        const error = output[i]! - Math.max(0, x);
        sums.all += error ** 2;
        sums.loss += Math.abs(error) ** q;
        if (x === 0) continue;
        entries++;
        const aloneError = Math.abs(x) * (x > 0 ? atOne : atMinusOne)![i]! - Math.max(0, x);
        sums.active += error ** 2;
        const ofFeature = ofFeatures[i]!;
        ofFeature.count++;
        ofFeature.sum += error ** 2;
        ofFeature.squares += error ** 4;
        sums.interference += error ** 2 - aloneError ** 2;
      }
    }
    parts.active.push(sums.active / entries);
    parts.interference.push(sums.interference / entries);
    parts.all.push(sums.all / (size * n * p));
    parts.loss.push(sums.loss / (size * n * p));
  }
  return {
    atOne: atOne!,
    atMinusOne: atMinusOne!,
    interferes: interferes(weights),
    active: meanOf(parts.active),
    allPerActive: meanOf(parts.all),
    lossPerActive: meanOf(parts.loss),
    interference: meanOf(parts.interference),
    errors: ofFeatures.map(({ count, sum, squares }) => {
      const value = sum / count;
      return { value, error: Math.sqrt(Math.max(0, squares / count - value ** 2) / (count - 1)) };
    }),
    isolated: each.map((i) => ((1 - atOne![i]!) ** 2 + atMinusOne![i]! ** 2) / 6),
  };
}

/** The means of |cos| and of cos over pairs of columns of W_in that are not zero; NaN without a pair. */
export function cosines({ features, neurons, input }: Weights): { magnitude: number; signed: number } {
  const columns = Array.from({ length: features }, (_, i) =>
    Array.from({ length: neurons }, (_, k) => input[k * features + i]!),
  ).filter((column) => column.some((entry) => entry !== 0));
  const units = columns.map((column) => column.map((entry) => entry / Math.hypot(...column)));
  let [magnitude, signed, pairs] = [0, 0, 0];
  for (let a = 0; a < units.length; a++) {
    for (let b = 0; b < a; b++) {
      const cosine = units[a]!.reduce((dot, entry, k) => dot + entry * units[b]![k]!, 0);
      magnitude += Math.abs(cosine);
      signed += cosine;
      pairs++;
    }
  }
  return { magnitude: magnitude / pairs, signed: signed / pairs };
}

/** Weights whose encodings are independent random directions. */
export function randomDirections(features: number, neurons: number, seed: number): Weights {
  const random = uniform(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return {
    features,
    neurons,
    input: Float32Array.from({ length: features * neurons }, normal),
    output: new Float32Array(features * neurons),
  };
}

export function meanOf(values: readonly number[]): Sampled {
  const value = values.reduce((sum, each) => sum + each, 0) / values.length;
  const squares = values.reduce((sum, each) => sum + (each - value) ** 2, 0);
  return { value, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}

function forward({ features, neurons, input, output }: Weights, x: Float64Array): Float64Array {
  const y = new Float64Array(features);
  for (let k = 0; k < neurons; k++) {
    let hidden = 0;
    for (let i = 0; i < features; i++) hidden += input[k * features + i]! * x[i]!;
    if (hidden <= 0) continue;
    for (let j = 0; j < features; j++) y[j]! += output[j * neurons + k]! * hidden;
  }
  return y;
}

function interferes({ features, neurons, input, output }: Weights): boolean {
  for (let k = 0; k < neurons; k++) {
    for (let j = 0; j < features; j++) {
      if (output[j * neurons + k] === 0) continue;
      for (let i = 0; i < features; i++) if (i !== j && input[k * features + i] !== 0) return true;
    }
  }
  return false;
}

/** Uniform numbers of [0, 1): mulberry32. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
