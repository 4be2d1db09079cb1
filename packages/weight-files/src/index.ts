export * from './read-weights.js';
export { WeightFileError } from './weight-file-error.js';
export * from './write-weights.js';
