import { hostname } from 'node:os';

/**
 * Says that a run is building a result. It stands in the row of the result until the result is written. Runs of other processes
 * wait for it, instead of doing the same work.
 */
export interface Claim {
  /** Milliseconds since 1970 when its run last said that it goes on. */
  readonly at: number;
  readonly host: string;
  readonly pid: number;
  /** Another for each run. */
  readonly run: string;
}

/** A claim of this process. */
export function claimOf(run: string, at: number): Claim {
  return { at, host: hostname(), pid: process.pid, run };
}

/** The text of a row that holds a claim. */
export function writeClaim({ at, host, pid, run }: Claim): string {
  return `${prefix}${JSON.stringify({ at, host, pid, run })}`;
}

/** The claim that a row holds, if it holds one. */
export function readClaim(text: string | undefined): Claim | undefined {
  if (text?.startsWith(prefix) !== true) return undefined;
  try {
    const { at, host, pid, run } = JSON.parse(text.slice(prefix.length)) as Partial<Claim>;
    if (!Number.isFinite(at) || !Number.isInteger(pid)) return undefined;
    return { at: at!, host: String(host), pid: pid!, run: String(run) };
  } catch {
    return undefined;
  }
}

/** Whether the process of a claim has ended, as far as this machine can tell. */
export function hasEnded({ host, pid }: Claim): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

const prefix = 'claim ';
