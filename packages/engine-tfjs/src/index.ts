export { describeBackend, loadBackend, openBackend } from './public/backends.js';
export { layersModelFiles, writeLossSummaries } from './public/files.js';
export { trainTfjs } from './public/train-tfjs.js';
export type { Backend } from './backend.js';
export type { BackendFacts } from './find-backend.js';
export type { LayersModelFiles } from './layers-model.js';
export type { BackendName } from './load-backend.js';
export type { TensorFlow } from './tensorflow.js';
