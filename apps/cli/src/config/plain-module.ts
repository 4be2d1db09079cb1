import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';

const importLine = /^import *\{ *defineConfig,? *\} *from *(["'])@superposition\/core\/config\1;?/m;
const exportLine = /^export default (?!(async|function|class|abstract|interface|enum)\b)/m;

/** Words that mean something else, or nothing, outside of a module; `<` may begin a type. */
const others = /\b(import|export|await|require|module|exports|__dirname|__filename)\b|<|^#!/;

const exporting = '$value.default=';
const head = '(function ($value) {"use strict";';
const definition = 'const defineConfig=(input)=>input;';

/** A module that can run without being translated. */
export interface PlainModule {
  /** Characters that stand before the text in its first line. Apart from that, each stands where it is in the file. */
  readonly indent: number;
  /** Runs the module and returns what it exports as default. */
  run(): unknown;
}

/**
 * Most configs import `defineConfig`, export an object, and use nothing of TypeScript. They can run as they are, and need not
 * wait for the translator, which takes longer to load than all the rest of the thread. Undefined for any other text.
 */
export function plainModule(file: string): PlainModule | undefined {
  const text = readFileSync(file, 'utf8');
  const body = text
    .replace(importLine, (line) => ' '.repeat(line.length))
    .replace(exportLine, (line) => exporting.padEnd(line.length));
  if (!exportLine.test(text) || others.test(body)) return undefined;
  const before = importLine.test(text) ? head + definition : head;
  try {
    const script = new Script(`${before}${body}\n})`, { filename: file });
    return {
      indent: before.length,
      run() {
        const exported: { default?: unknown } = {};
        (script.runInThisContext() as (exported: object) => void)(exported);
        return exported.default;
      },
    };
  } catch {
    // It uses types, or has a mistake. The translator tells which.
    return undefined;
  }
}
