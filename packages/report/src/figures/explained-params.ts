import type { ExplainedSettings } from '@superposition/analyses/internal/conclusions/explained';
import type { SweptSettings } from '@superposition/core/internal/config/sweeps';
import type { ModelSeed } from '../sentences/model.js';

/** Of a figure that is drawn from the findings of the section. */
export interface ExplainedParams {
  readonly seed: ModelSeed;
  readonly settings: ExplainedSettings;
  /** The settings of the converged model. */
  readonly converged: SweptSettings;
  readonly convergenceFigure: number | null;
}
