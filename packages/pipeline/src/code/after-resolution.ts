import type { OnResolveArgs, OnResolveResult, Plugin, ResolveResult } from 'esbuild';

/**
 * A plugin that lets esbuild resolve each import as usual, and may then decide otherwise.
 *
 * @param decide receives what esbuild has found, the text of the import, and where it stands
 */
export function afterResolution(
  name: string,
  decide: (found: ResolveResult, path: string, how: Pick<OnResolveArgs, 'importer'>) => OnResolveResult,
): Plugin {
  return {
    name,
    setup(building) {
      const mine = Symbol(name);
      building.onResolve({ filter: /.*/ }, async ({ path, pluginData, ...how }) => {
        // Of all plugins that were asked already: each of them asks the others.
        const asking = Array.isArray(pluginData) ? (pluginData as readonly unknown[]) : [];
        if (asking.includes(mine)) return undefined;
        const { kind, importer, namespace, resolveDir } = how;
        const asked = { kind, importer, namespace, resolveDir, pluginData: [...asking, mine] };
        return decide(await building.resolve(path, asked), path, how);
      });
    },
  };
}
