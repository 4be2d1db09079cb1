export * from './evaluation.js';
/** @public */
export { compileKernel } from './instance.js';
export type { Gaps, Shape } from './memory-plan.js';
export * from './training.js';
