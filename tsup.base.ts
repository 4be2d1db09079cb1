import { defineConfig, type Options } from 'tsup';

/** One ESM file per source module, so that a package's subpaths are importable one by one. */
export const library = (overrides: Options = {}) =>
  defineConfig({
    entry: ['src/**/*.ts', '!src/**/*.test.ts'],
    format: 'esm',
    target: 'node20',
    splitting: true,
    sourcemap: false,
    clean: ['dist/**/*.js', 'dist/tasks/**'],
    silent: true,
    ...overrides,
  });
