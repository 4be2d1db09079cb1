export * from './evaluation.js';
export { compileKernel } from './instance.js';
export type { Gaps, Shape } from './plan.js';
export * from './training.js';
