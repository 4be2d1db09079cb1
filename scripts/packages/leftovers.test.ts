import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { leftovers } from './leftovers.js';

it('names what earlier builds left in dist, and nothing that the last one made', () => {
  const root = mkdtempSync(join(tmpdir(), 'package-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const outputs = Object.fromEntries(
    ['dist/a/rain.js', 'dist/a/rain.js.map', 'dist/chunks/x-1.js'].map((path) => [
      path,
      { inputs: {}, imports: [] },
    ]),
  );
  const made = {
    'dist/metafile-esm.json': JSON.stringify({ inputs: {}, outputs }),
    'dist/sources.json': '{}',
    'dist/a/rain.js': '',
    'dist/a/rain.js.map': '',
    'dist/a/rain.d.ts': '',
    'dist/a/rain.d.ts.map': '',
    'dist/chunks/x-1.js': '',
    'dist/tasks/manifest.json': JSON.stringify({ tasks: { 'me/rain#wet': { bundle: 'b1' } } }),
    'dist/tasks/modules.json': '{}',
    'dist/tasks/b1.mjs': '',
    'dist/tasks/b1.mjs.map': '',
  };
  const left = [
    'dist/a/gone.d.ts',
    'dist/a/gone.d.ts.map',
    'dist/a/gone.js',
    'dist/a/gone.js.map',
    'dist/chunks/x-2.js',
    'dist/tasks/b0.mjs',
    'dist/tasks/b0.mjs.map',
  ];
  const files = { ...made, ...Object.fromEntries(left.map((path) => [path, ''])), 'src/a/rain.ts': '' };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  expect(leftovers(root)).toEqual(left);
});
