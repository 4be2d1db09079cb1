import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/program.js';
import { configFolder, describeSearch, findConfig, refuseUnreadable } from './find-config.js';

const put = (folder: string, ...names: readonly string[]) =>
  Promise.all(names.map((name) => writeFile(join(folder, name), '{}')));

it('says that there is no config, and what looks like one but is none', async () => {
  const folder = await temporaryFolder();
  const none = `none found in ${folder} or a folder above it (superposition.config.ts, .js, .json): the defaults`;
  expect(describeSearch(folder, undefined)).toBe(none);
  await put(folder, 'superposition.config.yaml');
  expect(describeSearch(folder, undefined)).toBe(`${none} (superposition.config.yaml is not read)`);
  expect(describeSearch(folder, 'c.ts')).toBeUndefined();
});

it('says which of several configs in a folder is used', async () => {
  const folder = await temporaryFolder();
  await put(folder, 'superposition.config.json');
  expect(describeSearch(folder, undefined)).toBeUndefined();
  await put(folder, 'superposition.config.ts', 'superposition.config.mjs');
  expect(describeSearch(folder, undefined)).toBe(
    `${join(folder, 'superposition.config.ts')}; superposition.config.json and superposition.config.mjs beside it are not used`,
  );
});

it.each(['ts', 'js', 'json', 'mts', 'mjs', 'cts', 'cjs'])(
  'finds superposition.config.%s',
  async (extension) => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'deep'));
    await put(folder, `superposition.config.${extension}`);
    expect(findConfig(join(folder, 'deep'), undefined)).toBe(
      join(folder, `superposition.config.${extension}`),
    );
  },
);

it('says what is in the place of a config file', async () => {
  const folder = await temporaryFolder();
  const at = (name: string) => join(folder, name);
  const refusal = (name: string) => {
    try {
      refuseUnreadable(name);
    } catch (error) {
      return `${(error as Error).name}: ${(error as Error).message}`;
    }
    return 'accepted';
  };
  await mkdir(at('empty'));
  await mkdir(at('full'));
  await put(at('full'), 'superposition.config.js');
  await symlink('nowhere.ts', at('link.ts'));
  execFileSync('mkfifo', [at('pipe')]);
  const because = 'it must be a file, because its folder is the place of the report and the cache';
  expect(refusal(at('none.ts'))).toBe(`UserError: the config file ${at('none.ts')} does not exist`);
  expect(refusal(at('link.ts'))).toBe(
    `UserError: the config file ${at('link.ts')} is a link that leads to no file`,
  );
  expect(refusal(at('empty'))).toBe(`UserError: the config ${at('empty')} is a folder: name the file`);
  expect(refusal(at('full'))).toBe(
    `UserError: the config ${at('full')} is a folder: did you mean ${at('full/superposition.config.js')}?`,
  );
  expect(() => configFolder(folder, 'full')).toThrow('is a folder: did you mean');
  expect(refusal(at('pipe'))).toBe(`UserError: the config ${at('pipe')} is a pipe: ${because}`);
  expect(refusal('/dev/null')).toBe(`UserError: the config /dev/null is a device or a socket: ${because}`);
  await put(folder, 'c.json');
  expect(refusal(at('c.json'))).toBe('accepted');
  expect(refusal(at('c.json/d.ts'))).toBe(`UserError: the config file ${at('c.json/d.ts')} does not exist`);
});

it('finds a link that leads to no file, and does not look further', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'near'));
  await put(folder, 'superposition.config.ts');
  await symlink('nowhere.ts', join(folder, 'near', 'superposition.config.ts'));
  expect(findConfig(join(folder, 'near'), undefined)).toBe(join(folder, 'near', 'superposition.config.ts'));
});
