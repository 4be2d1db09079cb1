import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/program.js';
import { plainModule } from './plain-module.js';

it('runs the config of this workspace as it is', () => {
  const config = fileURLToPath(new URL('../../../../superposition.config.ts', import.meta.url));
  expect(plainModule(config)?.run()).toMatchObject({ model: {}, training: {} });
});

it.each([
  'export default { a: 1 } as object;',
  'const a: number = 1;\nexport default { a };',
  'const id = <T>(a: T) => a;\nexport default id<object>({});',
  "import { a } from './a.js';\nexport default a;",
  "import { defineConfig, defaultConfig } from '@superposition/core/config';\nexport default defaultConfig;",
  'export default await 1;',
  'export default function a() {}',
  'export const b = 1;\nexport default { b };',
  "const a = require('node:os');\nexport default a;",
  'module.exports = {};',
  'export default { a: import.meta.url };',
  'export default {',
])('leaves %j to the translator', async (text) => {
  const file = join(await temporaryFolder(), 'c.ts');
  await writeFile(file, text);
  expect(plainModule(file)).toBeUndefined();
});
