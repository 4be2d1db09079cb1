// What `pnpm pack` and `pnpm publish` run in a package before they pack it. It refuses npm, builds the package and its types, checks
// that the manifest names what the code imports, and writes the licences of the code of others that was bundled.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './packages/build.js';
import { bundledPackages, importedPackages, licencesOf } from './packages/bundled.js';
import { leftovers } from './packages/leftovers.js';
import { readManifest, requiredNames } from './packages/workspace.js';

const folder = process.cwd();
const manifest = readManifest(folder);
const packer = process.env['npm_config_user_agent'] ?? '';

if (!packer.startsWith('pnpm/'))
  refuse(
    `pack ${manifest.name} with pnpm: 'npx --yes pnpm@12 pack' or 'npx --yes pnpm@12 publish'. Other packers leave 'workspace:*' ` +
      "and 'catalog:' in package.json, which nobody can install.",
  );

// Whoever packs all packages builds them first, which takes less time than one after the other.
if (process.env['PACKAGES_ARE_BUILT'] !== '1' && !build([`--filter=${manifest.name}`]))
  refuse(`${manifest.name} does not build, so it was not packed`);

for (const path of leftovers(folder)) rmSync(join(folder, path));

const bundled = bundledPackages(folder);
const declared = new Set([...requiredNames(manifest), ...Object.keys(manifest.peerDependencies ?? {})]);
// Scripts for browsers have their own copies of what a program takes from its dependencies.
const twice = bundledPackages(folder, (metafile) => !metafile.startsWith('browser/'))
  .map(({ name }) => name)
  .filter((name) => declared.has(name));
if (twice.length > 0)
  refuse(
    `${manifest.name} bundles ${twice.join(', ')}, and has the same among its dependencies: a user would install it for nothing. ` +
      'Move it to devDependencies, or do not bundle it.',
  );
const undeclared = importedPackages(folder).filter((name) => name !== manifest.name && !declared.has(name));
if (undeclared.length > 0)
  refuse(`${manifest.name} imports ${undeclared.join(', ')}, which its package.json does not name`);

const licences = join(folder, 'dist', 'THIRD-PARTY-LICENSES.txt');
rmSync(licences, { force: true });
if (bundled.length > 0) writeFileSync(licences, licencesOf(bundled));

function refuse(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
