import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPipe } from '../../output/open-pipe.js';
import { describeWriteError } from '../../output/output-file.js';
import { siblingOf } from '../../output/replace-file.js';
import { UserError } from '../../user-error.js';

/** Bytes that can be read twice, one reading after the other. */
export interface Input extends AsyncDisposable {
  /** The second reading begins after the first has taken all bytes. */
  read(): AsyncIterable<Uint8Array>;
}

/**
 * Opens a file or a pipe. A pipe can be read only once, so the first reading copies it to a temporary file.
 *
 * @throws UserError when it is something else
 * @throws the error of the system when it cannot be opened
 */
export async function openInput(path: string): Promise<Input> {
  const facts = await stat(path);
  if (facts.isFIFO()) return openPipedInput(path);
  if (!facts.isFile())
    throw new UserError(`nothing was imported from ${path}: it is neither a file nor a pipe`);
  const handle = await open(path);
  return {
    read: () => handle.createReadStream({ start: 0, autoClose: false }),
    [Symbol.asyncDispose]: () => handle.close(),
  };
}

async function openPipedInput(path: string): Promise<Input> {
  const folder = tmpdir();
  const cannotCopy = (error: unknown): never => {
    const why = describeWriteError(error);
    throw new UserError(
      `nothing was imported from ${path}: it cannot be copied to ${folder}: ${why}; TMPDIR can name another folder`,
      1,
    );
  };
  const copy = await openNamelessFile(folder).catch(cannotCopy);
  let isCopied = false;
  return {
    async *read() {
      if (isCopied) return yield* copy.createReadStream({ start: 0, autoClose: false });
      for await (const chunk of (await openPipe(path, 'read')) as AsyncIterable<Uint8Array>) {
        await copy.writeFile(chunk).catch(cannotCopy);
        yield chunk;
      }
      isCopied = true;
    },
    [Symbol.asyncDispose]: () => copy.close(),
  };
}

/** A new file without a name. The system frees it when the program ends, however it ends. */
async function openNamelessFile(folder: string): Promise<FileHandle> {
  const path = siblingOf(join(folder, 'import'));
  const handle = await open(path, 'wx+', 0o600);
  await rm(path);
  return handle;
}
