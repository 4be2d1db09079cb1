import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/program.js';
import { loadConfig } from './config-file.js';

/** Names that a URL, a glob, a shell, a regular expression or a string of JavaScript would read as something else. */
const names = [
  'a b',
  '100%',
  '%41',
  'a#b',
  'a?b',
  `it's "so" \`here\``,
  'new\nline',
  '\u2028',
  'ünï 名',
  'a*[b]{c,d}',
  '$HOME',
  'a:b',
  '-x',
  '<b>&amp;',
];
const withBackslash = ['back\\slash', '\\u0041', '\\\\x', 'ends\\'];

const configs = {
  '.ts': 'const neurons: number = 7;\nexport default { model: { neurons } };',
  '.mjs': "import { sep } from 'node:path';\nexport default { model: { neurons: sep.length + 6 } };",
  '.cjs': 'module.exports = { model: { neurons: 7 } };',
  '.js': 'export default { model: { neurons: 7 } };',
  '.json': '{ "model": { "neurons": 7 } }',
};

async function folderOf(name: string): Promise<string> {
  const folder = join(await temporaryFolder(), name);
  await mkdir(folder);
  return folder;
}

const problem = (file: string) =>
  loadConfig('/', file, []).then(
    () => 'loaded',
    (error: Error) => error.message,
  );

describe('a config in a file and a folder whose names have special characters', () => {
  it.each([...names, ...withBackslash])('is loaded, and its mistakes have their places: %j', async (name) => {
    const folder = await folderOf(name);
    for (const [extension, text] of Object.entries(configs)) {
      const file = join(folder, `${name}${extension}`);
      await writeFile(file, text);
      const { config, folder: found } = await loadConfig('/', file, []);
      expect([extension, config.model.neurons, found]).toEqual([extension, 7, folder]);
    }
    const file = join(folder, `${name}.ts`);
    await writeFile(file, "const zero: number = 0;\nthrow new Error('no luck');\nexport default zero;");
    // The lines of a stack trace cannot be told from those of the name.
    const place = /[\n\u2028]/.test(name) ? '' : `\n${file}:2:7\n`;
    expect(await problem(file)).toContain(`cannot be read: no luck${place}`);
    await writeFile(file, 'const zero: number = 0;\nexport default {;');
    expect(await problem(file)).toContain(`\n${file}:2:17\n`);
  });

  it.each(names)('finds what it imports beside it: %j', async (name) => {
    const folder = await folderOf(name);
    await writeFile(join(folder, 'other.ts'), 'export const neurons: number = 7;');
    const file = join(folder, 'c.ts');
    await writeFile(file, "import { neurons } from './other.js';\nexport default { model: { neurons } };");
    expect((await loadConfig('/', file, [])).config.model.neurons).toBe(7);
  });

  it.each(withBackslash)('says that it cannot import beside it: %j', async (name) => {
    const folder = await folderOf(name);
    await writeFile(join(folder, 'other.ts'), 'export const neurons: number = 7;');
    const file = join(folder, 'c.ts');
    await writeFile(file, "import { neurons } from './other.js';\nexport default { model: { neurons } };");
    expect(await problem(file)).toContain(
      "Cannot find module './other.js'; a config in a folder with a backslash in its name cannot import the files beside it",
    );
  });
});
