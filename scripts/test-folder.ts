// Gives a run of the tests a folder for its temporary files, and removes it with whatever the tests left there.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | undefined;

/** Vitest calls it for each of its projects. A run of Vitest that a test starts shares the folder of the outer one. */
export function setup(): void {
  if (process.env['TEST_FOLDER'] !== undefined) return;
  // A short name, because the path of a socket must be short.
  folder = mkdtempSync(join(tmpdir(), 'tests-'));
  // Some tests act as another user.
  chmodSync(folder, 0o755);
  // The processes of the tests inherit them.
  process.env['TMPDIR'] = folder;
  process.env['TEST_FOLDER'] = folder;
}

export function teardown(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
