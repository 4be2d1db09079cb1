import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { configPaths } from '../index.js';

const cell = (text: string) => text.replaceAll('|', '\\|');

it('the README lists every setting with its default and its range', () => {
  const rows = configPaths.map(
    ({ path, default: initial, allowed, about }) =>
      `| \`${path}\` | \`${JSON.stringify(initial)}\` | ${cell(allowed)} | ${cell(about)} |`,
  );
  const table = ['| setting | default | must be | what it is |', '|---|---|---|---|', ...rows].join('\n');
  expect(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')).toContain(table);
});
