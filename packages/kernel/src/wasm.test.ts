import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { wasmBase64 } from './wasm.generated.js';

test('the committed module is what the sources compile to', () => {
  const loader = fileURLToPath(new URL('../../../node_modules/jiti/lib/jiti-cli.mjs', import.meta.url));
  const script = fileURLToPath(new URL('../assemble.ts', import.meta.url));
  execFileSync(process.execPath, [loader, script, '--check'], { stdio: 'pipe' });
});

test('the module is small and imports nothing', () => {
  const bytes = Buffer.from(wasmBase64, 'base64');
  expect(bytes.length).toBeLessThan(20_000);
  // After the header of eight bytes come the sections: an id each, then the length in base 128.
  const ids: number[] = [];
  for (let at = 8; at < bytes.length; ) {
    ids.push(bytes[at++]!);
    let [length, shift] = [0, 0];
    do {
      length += (bytes[at]! & 0x7f) * 2 ** shift;
      shift += 7;
    } while (bytes[at++]! & 0x80);
    at += length;
  }
  const [typeSection, importSection] = [1, 2];
  expect(ids).toContain(typeSection);
  expect(ids).not.toContain(importSection);
});
