import { rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/program.js';
import { loadConfig } from '../config/config-file.js';
import { configFiles } from '../config/config-files.js';
import { UserError } from '../user-error.js';
import { retryWhileWritten } from './retry-while-written.js';

/**
 * Loads a config as a revision does. Each time it waits, the next of the given actions happens, until there is none
 * left.
 */
async function load(
  folder: string,
  happenings: readonly (() => Promise<void>)[],
  during: (() => Promise<void>)[] = [],
) {
  const controller = new AbortController();
  const waiting = [...happenings];
  let attempts = 0;
  const result = await retryWhileWritten(
    async () => {
      attempts++;
      try {
        return (await loadConfig(folder, undefined, [])).config.report.title;
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        await during.shift()?.();
        return error;
      }
    },
    {
      isFailure: (found) => found instanceof UserError,
      files: () => configFiles(folder, undefined),
      cancelled: controller.signal,
      pause: async () => waiting.shift()?.(),
    },
  );
  return { attempts, shown: result instanceof UserError ? result.message : result };
}

/** Replaces a file by a new file with this content. */
async function replaceBy(file: string, content: string): Promise<void> {
  await writeFile(`${file}.draft`, content);
  await rename(`${file}.draft`, file);
}

/**
 * Writes to a file that is there. Many file systems note the time of a write to a few milliseconds only, so this writes until
 * the noted time is another.
 */
async function rewrite(file: string, content: string): Promise<void> {
  const noted = async () => (await stat(file, { bigint: true })).ctimeNs;
  const before = await noted();
  do await writeFile(file, content);
  while ((await noted()) === before);
}

const named = (title: string) => JSON.stringify({ report: { title } });

describe('a config that is read while it is written', () => {
  it('is read again when it was empty and has been written', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'superposition.config.json');
    await writeFile(file, '');
    expect(await load(folder, [() => writeFile(file, named('Whole'))])).toEqual({
      attempts: 2,
      shown: 'Whole',
    });
  });

  it('is read as often as it is written to', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'superposition.config.json');
    const whole = named('Whole');
    await writeFile(file, '');
    const pieces = [1, 9, whole.length].map((end) => () => writeFile(file, whole.slice(0, end)));
    expect(await load(folder, pieces)).toEqual({ attempts: 4, shown: 'Whole' });
  });

  it('is read again when a file that it imports was empty, or replaced by a whole one', async () => {
    const folder = await temporaryFolder();
    const imported = join(folder, 'title.ts');
    await writeFile(
      join(folder, 'superposition.config.ts'),
      "import { title } from './title.js';\nexport default { report: { title: title.trim() } };",
    );
    await writeFile(imported, '');
    const write = () => replaceBy(imported, "export const title = ' Whole ';");
    expect(await load(folder, [write])).toEqual({ attempts: 2, shown: 'Whole' });
  });

  it('is read again when it has become what it was before', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'superposition.config.json');
    await writeFile(file, '{');
    // The file is replaced during the attempt by one of the same content, and nothing is written after the failure.
    const during = [() => replaceBy(file, '{')];
    const { attempts, shown } = await load(folder, [], during);
    expect(attempts).toBe(2);
    expect(shown).toContain('cannot be read');
  });

  it('is read again when it was rewritten in place with the content that it had', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'superposition.config.json');
    await writeFile(file, '{');
    const { attempts } = await load(folder, [], [() => rewrite(file, '{')]);
    expect(attempts).toBe(2);
  });

  it('is told of in the end when each attempt writes to it', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'superposition.config.json');
    await writeFile(file, '{');
    const writing = Array.from({ length: 1_000 }, () => () => rewrite(file, '{'));
    const { attempts, shown } = await load(folder, [], writing);
    expect(attempts).toBe(20);
    expect(shown).toContain('cannot be read');
  });

  it('is told of at once when nobody writes to it, or something else is to be done', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'superposition.config.json');
    await writeFile(file, '');
    expect(await load(folder, [])).toEqual({
      attempts: 1,
      shown: expect.stringContaining('Unexpected end of JSON input'),
    });
    const cancelled = AbortSignal.abort();
    let attempts = 0;
    const writing = async () => {
      await writeFile(file, '');
      return ++attempts;
    };
    const result = await retryWhileWritten(writing, {
      isFailure: () => true,
      files: () => [file],
      cancelled,
    });
    expect(result).toBe(1);
  });
});
