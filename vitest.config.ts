import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Packages are tested from their sources; only apps/cli/test runs the built program.
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/*/test/**/*.test.ts',
      'apps/*/{src,test}/**/*.test.ts',
      'docs/*.test.ts',
    ],
    // As many as there are cores; the default keeps one free, and on two cores that doubles the time.
    maxWorkers: '100%',
    // Several times what the longest test takes on a machine that has other work.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: 'test-results.json' }]] : ['default'],
  },
});
