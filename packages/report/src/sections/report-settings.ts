import type { Config } from '@superposition/core/config';

/** The names of two matrices in a file. */
export interface WeightNames {
  readonly W_in: string;
  readonly W_out: string;
}

/** The settings that the page names: all that decide a number. The engine is not among them. */
export interface ReportSettings extends Pick<Config, 'model' | 'data' | 'evaluation'> {
  readonly report: Pick<Config['report'], 'title' | 'depth'> & {
    /** Set where the title is that of every report: then the headline is the question. */
    readonly asksQuestion?: boolean;
  };
  readonly training: Omit<Config['training'], 'seeds'>;
  /** Empty if the weights were given. */
  readonly seeds: readonly number[];
  /** Set if the weights were given. Then, of `training`, only the loss exponent enters the numbers. */
  readonly weights?: 'given';
  /** The names that both matrices have in the file of given weights, if they come from one. */
  readonly from?: WeightNames;
}
