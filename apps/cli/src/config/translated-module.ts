import { readFileSync } from 'node:fs';
import { extname, sep } from 'node:path';
import { firstLineOf } from '@superposition/core/internal/config/first-line';
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
  // Its `import` reads a file at some paths not at all or by a wrong extension, such as with `%` or a line break.
  const text = readFileSync(file, 'utf8');
  try {
    return defaultOf(await jiti.evalModule(text, { filename: file, ext: extname(file), async: true }));
  } catch (error) {
    // jiti takes a backslash in a path for a slash, on every system.
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND' || !hasBackslash(file)) throw error;
    throw new Error(
      `${firstLineOf(error)}; a config in a folder with a backslash in its name cannot import the files beside it`,
    );
  }
}

/** What a module exports as default: an ES module, translated or not, or a CommonJS one, where it is all that it exports. */
function defaultOf(module: unknown): unknown {
  const { __esModule: isTranslated, [Symbol.toStringTag]: tag } = Object(module) as {
    readonly __esModule?: boolean;
    readonly [Symbol.toStringTag]?: string;
  };
  if (isTranslated || tag === 'Module') return (module as { readonly default?: unknown }).default;
  // A file without an import or export looks like a CommonJS module that exports nothing.
  return Object.keys(Object(module) as object).length === 0 ? undefined : module;
}

function hasBackslash(file: string): boolean {
  return sep === '/' && file.includes('\\');
}
