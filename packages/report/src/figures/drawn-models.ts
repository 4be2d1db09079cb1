import { type Convergence, convergedAt } from '@superposition/analyses/internal/sweeps/convergence';
import type { SweptSettings } from '@superposition/core/internal/config/sweeps';
import type { ModelSeed } from '../sentences/model.js';
import type { ConvergenceEvidence, SweptModels } from '../sentences/sweep-setting.js';

/** Of which models a figure of the section "Understanding" is, and what is known of their convergence. */
export interface DrawnModels {
  /** The converged model; without a point where the weights are given. */
  readonly models: SweptModels;
  readonly tested: ConvergenceEvidence;
  /** Whether models of so many steps are known not to have converged; given ones, whose steps are null, are not. */
  readonly isOpen: (steps: number | null) => boolean;
}

export function drawnModels(
  {
    seed,
    converged,
    convergenceFigure,
  }: {
    readonly seed: ModelSeed;
    readonly converged: SweptSettings;
    readonly convergenceFigure: number | null;
  },
  convergence: Convergence | undefined,
): DrawnModels {
  return {
    models: { points: seed === null ? [] : [{ settings: converged }] },
    tested: { figure: convergenceFigure, convergence, own: converged },
    isOpen: (steps) => seed !== null && steps !== null && convergedAt(convergence, steps) === false,
  };
}
