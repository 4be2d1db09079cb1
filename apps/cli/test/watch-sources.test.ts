import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkout, edit, turboCache } from './checkout.js';
import { small } from './program.js';
import { watching } from './watching.js';

it('builds what was edited, runs what depends on it, and says what does not build or fails', async () => {
  const root = await checkout();
  const watch = await watching(small, {
    cwd: root,
    program: join(root, 'apps', 'cli', 'dist', 'main.js'),
    env: turboCache,
  });
  await watch.next('report');

  const figure = 'report/src/figures/isolated-and-total.ts';
  await edit(root, figure, '= parts;', "= parts;\n  if (mean !== undefined) throw new Error('no luck');");
  expect((await watch.next('building'))['changed']).toEqual([`packages/${figure}`]);
  expect(await watch.next('failed')).toMatchObject({ stage: 'figure-9', failure: { message: 'no luck' } });
  await watch.next('report');

  await edit(root, figure, "\n  if (mean !== undefined) throw new Error('no luck');", ' // mended');
  await edit(root, figure, 'aspect: 0.4,', 'aspect: 0.5,');
  const { revision, changed } = await watch.next('revision');
  expect(changed).toEqual([`packages/${figure}`]);
  await watch.next('report');
  expect(watch.reasonsIn(revision!)).toEqual([
    'figure-9 runs: the code of @superposition/report/figures/figure-9#figure9 changed (packages/report/src/figures/isolated-and-total.ts)',
    'figure-9 built',
    'page runs: the value of figure-9 changed',
    'page built',
  ]);

  await edit(root, figure, /$/, '\nconst broken = ;\n');
  const failed = await watch.next('build failed');
  expect(failed['message']).toMatch(
    /^the build of @superposition\/report failed:\n.*Unexpected ";"\n\n +\/.*\/packages\/report\/src\/figures\/isolated-and-total\.ts:\d+:\d+:/,
  );
  expect(failed['message']).not.toMatch(/\n\s+at |turbo \d|cache miss|ELIFECYCLE/);
  await edit(root, figure, '\nconst broken = ;\n', '');
  await watch.next('report');

  // A source is written while a build fails, though its content stays the same. We then build again and report no
  // failure.
  await edit(
    root,
    'report/tsup.config.ts',
    /$/,
    `
import { existsSync, utimesSync, writeFileSync } from 'node:fs';
if (!existsSync('dist/written')) {
  writeFileSync('dist/written', '');
  utimesSync('src/figures/isolated-and-total.ts', 0, 0);
  throw new Error('cut short');
}
`,
  );
  await watch.next('report');
  expect(watch.lines.filter(({ type }) => type === 'building')).toHaveLength(5);
});
