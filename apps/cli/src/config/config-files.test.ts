import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/program.js';
import { configFiles } from './config-files.js';

const tick = '`';

it.each([
  "import { a } from './a.js';",
  'export * from "./a.ts";',
  "import './a.ts';",
  "const { a } = await import('./a.js');",
  `const { a } = await import(${tick}./a.ts${tick});`,
  `const { a } = await import(\n  ${tick}./a.js${tick},\n);`,
  "const { a } = require('./a.cjs');",
])('the module of %j decides the config', async (text) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'c.ts'), text);
  expect(configFiles(folder, 'c.ts')).toContain(join(folder, 'a.ts'));
});

it('guesses no module from a template with a gap', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'c.ts'), `await import(${tick}./a-\${name}.ts${tick});`);
  expect(configFiles(folder, 'c.ts')).toEqual([join(folder, 'c.ts')]);
});
