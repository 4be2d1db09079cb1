import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { checkPackage, createPackageFromTarballData, type ResolutionKind } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, inject, it } from 'vitest';
import { workspaceRoot } from '../scripts/packages/workspace.js';

const packed = inject('packed');

/** Our packages are ES modules alone, so what CommonJS and Node 10 would find does not matter. */
const resolutions: readonly ResolutionKind[] = ['node16-esm', 'bundler'];

describe.each(packed)('the tarball of $name', ({ tarball, content, manifest, files }) => {
  const text = (path: string) => readFileSync(join(content, path), 'utf8');
  const paths = files.map(({ path }) => path);

  it('has nothing that publint knows to be wrong', async () => {
    const bytes = readFileSync(tarball);
    const { messages, pkg } = await publint({
      pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) },
      strict: true,
    });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it('has types that TypeScript finds wherever Node and bundlers find code', async () => {
    // The command line has no modules that others import.
    if (manifest.exports?.['.'] === undefined)
      return expect(paths.filter((path) => path.endsWith('.d.ts'))).toEqual([]);
    const analysis = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
    if (analysis.types === false) throw new Error('it has no types');
    const problems = analysis.problems.filter(
      (problem) => !('resolutionKind' in problem) || resolutions.includes(problem.resolutionKind),
    );
    expect(problems.filter(({ kind }) => kind !== 'CJSResolvesToESM')).toEqual([]);
  });

  it('has what a user reads, and nothing that only the workspace needs', () => {
    expect(paths).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
    expect(
      paths.filter((path) => /[.]test[.]|^test[/]|sources[.]json$|metafile-|[.]tsbuildinfo$/.test(path)),
    ).toEqual([]);
    expect(manifest).not.toHaveProperty('devDependencies');
    expect(manifest).not.toHaveProperty('scripts');
    expect(JSON.stringify(manifest)).not.toMatch(/workspace:|catalog:|@superposition[/]source/);
    expect(manifest).toMatchObject({
      license: 'MIT',
      description: expect.stringMatching(/./),
      engines: { node: expect.stringMatching(/./) },
      keywords: expect.arrayContaining([expect.any(String)]),
    });
  });

  it('names no folder of the machine it was packed on', () => {
    const names = paths.filter(
      (path) => !/[.](wasm|node|png)$/.test(path) && text(path).includes(workspaceRoot),
    );
    expect(names).toEqual([]);
  });

  it('has every file that its exports name', () => {
    const targets = Object.values(manifest.exports ?? {}).flatMap((entry) =>
      typeof entry === 'string' ? [entry] : Object.values(entry),
    );
    const missing = targets.filter((target) => !target.includes('*') && !existsSync(join(content, target)));
    expect(missing).toEqual([]);
  });

  it('has chunks only where nobody looks for modules', () => {
    expect(
      paths.filter((path) => /-[A-Z0-9]{8}[.]js$/.test(path) && !path.startsWith('dist/chunks/')),
    ).toEqual([]);
  });

  it('has the sources that its maps of declarations and of modules name', () => {
    const maps = paths.filter((path) => /[.]d[.]ts[.]map$|[.]js[.]map$/.test(path));
    const missing = maps.flatMap((path) => {
      const { sources } = JSON.parse(text(path)) as { sources: readonly string[] };
      return (
        sources
          .map((source) => resolve(dirname(join(content, path)), source))
          // Those of bundled code lie in other packages.
          .filter((source) => source.startsWith(join(content, '/')) && !existsSync(source))
      );
    });
    expect(missing).toEqual([]);
  });

  it('has a map for each declaration, so that an editor finds the source', () => {
    const declarations = paths.filter((path) => path.endsWith('.d.ts'));
    expect(declarations.filter((path) => !paths.includes(`${path}.map`) && path.startsWith('dist/'))).toEqual(
      [],
    );
  });

  it('has the licence of everybody whose code is in it', () => {
    // esbuild begins each module with a comment that says where it came from.
    const modules = paths
      .filter((path) => /^dist[/].*[.]m?js$/.test(path))
      .flatMap((path) => [...text(path).matchAll(/^\/\/ .*\bnode_modules[/]((?:@[\w.-]+[/])?[\w.-]+)[/]/gm)]);
    const held = [...new Set(modules.map(([, name]) => name!))];
    const file = 'dist/THIRD-PARTY-LICENSES.txt';
    const listed = paths.includes(file) ? [...text(file).matchAll(/^(\S+) \d\S* \(\S+\)$/gm)] : [];
    expect(listed.map(([, name]) => name)).toEqual(expect.arrayContaining(held));
    expect(Object.keys(manifest.dependencies ?? {}).filter((name) => held.includes(name))).toEqual([]);
  });
});

it('the comments of esbuild, which the test of licences reads, are there', () => {
  const { content, files } = packed.find(({ name }) => name === '@superposition/cli')!;
  const code = files
    .filter(({ path }) => path.endsWith('.js'))
    .map(({ path }) => readFileSync(join(content, path), 'utf8'));
  expect(code.join('\n')).toMatch(/^\/\/ .*node_modules[/]zod[/]/m);
});
