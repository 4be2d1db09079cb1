import { expect, it } from 'vitest';
import { examplesOf, installedBy } from './support/readme.js';

const fence = '```';

it('takes what imports something or has a name for a program, and a named file that another one imports for a part of it', () => {
  const markdown = [
    `${fence}js`,
    "import { a } from 'a';",
    fence,
    `${fence}js`,
    '// rain.js',
    'export const rain = 1;',
    fence,
    `${fence}js`,
    '// run.js',
    "import { rain } from './rain.js';",
    fence,
    `${fence}js`,
    'call(it);',
    fence,
    `${fence}ts fragment`,
    "import type { B } from 'b';",
    fence,
    `${fence}json`,
    '// package.json',
    '{}',
    fence,
    `${fence}console`,
    '$ node run.js 3',
    'two',
    'lines',
    '$ node run.js',
    fence,
    '',
  ].join('\n');
  const [standing, named, ...others] = examplesOf(markdown);
  expect(others).toEqual([]);
  expect(standing).toMatchObject({ line: 1, isTypeScript: false, programs: ['example.mjs'] });
  expect([...named!.files.keys()]).toEqual(['rain.js', 'run.js', 'package.json']);
  expect(named!.files.get('package.json')!.text).toBe('{}\n');
  expect(named!.programs).toEqual([]);
  expect(named!.sessions).toMatchObject([
    { command: ['run.js', '3'], printed: 'two\nlines\n' },
    { command: ['run.js'], printed: '' },
  ]);
});

it('runs a named file that no other names', () => {
  const markdown = `${fence}ts\n// weights.ts\nexport const a = 1;\n${fence}\n`;
  expect(examplesOf(markdown)).toMatchObject([{ programs: ['weights.ts'], isTypeScript: true }]);
});

it('reads what to install', () => {
  expect(
    installedBy('`npm i @superposition/core plot@4 [more]` · Node 20\n\n    npm install left --save-dev\n'),
  ).toEqual(['@superposition/core', 'left', 'plot@4']);
});

it('takes files with an index.html for a page, which Node does not run', () => {
  const page = `${fence}html\n<!-- index.html -->\n<p>\n${fence}\n${fence}js\n// page.js\nlet a;\n${fence}\n`;
  const [example] = examplesOf(page);
  expect(example).toMatchObject({ isPage: true, programs: [] });
  expect([...example!.files].map(([name, { text }]) => [name, text])).toEqual([
    ['index.html', '<p>\n'],
    ['page.js', '// page.js\nlet a;\n'],
  ]);
});
