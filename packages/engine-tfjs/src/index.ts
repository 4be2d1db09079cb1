export * from './backend.js';
export * from './find-backend.js';
export * from './layers-model.js';
export * from './load-backend.js';
export * from './loss-summaries.js';
export type { TensorFlow } from './tensorflow.js';
export * from './train-tfjs.js';
