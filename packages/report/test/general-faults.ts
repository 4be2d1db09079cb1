import type { Figure } from '../src/figure.js';
import { type PageWords, sentencesOf } from './page-words.js';

const number = String.raw`[−-]?\d[\d\u202f]*(?:\.\d+)?(?: × 10−?\d+)?`;
const nouns =
  'features|neurons|samples|steps|seeds|models|panels|columns|pairs|entries|claims|quantities|stages|groups|others';

const faults: readonly (readonly [fault: string, pattern: RegExp])[] = [
  ['a value that is no number', /\bNaN\b|undefined|Infinity|not a number|∞|\[object|\bnull\b/],
  ['a negative zero', /[−-]0(?:\.0+)?(?![.\d]| ×)/],
  ['a range from a number to the same', new RegExp(String.raw`(?<![\d.−-])(${number}) to \1(?![.\d]| ×)`)],
  ['one of several', new RegExp(String.raw`(?<![\d.,\u202f⁻−-])1 (?:${nouns})\b`)],
  ['an error that only rounding made', /(?:±|deviation of|error of) [\d.]+ × 10−(?:1[5-9]|[2-9]\d)\b/],
  ['a space too many', / {2}| [.,;:](?:\s|$)|\( | \)/],
  ['two stops', /\.\.(?!\.)|\.;|;\.|,\.|\.,/],
];

/** Every panel says in its title whose numbers it shows, and so does a headline with numbers where there are several models. */
const whose = /\bseed \d|\bgiven model\b|\bmodels\b/;
const severalModels = /\d models\b/;

/** What is wrong with the words of a page, whatever the model. */
export function generalFaults(words: readonly PageWords[], figures: readonly Figure[]): readonly string[] {
  return [
    ...words.flatMap(({ place, words: text }) => [
      ...faults.filter(([, pattern]) => pattern.test(text)).map(([fault]) => `${place}, ${fault}: ${text}`),
      ...intervalsWithMoreDigits(text).map((each) => `${place}, more digits than the mean: ${each}`),
    ]),
    ...figures.flatMap(({ id, finding = '', caption, panels }) => [
      ...panels
        .filter(({ title }) => !whose.test(title))
        .map(({ title }) => `${id}, nobody’s panel: ${title}`),
      // One model, or a given one, is the only one of its page.
      ...(panels.some(({ title }) => severalModels.test(title)) &&
      /\d\.\d/.test(finding) &&
      !whose.test(finding)
        ? [`${id}, nobody’s number: ${finding}`]
        : []),
      ...saidTwice(caption.flatMap(sentencesOf)).map((each) => `${id}, said twice: ${each}`),
      ...caption
        .filter((each) => !/^[\p{Lu}*“\d][\s\S]*[.!?:]$/u.test(each))
        .map((each) => `${id}, no sentence: ${each}`),
    ]),
  ];
}

/** A mean with its deviation and its interval has one number of decimals. */
function intervalsWithMoreDigits(text: string): readonly string[] {
  const readings = new RegExp(String.raw`(${number})(?: ± (${number}))? \[(${number}), (${number})\]`, 'g');
  return [...text.matchAll(readings)]
    .filter(([, mean, ...others]) =>
      others.some((each) => each !== undefined && decimals(each) > decimals(mean!)),
    )
    .map(([reading]) => reading);
}

const decimals = (text: string) => /(?<=\.)\d+/.exec(text)?.[0].length ?? 0;

const saidTwice = (sentences: readonly string[]) =>
  sentences.filter((each, index) => sentences.indexOf(each) !== index);
