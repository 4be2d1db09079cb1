import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderWithReport, putFile, small, temporaryFolder } from './program.js';
import { type Watching, watching } from './watching.js';

// The title is left to the files. A setting of the command line would override it.
const title = async (folder: string) =>
  /<title>(.*)<\/title>/.exec(await readFile(join(folder, 'report.html'), 'utf8'))?.[1];
const titled = (text: string) => JSON.stringify({ report: { title: text } });
const json = 'superposition.config.json';

/** Waits until a config is told to be missing, and checks that no revision has begun since. */
async function missing(watch: Watching, file: string, after: number): Promise<void> {
  const line = await watch.next('config missing');
  expect(line).toMatchObject({ message: `the config ${file} is missing: waiting until it is back`, file });
  expect(watch.lines.filter(({ type }) => type === 'revision').at(-1)).toMatchObject({ revision: after });
}

it('waits for a config that is gone, overwrites nothing meanwhile, and hears of it and of every later edit', async () => {
  const cwd = await folderWithReport();
  const file = join(cwd, json);
  await putFile(file, titled('First'));
  const watch = await watching(small, { cwd });
  await watch.next('report');
  let revision = 1;
  for (const text of ['Second', 'Third']) {
    await rm(file);
    await missing(watch, file, revision);
    // A file that decides nothing.
    await writeFile(join(cwd, 'notes.json'), '{}');
    await putFile(file, titled(text));
    expect(await watch.next('revision')).toMatchObject({ revision: ++revision });
    await watch.next('report');
    expect(await title(cwd)).toBe(text);
    await putFile(file, titled(`${text}, edited`));
    expect(await watch.next('revision')).toMatchObject({ revision: ++revision });
    await watch.next('report');
    expect(await title(cwd)).toBe(`${text}, edited`);
  }
});

it('cancels what runs when the config goes, and says so once', async () => {
  const cwd = await folderWithReport();
  const file = join(cwd, json);
  const endless = { training: { steps: 1_000_000, batchSize: 4096, seeds: [7] } };
  await putFile(file, JSON.stringify(endless));
  const others = small.filter((_, index) => !/^training/.test(small[index | 1]!));
  const watch = await watching(others, { cwd });
  await watch.next('progress');
  await rm(file);
  await missing(watch, file, 1);
  await putFile(file, JSON.stringify({ training: { steps: 20, batchSize: 64, seeds: 2 } }));
  await watch.next('report');
  expect(watch.lines.filter(({ type }) => type === 'finished')).toHaveLength(1);
  expect(watch.lines.filter(({ type }) => type === 'config missing')).toHaveLength(1);
});

it('follows its folder away and back, and takes none of a folder above meanwhile', async () => {
  const root = await temporaryFolder();
  const [outer, cwd] = [join(root, 'outer'), join(root, 'outer', 'inner')];
  await mkdir(outer);
  await folderWithReport(cwd);
  await putFile(join(root, json), titled('Above'));
  const file = join(cwd, json);
  await putFile(file, titled('Own'));
  const watch = await watching(small, { cwd });
  await watch.next('report');
  await rename(outer, join(root, 'elsewhere'));
  await missing(watch, file, 1);
  await putFile(join(root, 'elsewhere', 'inner', json), titled('Own, from elsewhere'));
  await rename(join(root, 'elsewhere'), outer);
  await watch.next('report');
  expect(await title(cwd)).toBe('Own, from elsewhere');
  await rm(file);
  await missing(watch, file, 2);
  // Another extension beside it takes its place.
  await putFile(join(cwd, 'superposition.config.js'), `export default ${titled('In JavaScript')};`);
  await watch.next('report');
  expect(await title(cwd)).toBe('In JavaScript');
});

it('hears of a config that comes later, nearer than the one before, and waits for that one from then on', async () => {
  const root = await temporaryFolder();
  const cwd = join(root, 'near');
  await folderWithReport(cwd);
  const watch = await watching(small, { cwd });
  await watch.next('report');
  await putFile(join(root, json), titled('Above'));
  await watch.next('report');
  expect(await title(root)).toBe('Above');
  await putFile(join(cwd, json), titled('Near'));
  await watch.next('report');
  expect(await title(cwd)).toBe('Near');
  await rm(join(cwd, json));
  await missing(watch, join(cwd, json), 3);
});

it('does not take one that lay beside it all along', async () => {
  const cwd = await folderWithReport();
  const file = join(cwd, 'superposition.config.ts');
  await putFile(join(cwd, json), titled('Beside'));
  await putFile(file, `export default ${titled('Used')};`);
  const watch = await watching(small, { cwd });
  await watch.next('report');
  await rm(file);
  await missing(watch, file, 1);
  await putFile(file, `export default ${titled('Used again')};`);
  await watch.next('report');
  expect(await title(cwd)).toBe('Used again');
});

it('tells a config that ends the program as a problem of its revision, and goes on', async () => {
  const cwd = await folderWithReport();
  const file = join(cwd, 'superposition.config.ts');
  await putFile(file, 'process.exit(0);\nexport default {};');
  const watch = await watching(small, { cwd });
  expect(await watch.next('problem')).toMatchObject({
    revision: 1,
    message: expect.stringContaining(`the config ${file} ended the program by process.exit(0)`),
  });
  await putFile(file, `export default ${titled('Mended')};`);
  await watch.next('report');
  expect(await title(cwd)).toBe('Mended');
});

it('ends a config that hangs at the next edit', async () => {
  const cwd = await folderWithReport();
  const file = join(cwd, 'superposition.config.ts');
  await putFile(file, `for (;;);\nexport default {};`);
  const watch = await watching(small, { cwd });
  await watch.next('warning', ({ message }) => String(message).startsWith('waiting for the config'));
  await putFile(file, `export default ${titled('Mended')};`);
  await watch.next('report');
  expect(await title(cwd)).toBe('Mended');
  expect(watch.lines.filter(({ type }) => type === 'problem')).toEqual([]);
});
