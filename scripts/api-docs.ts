// Writes the API reference, docs/api, from the comments in the sources: `pnpm docs:api`. It fails if a comment links to nothing.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Application, ReflectionKind } from 'typedoc';
import { isBroken, relativeLinks } from './markdown-links.js';
import { filesBelow } from './packages/pack.js';
import { publicEntries } from './packages/public-entries.js';
import { workspacePackages, workspaceRoot } from './packages/workspace.js';

const out = join(workspaceRoot, 'docs/api');
const entries = workspacePackages().flatMap(publicEntries);

const app = await Application.bootstrapWithPlugins({
  out,
  // A wrong folder must not be emptied.
  cleanOutputDir: false,
  plugin: ['typedoc-plugin-markdown'],
  // An option of that plugin: a page for each module.
  ...{
    outputFileStrategy: 'modules',
    mergeReadme: true,
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useHTMLAnchors: true,
  },
  name: 'API reference',
  readme: 'none',
  entryPoints: entries.map(({ source }) => source),
  tsconfig: join(workspaceRoot, 'scripts/api-docs.tsconfig.json'),
  // `pnpm typecheck` finds errors.
  skipErrorChecking: true,
  excludeInternal: true,
  excludePrivate: true,
  excludeExternals: true,
  // The same text for every checkout: no links to a repository, and no line numbers.
  disableSources: true,
  hideGenerator: true,
  treatValidationWarningsAsErrors: true,
  validation: {
    notExported: false,
    invalidLink: true,
    invalidPath: true,
    rewrittenLink: true,
    notDocumented: false,
  },
});
const project = await app.convert();
if (project === undefined) throw new Error('TypeDoc cannot read the sources');
// It calls a module by the path of its file. A reader imports it by its name.
for (const module of project.getChildrenByKind(ReflectionKind.Module)) {
  const file = project.getSymbolIdFromReflection(module)?.fileName;
  module.name = entries.find(({ source }) => source === file)!.specifier;
}
app.validate(project);
if (app.logger.hasErrors()) process.exit(1);
rmSync(out, { recursive: true, force: true });
await app.generateOutputs(project);

const broken = filesBelow(out)
  .map(({ path }) => join(out, path))
  .flatMap((file) =>
    relativeLinks(readFileSync(file, 'utf8'))
      .filter((link) => isBroken(file, link))
      .map((link) => `${file}: ${link}`),
  );
if (broken.length > 0) {
  process.stderr.write(`these links lead nowhere:\n${broken.join('\n')}\n`);
  process.exitCode = 1;
}
