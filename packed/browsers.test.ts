import { build } from 'esbuild';
import { expect, inject, it } from 'vitest';
import { managers, project } from './support/project.js';

const packed = inject('packed');
const home = inject('projects');

/** What docs/packages.md and the READMEs say runs in browsers. */
const entries = [
  '@superposition/core',
  '@superposition/core/config',
  '@superposition/kernel',
  '@superposition/analyses',
  '@superposition/weight-files',
  '@superposition/report/figures',
];

const bundled = (entry: string, resolveDir: string) =>
  build({
    stdin: { contents: `export * from '${entry}';`, resolveDir },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    // Also what a bundler would leave out of most pages.
    treeShaking: false,
    ignoreAnnotations: true,
    write: false,
    logLevel: 'silent',
  });

it.concurrent.each(managers)(
  'what runs in browsers needs no module of Node, after %s install',
  async (manager) => {
    const names = [...new Set(entries.map((entry) => entry.split('/').slice(0, 2).join('/')))];
    const folder = await project(home, packed, manager, names);
    for (const entry of entries) {
      const { outputFiles, warnings } = await bundled(entry, folder);
      expect(warnings, entry).toEqual([]);
      expect(outputFiles[0]!.text, entry).not.toMatch(/\bprocess\.|\brequire\(/);
    }
    // The main entry of report reads files, so that this test would tell.
    await expect(bundled('@superposition/report', folder)).rejects.toThrow(
      /Could not resolve "(fs|module|crypto)"/,
    );
  },
);
