/*
 * The module of the kernel. It imports nothing. The host sets the globals of globals.ts, writes weights and tables into
 * the memory, and calls the functions of train.ts or evaluate.ts.
 */
export * from './globals';
export { compactions } from './pairs';
export { guide, thresholds } from './draw';
export { accumulate, lossSum, openBatch, update } from './train';
export { evaluate, openChunk } from './evaluate';

/** The first byte of memory that the host may use. */
export const heapBase: usize = __heap_base;

// We export these only so that the optimiser does not inline them. WebAssembly engines compile function by function. So
// they optimise only the widths that a shape uses, and the rare search for a gap stays out of the hot loop.
export * from './tiles';
export { searchGap } from './draw';
