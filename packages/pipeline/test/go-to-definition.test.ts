import { mkdir, mkdtemp, realpath, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const run = `
import { defineTasks, stage } from '@superposition/pipeline';
import * as rain from './rain.js';
const tasks = defineTasks(new URL('./rain.ts', import.meta.url), rain);
export const days = stage('days', tasks.rainfall, { params: { seed: 1 } });
`;
const rain = `
/** Invented rain. */
export function rainfall(_inputs: object, { seed }: { seed: number }): Float64Array {
  return Float64Array.of(seed);
}
`;

it('leads an editor from a task to its function', async () => {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'editor-')));
  await mkdir(join(root, 'node_modules/@superposition'), { recursive: true });
  const pipeline = fileURLToPath(new URL('..', import.meta.url));
  await symlink(pipeline, join(root, 'node_modules/@superposition/pipeline'));
  const files = { 'package.json': '{ "type": "module" }', 'rain.ts': rain, 'run.ts': run };
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
  const [program, functions] = [join(root, 'run.ts'), join(root, 'rain.ts')];
  const options: ts.CompilerOptions = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: ['@superposition/source'],
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [fileURLToPath(new URL('../../../node_modules/@types', import.meta.url))],
  };
  const service = ts.createLanguageService({
    getScriptFileNames: () => [program],
    getScriptVersion: () => '1',
    getScriptSnapshot(name) {
      const text = ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    readDirectory: ts.sys.readDirectory,
    realpath: ts.sys.realpath!,
  });
  const problems = service.getSemanticDiagnostics(program);
  expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
  const definitions = service.getDefinitionAtPosition(program, run.indexOf('rainfall') + 1);
  expect(definitions?.map(({ fileName, textSpan }) => [fileName, textSpan.start])).toEqual([
    [functions, rain.indexOf('rainfall')],
  ]);
  service.dispose();
});
