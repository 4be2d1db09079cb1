import { constants, open } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

/**
 * Opens a pipe. We never wait inside the system, neither for the other end nor for bytes: a thread that waits there would
 * keep the program from ending on Ctrl-C.
 */
export async function openPipe(path: string, end: 'read' | 'write'): Promise<Socket> {
  const readable = end === 'read';
  const flags = constants.O_NONBLOCK | (readable ? constants.O_RDONLY : constants.O_WRONLY);
  for (;;) {
    try {
      const fd = await promisify(open)(path, flags);
      return new Socket({ fd, readable, writable: !readable });
    } catch (error) {
      // Nobody reads from it yet.
      if (readable || (error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
      await setTimeout(50);
    }
  }
}
