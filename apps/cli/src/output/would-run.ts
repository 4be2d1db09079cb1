import { availableParallelism } from 'node:os';
import { roughly } from './units.js';

/** Stages that a plan has counted. */
export interface CountedStages {
  readonly run: number;
  readonly total: number;
  /** Milliseconds of work in one thread. */
  readonly expected: number;
  /** Whether some of them run only if what they depend on comes out otherwise. */
  readonly isMost?: boolean;
}

/** "up to 331 of 525 stages would run, about 2 min 10 s on 2 workers". */
export function wouldRun(
  { run, total, expected, isMost = false }: CountedStages,
  jobs: number = availableParallelism(),
): string {
  const workers = jobs === 1 ? 'one worker' : `${jobs} workers`;
  return `${isMost ? 'up to ' : ''}${run} of ${total} stages would run, ${roughly(expected / jobs)} on ${workers}`;
}
