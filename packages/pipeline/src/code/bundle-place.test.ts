import { chmod, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { callWet as call, sourceFolder, rainSources as sources } from '../../test/support/source-package.js';

describe('the place of bundles', () => {
  it('is beside the installed packages where the cache is in no folder', async () => {
    const home = await sourceFolder(sources, null);
    const { code } = await home.code(home.tasks('rain.js', 'wet')['wet']!);
    expect(fileURLToPath(code.file!)).toContain(join(home.root, 'node_modules/.cache/superposition/tasks/'));
  });

  it('is no folder into which others may put code', async () => {
    const home = await sourceFolder(sources);
    await mkdir(join(home.root, '.superposition/tasks'), { recursive: true });
    await chmod(join(home.root, '.superposition/tasks'), 0o777);
    const { code } = await home.code(home.tasks('rain.js', 'wet')['wet']!);
    expect(fileURLToPath(code.file!)).toContain('node_modules/.cache/superposition/tasks/');
  });

  it('is a new folder where nothing can be written, and external packages are found from there', async () => {
    const {
      'node_modules/twice/package.json': manifest,
      'node_modules/twice/index.js': twice,
      ...own
    } = sources;
    const home = await sourceFolder({
      ...own,
      'node_modules/twice/package.json': manifest,
      'node_modules/twice/index.js': twice,
    });
    const { bundlePlaces } = await import('./bundle-place.js');
    const { bundleOnUse } = await import('./bundle-on-use.js');
    const { defineTasks } = await import('./define-tasks.js');
    const { pathToFileURL } = await import('node:url');
    // A file in the place of each folder: root may write everywhere else.
    await home.write({ '.superposition': '', 'node_modules/.cache': '' });
    const places = bundlePlaces(join(home.root, '.superposition'));
    const { wet } = defineTasks(
      pathToFileURL(join(home.root, 'rain.js')),
      { wet: () => 0 },
      { wet: { externals: ['twice'] } },
    );
    const library = await bundleOnUse([wet], places, { find: () => undefined });
    const code = library.find(wet.address, wet.source)!;
    expect(code.isSealed).toBe(false);
    expect(code.file).not.toContain(home.root);
    expect(await call({ code })).toBe(16);
    places.close();
    await expect(stat(fileURLToPath(code.file!))).rejects.toThrow('ENOENT');
  });
});
