import { balanced, shareBetween, usage } from './neurons-used.js';
import { inDigits, number, read, spread, type Truth, truth } from './truth.js';

/** A number with two digits. */
const near = (said: string, measured: number) =>
  Math.abs(read(said) - measured) <= 0.051 * Math.abs(measured) + 0.0006;

/** What the page says of the kind of solution of a given network. */
export const truthsOfSolutions: readonly Truth[] = [
  truth('a network that solves nothing', /^It solves nothing/, (_, { shown: { atOne } }) =>
    atOne.every((gain) => Math.abs(gain) < 0.051) ? null : `gains are ${atOne.join(' ')}`,
  ),
  truth(
    'a naive-like solution',
    /naive-like in whom it serves: (\d+) of \d+ features? gets? a gain near 1(?:, and the other (\d+) next to nothing)?/,
    ([, served, others = '0'], { shown: { atOne }, neurons }) => {
      const [one, zero] = [1, 0].map((end) => atOne.filter((gain) => Math.abs(gain - end) < 0.101).length);
      return one === Number(served) && zero === Number(others) && one <= neurons
        ? null
        : `${one} and ${zero}`;
    },
  ),
  truth(
    'a uniform solution',
    new RegExp(`^It is uniform: .* with a gain of (${number}) ± (${number})`),
    ([, mean, sd], { shown: { atOne } }) => {
      const measured = spread(atOne);
      return near(mean!, measured.mean) && near(sd!, measured.sd) && measured.sd < 0.251 * measured.mean
        ? null
        : `measured ${measured.mean} ± ${measured.sd}`;
    },
  ),
  truth(
    'gains of a solution that is not uniform',
    new RegExp(
      `gains run from (${number}) to (${number}), and (?:no|(\\d+) of \\d+) features? (gets? less than a quarter|answers? to \\+1)`,
    ),
    ([, least, greatest, count = '0', what], { shown: { atOne } }) => {
      const [low, high] = [Math.min(...atOne), Math.max(...atOne)];
      const few = atOne.filter((gain) => gain < (what!.startsWith('answer') ? -0.05 : high / 4)).length;
      return near(least!, low) && near(greatest!, high) && few === Number(count)
        ? null
        : `measured ${low} to ${high}, and ${few}`;
    },
  ),
  truth(
    'codewords of a given network',
    /^Input weights are either on or off: .* codewords? of (\w+)(?: to (\w+))? of (\w+) neurons?/,
    ([, low, high = low, neurons], { weights }) => {
      const used = usage(weights).filter((count) => count > 0);
      const said = [inDigits(low!), inDigits(high!)];
      return said.join() === [Math.min(...used), Math.max(...used)].join() &&
        inDigits(neurons!) === weights.neurons
        ? null
        : `they have ${used.join(' ')}`;
    },
  ),
  truth(
    'a given network without codewords',
    /no codewords: ([\d.]+) % of the input weights/,
    ([, said], { weights }) => {
      const share = 100 * Math.max(shareBetween(weights), shareBetween(balanced(weights)));
      return Math.abs(Number(said) - share) <= 0.51 ? null : `it is ${share}`;
    },
  ),
];
