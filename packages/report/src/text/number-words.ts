import { whole } from './format.js';

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** A count in words where these are short: `ten`, `forty-two`, `a hundred`, `five hundred`; otherwise in digits. */
export function numberWords(count: number): string {
  if (!Number.isInteger(count) || count < 0) return whole(count);
  if (count < 20) return small[count]!;
  if (count < 100) {
    const [ten, one] = [tens[Math.floor(count / 10) - 2]!, count % 10];
    return one === 0 ? ten : `${ten}-${small[one]!}`;
  }
  if (count === 100) return 'a hundred';
  if (count === 1000) return 'a thousand';
  if (count < 1000 && count % 100 === 0) return `${small[count / 100]!} hundred`;
  return whole(count);
}

/** `four tenths`, for a share that prints so; `half` for five. */
export function tenths(share: number): string {
  const count = Math.round(10 * share);
  if (count === 5) return 'half';
  return `${numberWords(count)} tenth${count === 1 ? '' : 's'}`;
}
