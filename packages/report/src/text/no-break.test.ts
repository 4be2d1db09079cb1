import { expect, it } from 'vitest';
import { withoutBreaks } from './no-break.js';

const shown = (text: string) =>
  withoutBreaks(text)
    .replaceAll('\u00a0', '~')
    .replaceAll(/<span[^>]*>|<\/span>/g, '"');

it.each([
  ['at n = 100 and m = 10', 'at n~=~100 and m~=~10'],
  ['where 95 % of runs', 'where 95~% of runs'],
  ['10 × 10 panels, 0.3 ± 0.1', '10~×~10 panels, 0.3~±~0.1'],
  ['√(1 + 1/k), p &lt; 0.1', '√(1~+~"1/k"), p~&lt;~0.1'],
  ['in [0.378, 0.384] or (−1, 1), as (a, b)', 'in [0.378,~0.384] or (−1,~1), as (a, b)'],
  ['seed 0 of figure 5', 'seed~0 of figure~5'],
  ['the loss |y − t|^q of all', 'the loss "|y~−~t|^q" of all'],
  ['MSE/p, or 1/6.', '"MSE/p", or "1/6".'],
  ['one of 3 seeds – and so on', 'one of 3 seeds – and so on'],
])('keeps formulas and numbers of %j on one line', (text, together) => expect(shown(text)).toBe(together));
