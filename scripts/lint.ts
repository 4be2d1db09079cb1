// Runs every linter, also after one has failed, so that none hides what another would say.
import { spawnSync } from 'node:child_process';

const linters = [
  'biome check .',
  'knip',
  'depcruise packages apps bench scripts packed --config .dependency-cruiser.mjs --output-type err-long',
  'jiti scripts/api-report.ts --check',
  'jiti scripts/sentences/check.ts',
];

let failed = 0;
for (const linter of linters) {
  const { status } = spawnSync(linter, { shell: true, stdio: 'inherit' });
  if (status !== 0) failed++;
}
process.exitCode = failed === 0 ? 0 : 1;
