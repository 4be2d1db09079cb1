import type { Config } from '@superposition/core/config';

/** The settings that the page states: all that decide a number, so not the engine. */
export interface ReportSettings extends Pick<Config, 'model' | 'data' | 'evaluation'> {
  readonly report: Pick<Config['report'], 'title'>;
  readonly training: Omit<Config['training'], 'seeds'>;
  /** None where the weights are given. */
  readonly seeds: readonly number[];
  /** There where the model was not trained: then nothing but the loss exponent of `training` has a part in the numbers. */
  readonly weights?: 'given';
}
