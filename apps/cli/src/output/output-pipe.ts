import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../user-error.js';
import { openPipe } from './open-pipe.js';
import { cannotWrite, describeWriteError, type OutputFile, observed } from './output-file.js';

/**
 * A place as an output, if a pipe is there: a named one, or the stdout of this program under its name `/dev/stdout`. Writing
 * waits for a reader. The reader gets what there is until a failure, and must find out that it is not everything.
 */
export async function pipeOutput(what: string, place: string): Promise<OutputFile | undefined> {
  // Whoever takes the place for a file tells what is wrong with it.
  const facts = await stat(place).catch(() => undefined);
  if (!facts?.isFIFO()) return undefined;
  return {
    path: place,
    async write(content) {
      const source = observed(content);
      const pipe = await openPipe(place, 'write').catch((error: unknown) => {
        throw cannotWrite(what, place, error);
      });
      try {
        await pipeline(source.content, pipe);
      } catch (error) {
        if (source.broke()) throw error;
        throw new UserError(`${what} could not be written to ${place}: ${describeWriteError(error)}`, 1);
      }
    },
  };
}
