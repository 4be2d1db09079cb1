import { nearestTo } from '@superposition/pipeline/internal/values/nearest-names';
import { type OptionName, optionTable } from './command-table.js';
import type { Source, Values } from './sources.js';

const prefix = 'SUPERPOSITION_';

/** Variables with our prefix that are no options. The packages `engine-tfjs` and `pipeline` read them. */
const otherVariables = ['SUPERPOSITION_TFJS_NATIVE', 'SUPERPOSITION_LIBTENSORFLOW', 'SUPERPOSITION_SQLITE'];

/** The variable of an option: SUPERPOSITION_CACHE_MODE for `--cache-mode`. */
export function variableOf(option: OptionName): string {
  return `${prefix}${option.toUpperCase().replaceAll('-', '_')}`;
}

const optionNames = Object.keys(optionTable) as readonly OptionName[];

/**
 * The values of options that the environment gives. An empty variable gives none.
 *
 * @param refuse throws an error with this message
 */
export function readEnvironment(
  environment: NodeJS.ProcessEnv,
  isWanted: (option: OptionName) => boolean,
  refuse: (message: string) => never,
): Source {
  const values: Values = {};
  for (const option of optionNames.filter(isWanted)) {
    const text = environment[variableOf(option)];
    if (text === undefined || text === '') continue;
    const spec = optionTable[option];
    if (spec.type === 'boolean')
      Object.assign(values, { [option]: readFlag(variableOf(option), text, refuse) });
    else Object.assign(values, { [option]: 'multiple' in spec ? readList(text) : text });
  }
  return { values, nameOf: variableOf };
}

/** The variables that are in effect, in the order of the options. */
export function givenVariables(environment: NodeJS.ProcessEnv): readonly string[] {
  return [...optionNames.map(variableOf), ...otherVariables].filter(
    (name) => (environment[name] ?? '') !== '',
  );
}

/** Warnings of variables with our prefix that mean nothing, such as mistyped ones. */
export function unknownVariables(environment: NodeJS.ProcessEnv): readonly string[] {
  const known = [...optionNames.map(variableOf), ...otherVariables];
  return Object.keys(environment)
    .filter((name) => name.startsWith(prefix) && !known.includes(name))
    .sort()
    .map((name) => {
      const [nearest] = nearestTo(
        name.slice(prefix.length),
        known.map((each) => each.slice(prefix.length)),
      );
      const hint = nearest === undefined ? '' : `: did you mean '${prefix}${nearest}'?`;
      return `the environment variable '${name}' means nothing to this program${hint}`;
    });
}

const flags: Readonly<Record<string, boolean>> = {
  ...{ '1': true, true: true, yes: true, on: true },
  ...{ '0': false, false: false, no: false, off: false },
};

function readFlag(variable: string, text: string, refuse: (message: string) => never): boolean {
  const word = text.toLowerCase();
  return Object.hasOwn(flags, word) ? flags[word]! : refuse(`${variable} is '${text}': it must be 1 or 0`);
}

/** One text a line, or a list in JSON for texts that hold line breaks. */
function readList(text: string): readonly string[] {
  if (text.startsWith('[')) {
    try {
      const list: unknown = JSON.parse(text);
      if (Array.isArray(list) && list.every((each) => typeof each === 'string')) return list;
    } catch {
      // Then it is a text like others, and whoever reads it says what is wrong with it.
    }
  }
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
