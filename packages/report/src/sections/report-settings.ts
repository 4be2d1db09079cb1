import type { Config } from '@superposition/core/config';

/** The settings that the page states: all that decide a number, so not the engine. */
export interface ReportSettings extends Pick<Config, 'model' | 'data' | 'evaluation' | 'report'> {
  readonly training: Omit<Config['training'], 'seeds'>;
  readonly seeds: readonly number[];
}
