import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const ofWorkspace = new URL('../../../node_modules/.cache/packed/', import.meta.url);

/**
 * A text that takes long to make: the one that an earlier build made from the same, or a new one.
 *
 * @param madeFrom all that the text depends on: the code that makes it (`codeOf`), too
 */
export function keptText(
  name: string,
  madeFrom: readonly string[],
  make: () => string,
  folder = ofWorkspace,
): string {
  const file = new URL(`${name}.json`, folder);
  const origin = digestOf(madeFrom);
  const kept = read(file);
  if (kept?.origin === origin && kept.digest === digestOf([kept.text])) return kept.text;
  const text = make();
  mkdirSync(folder, { recursive: true });
  write(file, { origin, digest: digestOf([text]), text });
  return text;
}

/** The code of a module with all that it imports. */
export function codeOf(module: URL): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(module)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['esbuild'],
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

interface Kept {
  /** Digest of what the text was made from. */
  readonly origin: string;
  /** Digest of the text. */
  readonly digest: string;
  readonly text: string;
}

function read(file: URL): Kept | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch {
    // There is none yet, or it is no JSON.
    return undefined;
  }
}

/** In one step: checkouts may share the folder. */
function write(file: URL, kept: Kept): void {
  const draft = new URL(`${file.href}.${process.pid}`);
  writeFileSync(draft, JSON.stringify(kept));
  renameSync(draft, file);
}

function digestOf(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length} ${text}`);
  return hash.digest('hex');
}
