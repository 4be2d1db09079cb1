import { describeWriteError } from './output-file.js';

/**
 * Lets the work go on when nobody can be told of it any more. A reader of stdout or stderr may go away, as `head` does:
 * that ends the telling, and is no failure. If stdout takes no more for another reason, such as a full disk, the
 * program goes on to the end of its work, says so on stderr, and exits with 1. What stderr does not take is lost.
 */
export function forgiveStreams({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>): void {
  // A stream reports each write that fails.
  let isTold = false;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || isTold) return;
    isTold = true;
    stderr.write(`superposition: the output could not be written to stdout: ${describeWriteError(error)}\n`);
    process.on('exit', () => {
      process.exitCode ||= 1;
    });
  });
  stderr.on('error', () => {});
}
