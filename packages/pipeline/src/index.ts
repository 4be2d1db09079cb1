export * from './canonical-json.js';
export * from './codec.js';
export * from './digest.js';
export * from './graph.js';
export * from './stage.js';
export * from './task.js';
