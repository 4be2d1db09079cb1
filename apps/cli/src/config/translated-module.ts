import { createJiti } from 'jiti';
import type { RunningModule } from './thrown-place.js';

const ofCore = '@superposition/core/config';

/** What a module can take of core without core being loaded. */
const light =
  /import\s*(type\s*\{[^}]*|\{\s*defineConfig\s*,?\s*)\}\s*from\s*(["'])@superposition\/core\/config\2/g;

/**
 * Imports a module in TypeScript or JavaScript, with all that it imports, and returns its default export.
 *
 * @param modules receives each module that is translated
 */
export async function importTranslated(file: string, modules: Map<string, RunningModule>): Promise<unknown> {
  const options = {
    // jiti would write compiled files to a folder of its own. A run must leave only its report and its cache behind.
    fsCache: false,
    moduleCache: false,
    interopDefault: false,
    sourceMaps: true,
  };
  let needsCore = false;
  const translator = createJiti(import.meta.url, options);
  const jiti = createJiti(import.meta.url, {
    ...options,
    transform(asked) {
      const code = translator.transform(asked);
      const kind = asked.async ? 'async function' : 'function';
      // jiti runs the code in a function with this head.
      const { length } =
        `(${kind} (exports, require, module, __filename, __dirname, jitiImport, jitiESMResolve) { `;
      if (asked.filename !== undefined) modules.set(asked.filename, { code, indent: length });
      needsCore ||= asked.source.replaceAll(light, '').includes(ofCore);
      return { code };
    },
    virtualModules: {
      // A config can import `defineConfig` from any folder. We load the rest of core only for those who want it.
      get [ofCore]() {
        const defineConfig = (input: unknown) => input;
        return needsCore
          ? Object.assign(import('@superposition/core/config'), { defineConfig })
          : { defineConfig };
      },
    },
  });
  const module = await jiti.import<{ default?: unknown }>(file);
  return module.default;
}
