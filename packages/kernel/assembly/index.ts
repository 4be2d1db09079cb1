/*
 * The module of the kernel. It imports nothing; the host sets the globals of globals.ts, writes weights and tables into
 * the memory, and calls the functions of train.ts or evaluate.ts.
 */
export * from './globals';
export { compactions } from './pairs';
export { guide, thresholds } from './draw';
export { accumulate, lossSum, openBatch, update } from './train';
export { evaluate, openChunk } from './evaluate';

/** The first byte of memory that is the host's. */
export const heapBase: usize = __heap_base;

// Exported only so that the optimiser leaves them functions of their own. WebAssembly engines compile by function:
// this way they optimise the widths that a shape uses and no others, and the rare path stays out of the hot loop.
export * from './tiles';
export { searchGap } from './draw';
