// Compiles assembly/ to WebAssembly and writes the module, as base64, to src/wasm.generated.ts. That file is committed,
// so that tests, type checks and bundles of tasks can read the packages from their sources without a build. Its first
// line names the sources that it was made from, so that a build compiles only after a change.
//
//   jiti assemble.ts           bring src/wasm.generated.ts up to date
//   jiti assemble.ts --check   compile, and fail unless the result is the file as it is
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const folder = fileURLToPath(new URL('assembly/', import.meta.url));
const generated = fileURLToPath(new URL('src/wasm.generated.ts', import.meta.url));
const options = ['--optimizeLevel', '3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];
const sources = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => [name, readFileSync(`${folder}${name}`, 'utf8')]),
);

function header() {
  const hash = createHash('sha256').update(JSON.stringify([asc.version, options, ...sources]));
  return `// Made by assemble.ts from sources ${hash.digest('hex').slice(0, 32)} by AssemblyScript ${asc.version}.\n`;
}

async function assembled() {
  const written = new Map<string, string | Uint8Array>();
  const { error, stderr } = await asc.main(['index.ts', '--outFile', 'kernel.wasm', ...options], {
    readFile: (name) => sources.get(name) ?? null,
    writeFile: (name, contents) => {
      written.set(name, contents);
    },
    listFiles: () => [],
  });
  const messages = stderr.toString();
  // We refuse warnings, too: those of AssemblyScript are about conversions that lose bits.
  if (error || messages !== '') throw new Error(`assembly/ does not compile:\n${messages}`, { cause: error });
  const base64 = Buffer.from(written.get('kernel.wasm') as Uint8Array).toString('base64');
  return `${header()}\n/** The compiled module. */\nexport const wasmBase64 =\n  '${base64}';\n`;
}

function present() {
  try {
    return readFileSync(generated, 'utf8');
  } catch {
    return '';
  }
}

if (process.argv.includes('--check')) {
  if ((await assembled()) !== present()) {
    process.stderr.write('src/wasm.generated.ts is not what assembly/ compiles to: run jiti assemble.ts\n');
    process.exitCode = 1;
  }
} else if (!present().startsWith(header())) {
  writeFileSync(generated, await assembled());
}
