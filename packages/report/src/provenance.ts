/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The origin of a report, from the recipes of its run. It holds nothing that differs between two runs, such as a time; with `git`,
 * it holds what differs between two commits.
 */
export interface Provenance {
  /** The whole config with every default filled in. */
  readonly config: Json;
  /** Versions by package name: ours and Plotly's. */
  readonly versions: Readonly<Record<string, string>>;
  readonly stages: readonly StageProvenance[];
  /** The state of the files that it was made with, if the user asks for it. */
  readonly git?: GitState;
}

/** A commit, and whether tracked files differ from it. */
export interface GitState {
  readonly commit: string;
  readonly isDirty: boolean;
}

/** The origin of the result of one stage. */
export interface StageProvenance {
  readonly name: string;
  /** `null` where the stage failed or was skipped. */
  readonly key: string | null;
  readonly task: string;
  /** Digest of the code that ran. */
  readonly fingerprint: string | null;
  readonly params: Json;
  /**
   * How a value was made that does not follow the settings, because the stage was frozen: "made with training.steps = 1000 instead
   * of 2000". The other facts are those of this value, but `inputs` names the present stages.
   */
  readonly frozen?: string;
  /** Names of the stages bound to each input. */
  readonly inputs: Readonly<Record<string, readonly string[]>>;
  /** Digest of the output's bytes. */
  readonly output: string | null;
}
