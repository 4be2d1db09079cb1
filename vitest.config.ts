import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/** Tests that start programs: they take longest. */
const programs = [
  'apps/*/test/**/*.test.ts',
  'packages/*/test/**/*.test.ts',
  'packages/engine-tfjs/src/**/*.test.ts',
  'packages/pipeline/src/**/{kill,many-stages,mixed-drivers,server-stores,sqlite-sharing}.test.ts',
];

const modules = ['apps/*/src/**/*.test.ts', 'packages/*/src/**/*.test.ts', '{docs,scripts/**}/*.test.ts'];

export default defineConfig({
  // Packages are tested from their sources; only apps/cli/test runs the built program.
  resolve: { conditions: ['@superposition/source'] },
  ssr: { resolve: { conditions: ['@superposition/source'] } },
  test: {
    globalSetup: 'scripts/test-folder.ts',
    // Test files take turns in processes that have loaded the modules already, which costs a file a third of a second otherwise.
    isolate: false,
    // Projects run in the order of their names, so the short files fill the end.
    projects: [
      { extends: true, test: { name: '1 programs', include: programs } },
      {
        extends: true,
        test: { name: '2 modules', include: modules, exclude: [...configDefaults.exclude, ...programs] },
      },
    ],
    // Two more than there are cores, because many tests wait for the programs that they started.
    maxWorkers: availableParallelism() + 1,
    // Several times what the longest test takes on a machine that has other work.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: 'test-results.json' }]] : ['default'],
  },
});
