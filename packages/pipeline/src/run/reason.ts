/** A reason why a stage has to run. It names what changed, for a parameter with both values. */
export type Reason =
  /**
   * The store knows no result of a stage of this name. There may have been one before the store was emptied. `given`: its value comes
   * with the graph, so nothing runs; the value is put into the store.
   */
  | { readonly kind: 'new'; readonly given?: true }
  /** The value that comes with the graph is another one than before. */
  | { readonly kind: 'given value'; readonly stage?: string }
  | { readonly kind: 'parameter'; readonly path: string; readonly from: unknown; readonly to: unknown }
  /** `modules`: the modules that differ, if the modules of both bundles are known. */
  | { readonly kind: 'code'; readonly task: string; readonly modules?: readonly string[] }
  | { readonly kind: 'task'; readonly from: string; readonly to: string }
  | { readonly kind: 'codec'; readonly from: string; readonly to: string }
  | { readonly kind: 'input value'; readonly input: string; readonly stage: string }
  | { readonly kind: 'input list'; readonly input: string; readonly added: number; readonly removed: number }
  /**
   * `new`: the stage did not have this input before. `gone`: it no longer has it. `otherwise`: the binding changed
   * between one stage and a list, or between settled and not settled.
   */
  | { readonly kind: 'input binding'; readonly input: string; readonly change: 'new' | 'gone' | 'otherwise' }
  | { readonly kind: 'input failed'; readonly input: string }
  /** The stage had a result, which has been removed or is damaged. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'corrupt' }
  /** Its value was dropped to save space, and is read again. */
  | { readonly kind: 'dropped' }
  | { readonly kind: 'forced' }
  | { readonly kind: 'refresh' };
