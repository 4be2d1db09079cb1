import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/** Tests that start programs or change their own process: each file has a process of its own. */
const alone = [
  'apps/*/test/**/*.test.ts',
  'packages/*/test/**/*.test.ts',
  'packages/engine-tfjs/src/**/*.test.ts',
  'packages/pipeline/src/**/{kill,many-stages,server-stores,sqlite-sharing}.test.ts',
];

/** All others take turns in processes that have loaded the modules already, which costs a file a third of a second otherwise. */
const together = ['apps/*/src/**/*.test.ts', 'packages/*/src/**/*.test.ts', 'docs/*.test.ts'];

export default defineConfig({
  // Packages are tested from their sources; only apps/cli/test runs the built program.
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    // Projects run in the order of their names, so the long files come first and the short ones fill the end.
    projects: [
      { extends: true, test: { name: 'alone', include: alone } },
      {
        extends: true,
        test: {
          name: 'together',
          include: together,
          exclude: [...configDefaults.exclude, ...alone],
          isolate: false,
        },
      },
    ],
    // Two more than there are cores, because many tests wait for the programs that they started.
    maxWorkers: availableParallelism() + 2,
    // Several times what the longest test takes on a machine that has other work.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: 'test-results.json' }]] : ['default'],
  },
});
