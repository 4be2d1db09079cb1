import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { small, superposition, temporaryFolder } from './program.js';

const deep = (length: number) => `${'{"model":'.repeat(length)}1${'}'.repeat(length)}`;

describe('what makes no sense ends with 2 and plain words, when it is', () => {
  it.each<[string, string, readonly string[]]>([
    ['a config that ends nowhere', 'export default { model: {', ['plan']],
    [
      'a config with a getter that throws',
      'export default { get model() { throw new Error("x"); } };',
      ['plan'],
    ],
    ['a config that throws what has no text', 'throw Object.create(null);', ['report']],
    ['a config that waits for ever', 'await new Promise(() => {}); export default {};', ['plan']],
    ['a config that nests without end', `export default JSON.parse('${deep(5_000)}');`, ['plan']],
    [
      'a config of other values',
      'export default { model: [], training: 3n, data: () => 1 };',
      ['get', 'page'],
    ],
    ['a setting of very many names', '', ['plan', '--set', `${'a.'.repeat(20_000)}b=1`]],
    ['a setting that would change a prototype', '', ['plan', '--set', '__proto__.model=1']],
    ['an address that is none', '', ['plan', '--cache', 'file:%zz']],
    ['a glob of asterisks', '', ['get', `${'*'.repeat(60)}?`]],
    ['a name of bytes and colours', '', ['explain', '\u001b[31m\ud800\u202e']],
    ['a report that is none', '', ['diff', 'superposition.config.js', 'superposition.config.js']],
    ['an import that is none', '', ['cache', 'import', 'superposition.config.js']],
  ])('%s', async (_, config, words) => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'superposition.config.js'), config || 'export default {};');
    const ended = await superposition(words, { cwd });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/superposition: \S/);
    expect(ended.stderr).not.toMatch(/\n\s+at |this is a bug/);
  });
});

it('tells damage that a command for the cache meets in plain words, and ends with 0 if it could do its work all the same', async () => {
  const cwd = await temporaryFolder();
  await superposition(['report', ...small], { cwd });
  const file = join(cwd, '.superposition', 'cache.sqlite');
  const damaged = await readFile(file);
  // Every page but the first twelve, because where the rows of a table lie depends on which stages ended first.
  for (let page = 12; page < damaged.length / 4_096; page++)
    damaged.fill(0xff, page * 4_096, page * 4_096 + 200);
  for (const [action, code, stream, words] of [
    ['ls', 1, 'stderr', 'malformed'],
    ['verify', 1, 'stdout', 'malformed'],
    ['prune --dry-run', 1, 'stderr', 'malformed'],
    ['prune', 0, 'stderr', 'was damaged: it is kept as'],
    ['clear', 0, 'stderr', 'was damaged: it is kept as'],
  ] as const) {
    const folder = join(cwd, action);
    await mkdir(folder);
    await writeFile(join(folder, 'cache.sqlite'), damaged);
    const ended = await superposition(['cache', ...action.split(' '), '--cache', folder], { cwd });
    expect({ action, code: ended.code }).toEqual({ action, code });
    expect(ended[stream]).toContain(words);
    // Only a command that changes the cache mends it.
    expect((await readdir(folder)).includes('cache.sqlite.damaged-1')).toBe(code === 0);
    expect(ended.stderr).not.toMatch(/\n\s+at |this is a bug/);
  }
});
