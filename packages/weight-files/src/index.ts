export type { MatrixOptions } from './choose-matrices.js';
export { formatOf } from './format-of.js';
export {
  type FileBytes,
  largestWeightFile,
  type ReadableFormat,
  readWeights,
  type WeightFile,
  type WeightFormat,
  weightFormats,
} from './read-weights.js';
export { WeightFileError } from './weight-file-error.js';
export { writeWeights } from './write-weights.js';
