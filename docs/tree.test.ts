import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const workspace = new URL('../', import.meta.url);

/** The folders in a folder of the workspace. */
function foldersIn(path: string): readonly string[] {
  return readdirSync(new URL(path, workspace), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** The folders in a folder, and the folders in these. */
function foldersBelow(path: string): readonly string[] {
  return foldersIn(path).flatMap((name) => [name, ...foldersBelow(`${path}/${name}`)]);
}

/** Folders that every package has, or that are not in the repository. */
const untold = /^(\..*|src|test|api|dist|node_modules)$/;

/** Names of folders in a part of the tree of ARCHITECTURE.md: words that end with a slash. */
function foldersOf(text: string): readonly string[] {
  return [...text.matchAll(/(?<=^|[\s/])([\w-]+)\/(?=[\s,;]|$)/gm)].map(([, name]) => name!);
}

it('the tree of ARCHITECTURE.md names every folder of every package', () => {
  const [, tree] = /^## The folders\n\n```\n(.*?)^```$/ms.exec(
    readFileSync(new URL('ARCHITECTURE.md', workspace), 'utf8'),
  )!;
  const parts = tree!.split(/^(?=\S)/m);
  for (const root of [...foldersIn('packages').map((name) => `packages/${name}`), 'apps/cli']) {
    const part = parts.find((each) => each.startsWith(`${root}/`));
    expect(part, root).toBeDefined();
    const named = foldersOf(part!.replace(/^\S+/, ''));
    const own = foldersIn(root).filter((name) => !untold.test(name));
    expect([...named].sort(), root).toEqual([...own, ...foldersBelow(`${root}/src`)].sort());
  }
});
