import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import type { transformSync } from 'esbuild';
import { type Digest, digestOf } from '../values/digest.js';

/** Digests of a source file: of its bytes, and of its code without comments, types and layout; null where it holds no code. */
export type SourceDigest = readonly [content: Digest, code: Digest | null];

/** How esbuild reads a source, so that only what a program does is left of it. Undefined for a file without code. */
export function codeOptions(file: string) {
  const loader = loaders[extname(file)];
  if (loader === undefined) return undefined;
  return {
    loader,
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'silent',
  } as const;
}

const loaders: Readonly<Record<string, 'ts' | 'js'>> = {
  '.ts': 'ts',
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
};

/** Whether a source is gone, or says something else than the one with these digests. Another comment does not count. */
export function isChanged(file: string, digests: SourceDigest | undefined): boolean {
  if (digests === undefined) return true;
  const [content, code] = digests;
  // Without asking first whether it is there: a checkout has hundreds of sources.
  let source: Buffer;
  try {
    source = readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
  return digestOf(source) !== content && (code === null || codeDigest(file, source) !== code);
}

/** Undefined for a source with a mistake, and where esbuild is not installed. */
function codeDigest(file: string, source: Buffer): Digest | undefined {
  try {
    // Loading it takes longer than all the rest, and only an edited source needs it.
    const esbuild = createRequire(import.meta.url)('esbuild') as { transformSync: typeof transformSync };
    return digestOf(esbuild.transformSync(source, codeOptions(file)).code);
  } catch {
    return undefined;
  }
}
