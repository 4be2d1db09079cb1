import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { workspaceRoot } from './workspace.js';

/** Runs Turborepo. Says whether it worked. */
export function turbo(words: readonly string[], root = workspaceRoot): boolean {
  const jiti = join(root, 'node_modules/jiti/lib/jiti-cli.mjs');
  const { status } = spawnSync(process.execPath, [jiti, join(root, 'scripts/turbo.ts'), ...words], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  return status === 0;
}

/** Builds packages and emits their types; all of them without other words. Says whether it worked. */
export function build(words: readonly string[] = [], root = workspaceRoot): boolean {
  return turbo(['build', 'types', ...words], root);
}
