import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { ProgramsFirst } from './scripts/programs-first.js';

export default defineConfig({
  // Packages are tested from their sources; only apps/cli/test runs the built program. `pnpm test` runs what lies beside the sources,
  // `pnpm test:programs` what lies in folders named `test`.
  resolve: { conditions: ['@superposition/source'] },
  ssr: { resolve: { conditions: ['@superposition/source'] } },
  test: {
    include: ['{apps,packages}/*/{src,test}/**/*.test.ts', '{docs,scripts/**}/*.test.ts'],
    globalSetup: 'scripts/test-folder.ts',
    // Test files take turns in processes that have loaded the modules already, which costs a file a third of a second otherwise.
    // All are of one project: modules are translated, and loaded by each of these processes, once for each project.
    isolate: false,
    sequence: { sequencer: ProgramsFirst },
    // One more than there are cores, because many tests wait for the programs that they started.
    maxWorkers: availableParallelism() + 1,
    // Several times what the longest test takes on a machine that has other work.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: process.env['CI'] ? ['default', 'json'] : ['default'],
    outputFile: { json: 'test-results.json' },
  },
});
