import { isAside } from './other-tensors.js';
import type { StoredTensor } from './stored-tensor.js';
import { quoted } from './weight-file-error.js';

/** A way in which files keep what a matrix is computed from, in place of the matrix. */
interface Way {
  readonly what: string;
  /** How the name of the part that looks like the matrix ends. */
  readonly main: RegExp;
  /** How the name of another part ends, behind the same beginning; undefined if the first part tells enough. */
  readonly beside?: RegExp;
  readonly advice: string;
}

const parametrization = "torch.nn.utils.parametrize.remove_parametrizations(layer, 'weight')";
const plain = (call: string) => `${call} makes it a plain matrix, then write model.state_dict()`;
const dequantize = 'dequantize it with the program that wrote it, and write float32';

/** See torch/nn/utils of PyTorch, and the files of PEFT, GPTQ, bitsandbytes and compressed-tensors. */
const ways: readonly Way[] = [
  {
    what: 'the direction of a matrix, and its length apart (weight norm)',
    main: /_v$/,
    beside: /_g$/,
    advice: plain('torch.nn.utils.remove_weight_norm(layer)'),
  },
  {
    what: 'a part of a parametrized matrix, such as of weight norm',
    main: /\.original1$/,
    beside: /\.original0$/,
    advice: plain(parametrization),
  },
  {
    what: 'a matrix that spectral norm divides',
    main: /_orig$/,
    beside: /_u$/,
    advice: plain('torch.nn.utils.remove_spectral_norm(layer)'),
  },
  {
    what: 'a matrix before it is pruned by its mask',
    main: /_orig$/,
    beside: /_mask$/,
    advice: plain("torch.nn.utils.prune.remove(layer, 'weight')"),
  },
  {
    what: 'what a parametrized matrix is computed from, such as under spectral norm',
    main: /(^|\.)parametrizations\.\w+\.original$/,
    advice: plain(parametrization),
  },
  {
    what: 'a part of a low-rank adapter (LoRA)',
    main: /lora_A(\.\w+)?(\.weight)?$/,
    beside: /lora_B(\.\w+)?(\.weight)?$/,
    advice: 'model.merge_and_unload() of PEFT makes plain matrices, then write their state_dict()',
  },
  { what: 'quantized', main: /qweight$/, beside: /scales$/, advice: dequantize },
  {
    what: 'quantized, or has a scale of its own,',
    main: /(\.weight)?$/,
    beside: /(\.weight)?([._](scale|scale_inv|zero_point|absmax)|\.SCB)$/,
    advice: dequantize,
  },
];

/** The first tensor among some from which a matrix must first be computed, in words, with what to do; undefined if all are plain. */
export function factored(
  tensors: readonly StoredTensor[],
  among: readonly StoredTensor[] = tensors,
): string | undefined {
  const names = tensors.filter((tensor) => !isAside(tensor)).map(({ name }) => name);
  for (const { what, main, beside, advice } of ways) {
    const others = new Map(
      beside === undefined
        ? []
        : names.filter((name) => beside.test(name)).map((name) => [name.replace(beside, ''), name]),
    );
    for (const tensor of among) {
      const { name } = tensor;
      if (isAside(tensor) || tensor.shape.length === 0 || !main.test(name)) continue;
      const other = others.get(name.replace(main, ''));
      if (beside !== undefined && (other === undefined || other === name)) continue;
      return `${quoted(name)} is ${what}${other === undefined ? '' : ` beside ${quoted(other)}`}: ${advice}`;
    }
  }
  return undefined;
}
