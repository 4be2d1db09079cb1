import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerTo as message } from '../../test/answer-to.js';
import { commandNames, optionTable, specOf } from './command-table.js';

it('answers any words with a command or a usage error', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'report',
      'plan',
      'get',
      '--set',
      '--json',
      '--jobs',
      '--',
      '-',
      '--__proto__',
      '-x',
      '--set=',
      '--out=',
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      expect(message(...words)).toMatch(/^(accepted|2: .+)/);
    }),
    { numRuns: 500 },
  );
});

it('refuses an empty argument, of every command and option', () => {
  for (const name of commandNames) {
    const { count, options } = specOf(name);
    const words = (text: string, least: number) => Array<string>(Math.max(least, count[0])).fill(text);
    if (count[1] > 0)
      expect(message(...name.split(' '), ...words('', 1))).toMatch(
        /^2: '.*' takes .+ \(.+\), but got an empty argument$/,
      );
    for (const option of options)
      if (optionTable[option].type === 'string')
        for (const typed of [[`--${option}=`], [`--${option}`, '']])
          expect(message(...name.split(' '), ...words('1', 0), ...typed)).toBe(
            `2: --${option} needs a value`,
          );
  }
});
