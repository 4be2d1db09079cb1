// The tests of packed packages: `pnpm test:packed`. They pack all packages once, install the tarballs into empty projects and run
// what READMEs show there.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packed/**/*.test.ts'],
    globalSetup: ['scripts/test-folder.ts', 'packed/setup.ts'],
    isolate: false,
    maxWorkers: 2,
    // Most of the time, a test waits for an installation or a program.
    maxConcurrency: 3,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    reporters: process.env['CI']
      ? ['default', ['json', { outputFile: 'test-results-packed.json' }]]
      : ['default'],
  },
});
