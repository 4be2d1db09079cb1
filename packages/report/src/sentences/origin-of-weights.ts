import { listing, whole } from '../text/format.js';
import { rule } from './rule.js';

/** Where given weights come from: the names of two matrices in a file. */
export interface WeightNames {
  readonly W_in: string;
  readonly W_out: string;
  /** The name of the file, without its folders. */
  readonly file?: string;
  /** The names of what else the file holds, such as biases that are all zero. */
  readonly passedOver?: readonly string[];
}

/** More names than this fill the abstract. */
const mostPassedOver = 6;

/** Where the weights of a given model come from. */
export const originOfWeights = rule(
  'the weights were given; one file or two name both matrices, and what else they hold was not used',
  (
    {
      model: { features, neurons },
    }: { readonly model: { readonly features: number; readonly neurons: number } },
    from: WeightNames | undefined,
  ) => {
    const unknown = 'They were not trained here, and how they came about is not known.';
    if (from === undefined) return `Its weights were given. ${unknown}`;
    const { W_in, W_out, file, passedOver = [] } = from;
    const given = file === undefined ? 'Its weights were given' : `Its weights were given in \`${file}\``;
    const named = passedOver.slice(0, mostPassedOver).map((name) => `\`${name}\``);
    const more = passedOver.length - named.length;
    const rest =
      named.length === 0
        ? ''
        : ` Passed over in the file: ${listing([...named, ...(more > 0 ? [`${whole(more)} more`] : [])])}.`;
    return `${given}: W_in is the tensor \`${W_in}\` (${whole(neurons)} × ${whole(features)}), and W_out is \`${W_out}\` (${whole(features)} × ${whole(neurons)}).${rest} ${unknown}`;
  },
);
