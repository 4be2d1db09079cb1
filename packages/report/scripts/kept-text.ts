import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const folder = new URL('../../../node_modules/.cache/packed/', import.meta.url);

/**
 * A text that takes long to make: the one that an earlier build made from the same, or a new one.
 *
 * @param maker URL of the module that makes the text. The text is made from its code, with all that it imports, and from the sources.
 */
export function keptText(
  name: string,
  maker: string,
  sources: readonly string[],
  make: () => string,
): string {
  const file = new URL(`${name}.json`, folder);
  const madeFrom = digestOf(codeOf(maker), ...sources);
  const kept = read(file);
  if (kept?.madeFrom === madeFrom && kept.digest === digestOf(kept.text)) return kept.text;
  const text = make();
  write(file, { madeFrom, digest: digestOf(text), text });
  return text;
}

interface Kept {
  readonly madeFrom: string;
  /** Of the text. */
  readonly digest: string;
  readonly text: string;
}

const codes = new Map<string, string>();

function codeOf(module: string): string {
  const code = codes.get(module) ?? bundled(module);
  codes.set(module, code);
  return code;
}

function bundled(module: string): string {
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
  mkdirSync(folder, { recursive: true });
  const draft = new URL(`${file.href}.${process.pid}`);
  writeFileSync(draft, JSON.stringify(kept));
  renameSync(draft, file);
}

function digestOf(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length} ${text}`);
  return hash.digest('hex');
}
