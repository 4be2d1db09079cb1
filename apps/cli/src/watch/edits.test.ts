import { cp, mkdir, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { putFile, temporaryFolder } from '../../test/program.js';
import { type Edit, watchEdits } from './edits.js';

const watchings: AsyncDisposable[] = [];
afterEach(async () => {
  for (const watching of watchings.splice(0)) await watching[Symbol.asyncDispose]();
});

/** Starts to watch, and returns a function that waits for the next edit. */
async function edits(configs: readonly string[], checkout?: string): Promise<() => Promise<Edit>> {
  const seen: Edit[] = [];
  let wake = () => {};
  watchings.push(
    await watchEdits(
      () => configs,
      checkout,
      (edit) => {
        seen.push(edit);
        wake();
      },
    ),
  );
  return async () => {
    while (seen.length === 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    return seen.shift()!;
  };
}

it('starts where no folder of the config exists, and hears of the config when it comes', async () => {
  const root = await temporaryFolder();
  const [near, far] = [join(root, 'a.ts'), join(root, 'not', 'yet', 'there', 'b.ts')];
  const next = await edits([near, far, '/superposition.config.none']);
  await mkdir(join(root, 'not', 'yet', 'there'), { recursive: true });
  await putFile(far, 'first');
  expect(await next()).toEqual({ config: [far], sources: [] });
  await putFile(near, 'first');
  expect(await next()).toEqual({ config: [near], sources: [] });
});

it('hears of a config whose folder was moved away and back, and of the edits after that', async () => {
  const root = await temporaryFolder();
  const [folder, elsewhere] = [join(root, 'conf'), join(root, 'elsewhere')];
  const file = join(folder, 'c.ts');
  await mkdir(folder);
  await putFile(file, 'first');
  const next = await edits([file]);
  for (const content of ['second', 'third']) {
    await rename(folder, elsewhere);
    expect(await next()).toEqual({ config: [file], sources: [] });
    await putFile(join(elsewhere, 'c.ts'), content);
    await rename(elsewhere, folder);
    expect(await next()).toEqual({ config: [file], sources: [] });
    await putFile(file, `${content}, edited`);
    expect(await next()).toEqual({ config: [file], sources: [] });
  }
});

it('hears of a config behind a link, and of the link when it leads elsewhere', async () => {
  const root = await temporaryFolder();
  const [one, other, link] = [join(root, 'one.ts'), join(root, 'other.ts'), join(root, 'c.ts')];
  await putFile(one, 'one');
  await putFile(other, 'other');
  await symlink(one, link);
  const next = await edits([link]);
  await putFile(one, 'one, edited');
  expect(await next()).toEqual({ config: [link], sources: [] });
  await symlink(other, join(root, 'draft'));
  await rename(join(root, 'draft'), link);
  expect((await next()).config).toEqual([link]);
});

it('hears of sources whose folder was moved away and back, and of a new package', async () => {
  const root = await temporaryFolder();
  const source = (name: string) => join(root, 'packages', name, 'src', 'a.ts');
  await mkdir(join(root, 'apps'));
  await mkdir(join(root, 'packages', 'one', 'src'), { recursive: true });
  await putFile(source('one'), 'first');
  const next = await edits([], root);
  const elsewhere = join(root, 'elsewhere');
  for (const folder of [join(root, 'packages', 'one', 'src'), join(root, 'packages')]) {
    await rename(folder, elsewhere);
    expect(await next()).toEqual({ config: [], sources: [source('one')] });
    await rename(elsewhere, folder);
    expect(await next()).toEqual({ config: [], sources: [source('one')] });
    await putFile(source('one'), `edited after ${folder}`);
    expect(await next()).toEqual({ config: [], sources: [source('one')] });
  }
  await cp(join(root, 'packages', 'one'), elsewhere, { recursive: true });
  await rename(elsewhere, join(root, 'packages', 'two'));
  expect(await next()).toEqual({ config: [], sources: [source('two')] });
  await putFile(source('two'), 'edited');
  expect(await next()).toEqual({ config: [], sources: [source('two')] });
});
