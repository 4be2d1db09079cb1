import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { workspaceRoot } from '../../scripts/packages/workspace.js';
import { call } from './project.js';
import type { Example } from './readme.js';

/** How users of TypeScript may have set up the resolution of modules. */
export const resolutions = {
  node16: { module: 'node16', moduleResolution: 'node16' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
} as const;

export type Resolution = keyof typeof resolutions;

/**
 * What TypeScript says of the examples, with the lines of the README; empty if they are right. All settings are strict, and the
 * declarations of all packages are checked as well. Only the parameters of functions in JavaScript may have no types.
 */
export async function checkTypes(
  readme: string,
  names: readonly string[],
  examples: readonly Example[],
  project: string,
  resolution: Resolution,
): Promise<string> {
  const told: string[] = [];
  for (const isTypeScript of [true, false]) {
    const chosen = examples.filter((example) => example.isTypeScript === isTypeScript);
    if (chosen.length === 0) continue;
    const folder = join(project, `types-${resolution}-${isTypeScript ? 'ts' : 'js'}`);
    for (const { files, line: place } of chosen)
      for (const [name, { text }] of files) {
        if (!/[.]m?[jt]s$/.test(name)) continue;
        const file = join(folder, String(place), name.replace(/js$/, 'ts'));
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
      }
    const compilerOptions = {
      ...resolutions[resolution],
      target: 'es2023',
      types: ['node'],
      strict: true,
      exactOptionalPropertyTypes: true,
      noImplicitAny: isTypeScript,
      skipLibCheck: false,
      allowImportingTsExtensions: true,
      noEmit: true,
    };
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['**/*'] }));
    const tsc = join(workspaceRoot, 'node_modules/typescript-native/bin/tsc');
    const { status, output } = await call(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], folder);
    const errors = ownErrors(output, names);
    if (status !== 0 && errors !== '') told.push(placed(readme, chosen, errors));
  }
  return told.join('\n');
}

/**
 * The errors that are ours to mend. Where a README tells to install packages of others beside ours, those in the declarations of
 * others are theirs.
 */
function ownErrors(output: string, names: readonly string[]): string {
  const hasForeign = names.some((name) => !name.startsWith('@superposition/'));
  const isForeign = (error: string) => {
    const [file] = error.split('(');
    return /node_modules|[.][.][/]/.test(file!) && !/@superposition[/]/.test(file!);
  };
  return output
    .split(/^(?=\S)/m)
    .filter((error) => !hasForeign || !isForeign(error))
    .slice(0, 20)
    .join('');
}

/** Errors with places in the README instead of those in the files. */
function placed(readme: string, examples: readonly Example[], output: string): string {
  return output.replace(
    /^(\d+)[/](\S+?)[(](\d+),(\d+)[)]/gm,
    (whole, place: string, name: string, line: string) => {
      const files = examples.find((example) => String(example.line) === place)?.files;
      const file = files?.get(name) ?? files?.get(name.replace(/ts$/, 'js'));
      return file === undefined ? whole : `${readme}:${file.line + Number(line)}`;
    },
  );
}
