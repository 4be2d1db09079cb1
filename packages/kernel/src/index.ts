export { gapTable } from './public/gap-table.js';
export { compileKernel, openEvaluation, openTraining, trainingBytes } from './public/kernel.js';
export type { EvaluationSetup, KernelEvaluation } from './evaluation.js';
export type { Gaps, Shape } from './memory-plan.js';
export type { AdamScalars, Bounds, Training, TrainingSetup } from './training.js';
