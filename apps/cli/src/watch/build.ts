import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** How a build ended. */
export type BuildOutcome =
  | { readonly kind: 'built' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'cancelled' };

/**
 * Builds what has changed in a checkout, as `pnpm build` does. When `cancelled` aborts, it ends all processes that it
 * started, and then resolves.
 */
export function build(checkout: string, cancelled: AbortSignal): Promise<BuildOutcome> {
  const loader = join(checkout, 'node_modules', 'jiti', 'lib', 'jiti-cli.mjs');
  const turbo = [loader, join(checkout, 'scripts', 'turbo.ts'), 'build'];
  const [command, words] = isOnPath('pnpm')
    ? [process.execPath, turbo]
    : // Turborepo runs the script of each package with pnpm, so pnpm must be on the PATH.
      ['npx', ['--yes', 'pnpm@12', 'exec', 'node', ...turbo]];
  return new Promise((resolve) => {
    // The build gets a process group of its own, so that we can end all its processes.
    const child = spawn(command, words, {
      cwd: checkout,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    const cancel = () => {
      if (child.pid !== undefined) endGroup(child.pid);
    };
    cancelled.addEventListener('abort', cancel);
    if (cancelled.aborted) cancel();
    const end = (outcome: BuildOutcome) => {
      cancelled.removeEventListener('abort', cancel);
      resolve(cancelled.aborted ? { kind: 'cancelled' } : outcome);
    };
    child.on('error', (error) =>
      end({ kind: 'failed', message: `the build cannot start: ${error.message}` }),
    );
    child.on('close', (code) =>
      end(code === 0 ? { kind: 'built' } : { kind: 'failed', message: output.replace(progress, '').trim() }),
    );
  });
}

/** The line of scripts/turbo.ts that a build has begun. All else that it prints is about a failure. */
const progress = /^building \(.*\n/m;

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group has already ended.
  }
}

function isOnPath(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
