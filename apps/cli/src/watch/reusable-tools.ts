import type { Options } from '../arguments/command-line.js';
import type { LoadedConfig } from '../config/config-file.js';
import { cacheLocation, openTools, refuseStaleBuild, type Tools } from '../workbench/workbench.js';

/** The tools for a series of revisions. */
export interface ReusableTools extends AsyncDisposable {
  /**
   * The tools for this config. They are those of the previous revision, unless the cache has moved.
   *
   * @throws UserError for a cache or a build that cannot be used
   */
  for(options: Options, folder: string, loaded: LoadedConfig): Promise<Tools>;
}

/** Keeps the code, the cache and the threads open from one revision to the next. */
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
