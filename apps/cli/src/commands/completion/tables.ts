import { commandNames, specOf } from '../../arguments/command-table.js';
import {
  type Completable,
  firstOfTwo,
  lineOf,
  nextWords,
  optionsOf,
  valueKindOf,
  wordKindOf,
} from './completable.js';

/** How a shell writes what every script needs. */
export interface Shell {
  /** A text as one word. */
  quoted(text: string): string;
  /** A function of the script. */
  define(name: string, body: string): string;
  /** Runs the action whose pattern is the first argument of a function, or its first two with a space between them. */
  cases(count: 1 | 2, rows: readonly (readonly [pattern: string, action: string])[]): string;
}

/** Functions that say what can stand where. A line of a list is a word, a tab and what it means. */
export function tablesFor({ quoted, define, cases }: Shell): string {
  const list = (rows: readonly (readonly [string, string])[]) =>
    `printf '%s\\t%s\\n' ${rows.flatMap((row) => row.map(quoted)).join(' ')}`;
  const tell = (kind: Completable) => `echo ${quoted(lineOf(kind))}`;
  const values = commandNames.flatMap((name) =>
    specOf(name).options.flatMap((option) => {
      const kind = valueKindOf(option, name);
      return kind === 'nothing' ? [] : [[`${name} --${option}`, tell(kind)] as const];
    }),
  );
  const options = commandNames.map((name) => [name, list(optionsOf(name))] as const);
  const words = commandNames.map((name) => [name, tell(wordKindOf(name))] as const);
  const seconds = firstOfTwo.map((first) => [first, list(nextWords(first))] as const);
  return [
    define('first', list(nextWords())),
    define('second', cases(1, seconds)),
    define('options', cases(1, [...options, ['', list(optionsOf())]])),
    define('words', cases(1, [...words, ['help', tell('commands')]])),
    define('value', cases(2, values)),
  ].join('\n\n');
}
