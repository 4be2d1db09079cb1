import type { Store } from '@superposition/pipeline/internal/store/store';
import type { Options } from '../../arguments/command-line.js';

/** The arguments of each command for the cache. */
export interface CacheRequest {
  readonly store: Store;
  readonly words: readonly string[];
  readonly options: Options;
  /** Relative paths start here. */
  readonly folder: string;
  readonly print: (text: string) => void;
  /** Prints to stderr. */
  readonly remark: (text: string) => void;
}
