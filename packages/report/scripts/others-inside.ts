// Lists the code of others that a page has inside, by what esbuild says of its script, with the licences.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OtherCode } from '../src/sections/others.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Writes dist/browser/others.json of this package. */
export function listOthersInside(): void {
  writeFileSync(join(root, 'dist/browser/others.json'), JSON.stringify([plotly(), ...bundled()]));
}

function plotly(): OtherCode {
  const require = createRequire(import.meta.url);
  const source = readFileSync(require.resolve('plotly.js-dist-min'), 'utf8');
  // What Plotly has inside stands in it with these comments.
  const notices = [...source.matchAll(/\/\*[*!]?([\s\S]*?)\*\//g)]
    .map(([, comment]) => plainLines(comment!.replaceAll('\\n', '\n')))
    .filter((comment) => /licen[cs]e/i.test(comment) && !comment.startsWith('plotly.js'));
  const own = described(dirname(require.resolve('plotly.js-dist-min/package.json')));
  return {
    ...own,
    text: [own.text, 'Plotly has code of others inside, with these notices:', ...notices].join('\n\n'),
  };
}

function bundled(): readonly OtherCode[] {
  const { outputs } = JSON.parse(readFileSync(join(root, 'dist/browser/metafile-iife.json'), 'utf8')) as {
    outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;
  };
  const folders = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => {
      const folder = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path)?.[1];
      return folder === undefined || bytesInOutput === 0 ? [] : [join(root, folder)];
    }),
  );
  return [...new Set(folders)].map(described).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function described(folder: string): OtherCode {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Omit<OtherCode, 'text'>;
  const { name, version, license } = manifest;
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(each));
  if (file === undefined)
    throw new Error(`${name} ${version} is in the page, but has no file with its licence`);
  return { name, version, license, text: readFileSync(join(folder, file), 'utf8').trim() };
}

function plainLines(comment: string): string {
  return comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trimEnd())
    .join('\n')
    .trim();
}
