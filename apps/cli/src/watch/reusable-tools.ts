import type { Options } from '../arguments/command-line.js';
import type { LoadedConfig } from '../config/config-file.js';
import { cacheLocation, openTools, refuseStaleBuild, type Tools } from '../workbench/workbench.js';

/** The tools of one revision after another. */
export interface ReusableTools extends AsyncDisposable {
  /**
   * The tools for this config: those of the revision before, unless its cache lies elsewhere.
   *
   * @throws UserError for a cache or a build that cannot be used
   */
  for(options: Options, folder: string, loaded: LoadedConfig): Promise<Tools>;
}

/** Keeps code, cache and threads from one revision to the next. */
export function reusableTools(warn: (message: string) => void): ReusableTools {
  let kept: { readonly location: string; readonly tools: Tools } | undefined;
  const close = async () => {
    const last = kept;
    kept = undefined;
    await last?.tools[Symbol.asyncDispose]();
  };
  return {
    async for(options, folder, loaded) {
      const location = cacheLocation(options, loaded);
      if (kept?.location === location) return kept.tools;
      await close();
      refuseStaleBuild();
      kept = { location, tools: await openTools(options, folder, location, warn) };
      return kept.tools;
    },
    [Symbol.asyncDispose]: close,
  };
}
