// What each package exports, as text: `pnpm api` writes packages/*/api/*.api.md anew, and `pnpm lint` fails if they would change. So
// nobody adds, removes or retypes an export unnoticed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { turbo } from './packages/build.js';
import { publicEntries } from './packages/public-entries.js';
import { workspacePackages, workspaceRoot } from './packages/workspace.js';

const isCheck = process.argv.includes('--check');
if (!turbo(['types'])) process.exit(1);

const packages = workspacePackages()
  .map((each) => ({ ...each, entries: publicEntries(each) }))
  .filter(({ entries }) => entries.length > 0);
const program = ts.createProgram(
  packages.flatMap(({ entries }) => entries.map(({ types }) => types)),
  { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023, types: ['node'], noEmit: true },
);
const checker = program.getTypeChecker();
const printer = ts.createPrinter({ removeComments: true });

/** Every symbol that a public entry of some package exports. */
const exported = new Set(
  packages.flatMap(({ entries }) => entries.flatMap(({ types }) => [...exportsOf(types).values()])),
);

let changed = 0;
for (const { folder, manifest, entries } of packages) {
  const file = join(folder, 'api', `${manifest.name.slice(manifest.name.indexOf('/') + 1)}.api.md`);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const after = reportOf(manifest.name, entries);
  if (after === before) continue;
  changed++;
  if (isCheck)
    process.stderr.write(`${relative(workspaceRoot, file)} says otherwise:\n${difference(before, after)}\n`);
  else {
    mkdirSync(join(folder, 'api'), { recursive: true });
    writeFileSync(file, after);
  }
}
if (isCheck && changed > 0) {
  process.stderr.write(
    "The public API changed. If it should: 'pnpm api', look at the difference, and say it in CHANGELOG.md.\n",
  );
  process.exitCode = 1;
}

function exportsOf(types: string): ReadonlyMap<string, ts.Symbol> {
  const source = program.getSourceFile(types);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${types} exports nothing`);
  return new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, resolved(symbol)]));
}

function resolved(symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function reportOf(name: string, entries: ReturnType<typeof publicEntries>): string {
  const reached = new Set<ts.Symbol>();
  const sections = entries.map(({ specifier, types }) => {
    const all = [...exportsOf(types)].sort(([a], [b]) => (a < b ? -1 : 1));
    return `## ${specifier}\n\n${block(all.map(([exportName, symbol]) => textOf(symbol, exportName, reached)))}`;
  });
  const others: string[] = [];
  // The set grows while we walk over it, by what the types in it use.
  for (const symbol of reached) others.push(textOf(symbol, symbol.name, reached));
  const used = others.length === 0 ? '' : `\n## Used by these, but not exported\n\n${block(others.sort())}`;
  return `# What ${name} exports\n\nWritten by \`pnpm api\`.\n\n${sections.join('\n')}${used}`;
}

function block(declarations: readonly string[]): string {
  return `\`\`\`ts\n${declarations.join('\n\n')}\n\`\`\`\n`;
}

/** The declarations of a symbol, without comments. Adds to `reached` what they use and nobody exports. */
function textOf(symbol: ts.Symbol, exportName: string, reached: Set<ts.Symbol>): string {
  const texts = (symbol.declarations ?? []).map((declaration) => {
    const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
    collect(ts.isVariableDeclaration(declaration) ? declaration : node, reached);
    if (ts.isSourceFile(node)) return `namespace ${exportName} = ${relative(workspaceRoot, node.fileName)}`;
    return printer
      .printNode(ts.EmitHint.Unspecified, node, declaration.getSourceFile())
      .replace(/^(export )?(default )?(declare )?/, '')
      .replace(/import\("[^"]*"\)[.]/g, '');
  });
  const name = symbol.name === exportName ? '' : `// as ${exportName}\n`;
  return name + texts.join('\n');
}

/** Finds the types of this workspace that a declaration names, and that no entry exports. */
function collect(node: ts.Node, reached: Set<ts.Symbol>): void {
  if (ts.isIdentifier(node)) {
    const found = checker.getSymbolAtLocation(node);
    const symbol = found && resolved(found);
    const declaration = symbol?.declarations?.[0];
    if (
      symbol !== undefined &&
      declaration !== undefined &&
      isTopLevel(declaration) &&
      declaration.getSourceFile().fileName.startsWith(workspaceRoot) &&
      !declaration.getSourceFile().fileName.includes('/node_modules/') &&
      !exported.has(symbol)
    )
      reached.add(symbol);
  }
  ts.forEachChild(node, (child) => collect(child, reached));
}

function isTopLevel(declaration: ts.Declaration): boolean {
  const holder = ts.isVariableDeclaration(declaration)
    ? declaration.parent.parent.parent
    : declaration.parent;
  return holder !== undefined && ts.isSourceFile(holder);
}

/** The lines that only one of two texts has. */
function difference(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `- ${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ].join('\n');
}
