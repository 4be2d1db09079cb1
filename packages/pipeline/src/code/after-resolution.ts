import type { OnResolveResult, Plugin, ResolveResult } from 'esbuild';

/**
 * A plugin that lets esbuild resolve each import as usual, and may then decide otherwise.
 *
 * @param decide receives what esbuild has found, and the text of the import
 */
export function afterResolution(
  name: string,
  decide: (found: ResolveResult, path: string) => OnResolveResult,
): Plugin {
  return {
    name,
    setup(building) {
      const again = Symbol('resolved by this plugin');
      building.onResolve({ filter: /.*/ }, async ({ path, pluginData, ...how }) => {
        if (pluginData === again) return undefined;
        const { kind, importer, namespace, resolveDir } = how;
        const asked = { kind, importer, namespace, resolveDir, pluginData: again };
        return decide(await building.resolve(path, asked), path);
      });
    },
  };
}
