import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const workspace = new URL('../', import.meta.url);

/** The folders in a folder of the workspace. */
function foldersIn(path: string): readonly string[] {
  return readdirSync(new URL(path, workspace), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** Names of folders in a part of the tree of ARCHITECTURE.md: words that end with a slash. */
function foldersOf(text: string): readonly string[] {
  return [...text.matchAll(/(?<=^|[\s/])([\w-]+)\/(?=\s|$)/gm)].map(([, name]) => name!);
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
    expect(new Set(named.filter((name) => !['sqlite', 'server', 'assembly'].includes(name))), root).toEqual(
      new Set(foldersIn(`${root}/src`)),
    );
  }
});
