export * from './read-weights.js';
export * from './weight-file-error.js';
export * from './write-weights.js';
