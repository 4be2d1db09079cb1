import type { Findings } from '@superposition/analyses/internal/understanding/finding';
import { type Ladder, meanRatio, type RungId } from '@superposition/analyses/internal/understanding/ladder';
import type { PairedRatio } from '@superposition/analyses/internal/numbers/paired-ratio';
import { counted, decimals, factorOf, listing, percent, significant, span, whole } from '../text/format.js';
import type { ModelSeed } from './model.js';
import { definition, rule, stated } from './rule.js';

/** The networks that the ladder compares: those of the ladder, and other trainings by their name in the ids. */
export interface LadderEvidence {
  /** `null` where the weights were given. */
  readonly seed: ModelSeed;
  readonly ladder: Ladder;
  /** By seed; a training that is not there is not spoken of. */
  readonly trained: ReadonlyMap<string, readonly PairedRatio[]>;
  /** How far the losses of converged models of several seeds lie apart; null for one seed. */
  readonly spread: number | null;
}

/** A ratio, and how far it may be from what it is without chance: three standard errors, and three deviations of trainings. */
interface Judged {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

function judged(ratios: readonly PairedRatio[], spread: number | null = 0): Judged | null {
  if (ratios.length === 0) return null;
  const { ratio, standardError } = meanRatio(ratios);
  if (!Number.isFinite(ratio)) return null;
  const margin = 3 * Math.sqrt(standardError * standardError + (spread ?? 0) * (spread ?? 0));
  return { value: ratio, low: ratio - margin, high: ratio + margin };
}

const rung = (evidence: LadderEvidence, id: RungId) => judged(evidence.ladder.rungs[id].ratios);

const wordOf = ({ seed }: LadderEvidence) => (seed === null ? 'given' : 'trained');

/** A share above or below 1 in percent, rounded away from nothing. */
function atMost(share: number): string {
  const tenths = Math.ceil(1000 * share - 1e-9) / 10;
  return `${tenths < 10 ? decimals(tenths, tenths === Math.round(tenths) ? 0 : 1) : whole(Math.ceil(tenths))}\u00a0%`;
}

/** A loss that is less than this share of the other would print as 100 % less. */
const hardlyAny = 1e-6;

/** `6.1 % more than the given one`, `2.3 times as much as the given one`; a difference that is certain. */
function howMuch({ value }: Pick<Judged, 'value'>, other?: string): string {
  const linked = (link: string) => (other === undefined ? '' : ` ${link} ${other}`);
  if (value >= 2) return `${factorOf(value, 2)} times as much${linked('as')}`;
  if (value < hardlyAny) return `${factorOf(value, 2)} times as much${linked('as')}`;
  if (value < 1) return `${lessBy(1 - value)} less${linked('than')}`;
  return `${significant(100 * (value - 1), 2)}\u00a0% more${linked('than')}`;
}

/** A share that a loss is less by. Only a loss of 0 is 100 % less. */
function lessBy(share: number): string {
  return share > 0.99 ? percent(share) : `${significant(100 * share, 2)}\u00a0%`;
}

/** The headline: what a network that nobody trained loses, and one of random directions. */
export const handWritten = rule(
  'the designed code beside the network: "within" only if three standard errors lead at most 2 % away, more or less only beyond them; random directions only where each draw is beyond them on one side',
  (evidence: LadderEvidence) => {
    const words = `the ${wordOf(evidence)} one`;
    const designed = rung(evidence, 'designed');
    const subject = 'A network written by hand, two numbers and a list of words,';
    const first =
      designed === null
        ? ''
        : designed.high < 1.02 && designed.low > 0.98
          ? `${subject} comes within ${atMost(Math.max(designed.high - 1, 1 - designed.low))} of ${words}.`
          : designed.low > 1 || designed.high < 1
            ? `${subject} loses ${howMuch(designed, words)}.`
            : '';
    return [first, randomDirections(evidence)].filter((each) => each !== '').join(' ');
  },
);

/** What random directions lose, where all draws agree. */
function randomDirections({ ladder }: LadderEvidence): string {
  const draws = ladder.rungs.gaussian.ratios.map((ratio) => judged([ratio])!);
  if (draws.length === 0 || draws.some((draw) => draw === null)) return '';
  const values = draws.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (draws.every(({ low }) => low > 1)) {
    if (least >= 2)
      return `Random directions lose ${span(factorOf(least, 2), factorOf(most, 2))} times as much.`;
    return `Random directions cost ${span(whole(100 * (least - 1)), whole(100 * (most - 1)))}\u00a0% more.`;
  }
  if (draws.every(({ high }) => high < 1) && least < hardlyAny)
    return `Random directions lose ${span(factorOf(least, 2), factorOf(most, 2))} times as much.`;
  if (draws.every(({ high }) => high < 1))
    return 1 - least > 0.99
      ? `Random directions lose ${span(lessBy(1 - most), lessBy(1 - least))} less.`
      : `Random directions lose ${span(whole(100 * (1 - most)), whole(100 * (1 - least)))}\u00a0% less.`;
  return '';
}

/** What is divided by what, and on how many inputs. */
export const whatIsCompared = rule(
  'describes the sample and the divisor from their parameters',
  ({ seed, ladder }: LadderEvidence, steps: number) => {
    const divisor =
      seed === null
        ? 'that of the given model'
        : `that of the model of seed ${seed} after ${counted(steps, 'step')}`;
    return `Loss of each network divided by ${divisor}, on the same ${whole(ladder.samples)} inputs; whiskers: ±\u00a03 paired standard errors.`;
  },
);

/** What the marks are. */
export const marksOfLadder = rule(
  'names the marks that are drawn: blue rings only where models are known not to have converged; a diamond only where there are designed words',
  (
    evidence: LadderEvidence,
    { report, open }: { readonly report: number | null; readonly open: 'all' | 'report' | 'none' },
  ) => {
    const ring =
      open === 'all'
        ? ' Blue rings: models that have not converged.'
        : open === 'report' && report !== null
          ? ` Blue ring: this report’s own ${counted(report, 'step')}, too few to converge and so no evidence of where training ends.`
          : '';
    const diamond =
      evidence.ladder.rungs.designed.ratios.length > 0
        ? ' Diamond: the designed words, with two numbers fitted.'
        : '';
    return `Several marks in a row: several ${evidence.seed === null ? 'draws' : 'seeds or draws'}.${diamond}${ring} Grey rings: networks without superposition.`;
  },
);

/** Designed words beside models of more neurons. */
export const designsElsewhere = rule(
  'the ratios of the designed code with more neurons that are off 1 by more than three standard errors; of one seed each',
  (designs: Findings) => {
    const said = Object.entries(designs).flatMap(([id, { value, standardError = 0 }]) => {
      const [, neurons] = /^lines[.]neurons=(\d+)[.]designed[.]ratio$/.exec(id) ?? [];
      if (neurons === undefined || value === null) return [];
      return Math.abs(value - 1) > 3 * standardError ? [`${howMuch({ value })} at m = ${neurons}`] : [];
    });
    return said.length === 0
      ? ''
      : `Beside one model each with more neurons, such a network, with words of the lengths that were tried here, loses ${listing(said)}.`;
  },
);

/** Beside the shorter training of the report. */
export const betterThanReport = rule(
  'the ratio of the designed code and that of the shorter training are apart by more than three standard errors and three deviations over seeds',
  (evidence: LadderEvidence, steps: number) => {
    const [designed, shorter] = [rung(evidence, 'designed'), judged(evidence.trained.get('report') ?? [])];
    if (designed === null || shorter === null) return '';
    const spread = 3 * (evidence.spread ?? 0);
    const margin = Math.max(designed.high - designed.value, shorter.high - shorter.value, spread);
    if (!(shorter.value - designed.value > 2 * margin)) return '';
    return `The network written by hand loses ${howMuch({ value: designed.value / shorter.value }, `the model that the report trained for ${counted(steps, 'step')}`)}.`;
  },
);

/** What the network of the headline loses, with how far chance may move it. */
export const designedWordsLose = rule(
  'reads the ratio of the designed code with three standard errors; only near 1, where it is more or less by a share',
  (evidence: LadderEvidence) => {
    const designed = rung(evidence, 'designed');
    if (designed === null || designed.value >= 2 || designed.value <= 0.5) return '';
    const print = (share: number) => decimals(100 * share, 1);
    const change = designed.value - 1;
    return `Beside the ${wordOf(evidence)} network, the one written by hand loses ${print(Math.abs(change))} ± ${print(designed.high - designed.value)}\u00a0% ${change < 0 ? 'less' : 'more'}.`;
  },
);

/** What the hidden relu is worth, and how much of what training gains over the naive solution needs none. */
export const hiddenReluIsWorth = rule(
  'the network trained without hidden relu loses more than the trained one and less than the naive solution, beyond three standard errors and three deviations over seeds; the share is that of the distance between these two',
  (evidence: LadderEvidence) => {
    const [linear, naive] = [
      judged(evidence.trained.get('linear') ?? [], evidence.spread),
      rung(evidence, 'naive'),
    ];
    if (linear === null || naive === null || !(linear.low > 1 && linear.high < naive.low)) return '';
    const share = (naive.value - linear.value) / (naive.value - 1);
    return `Trained without hidden relu, a network loses ${howMuch(linear)}: ${percent(share)} of what training gains over the naive solution needs no hidden relu.`;
  },
);

/** What words without design lose. */
export const randomWordsLose = rule(
  'the mean of three draws of random words, beyond three standard errors above that of the designed ones',
  (evidence: LadderEvidence) => {
    const [designed, random] = [rung(evidence, 'designed'), rung(evidence, 'random')];
    if (designed === null || random === null || !(random.low > designed.high)) return '';
    return `Random words of the same length lose ${howMuch({ value: random.value / designed.value }, 'the designed ones')}.`;
  },
);

/** Whether another start leads to the same loss. */
export const otherStart = rule(
  'the naive start beside the normal one, beyond three standard errors and three deviations over seeds; without several seeds, nothing',
  ({ trained, spread }: LadderEvidence) => {
    const start = judged(trained.get('naiveStart') ?? [], spread);
    if (start === null || spread === null) return '';
    if (start.low > 1 || start.high < 1)
      return `From the naive start, training leads to a loss ${significant(start.value, 4)} times as large.`;
    return 'From the naive start, training leads to a loss that cannot be told apart.';
  },
);

/** The panel for readers who cannot see it. */
export const ladderSummary = rule(
  'describes the rows; the numbers are those of the marks',
  (rows: readonly { readonly name: string; readonly value: number | null }[]) =>
    `A row for each network, with its loss relative to 1: ${listing(
      rows.map(({ name, value }) => `${name} ${value === null ? 'n/a' : significant(value, 4)}`),
    )}.`,
);

/** What each rung is. */
export const rungDefinitions = (evidence: LadderEvidence, names: ReadonlyMap<string, string>) => {
  const { ladder, seed } = evidence;
  const { designed, naiveOffset } = ladder;
  const length = 'value' in designed.length ? designed.length.value : null;
  const offset = 'value' in naiveOffset.offset ? naiveOffset.offset.value : null;
  const named = (name: string) => names.get(name) ?? name;
  return [
    definition(
      'The loss is the mean of |y − t|^q over all entries. The sample is the same for all networks, so what is the same in both losses drops out of the error of their ratio.',
    ),
    ...(seed === null
      ? []
      : [
          stated(
            'describes how the rungs are made; lengths and offsets are those of the rungs',
            `*Trained under a constraint.* ${named('nonNegative')}: entries of W_in below 0 are set to 0 after each step. ${named('freeValues')}: W_in stays 0 outside of the words of the model whose loss is 1, from whose weights the training starts. ${named('linear')}: the hidden units have no relu.`,
          ),
        ]),
    definition(
      '*Other decoders.* The encoder of the model with W_out = c·pinv(relu W_in), or c·pinv(W_in); c is the best scale on the first quarter of the sample. Three numbers on its words: W_in = M + r(1−M) and W_out = c·pinv(M), where M is 1 where W_in is above a quarter of its root mean square, else 0.',
    ),
    stated(
      'describes how the rungs are made; lengths and offsets are those of the rungs',
      `*Written by hand.* Words of ${length === null ? 'equal length' : counted(length, 'neuron')}: each feature takes the least loaded neurons, then pairs of words exchange neurons if that does not raise Σ overlap⁴; r and c are fitted. Random words have the same length and r, 3 draws. One neuron a feature: words of length 1. Random directions: unit vectors, decoded by pinv(relu W_in), 3 draws.`,
    ),
    stated(
      'describes how the rungs are made; lengths and offsets are those of the rungs',
      `*No superposition.* Naive: neuron k serves feature k alone.${offset === null ? '' : ` With an offset: the other features output ${significant(offset)} times the sum of the served ones.`} Zero: the output is 0.`,
    ),
  ];
};

/** Why rungs are missing, a sentence for each reason. */
export const missingRungs = rule(
  'the analysis says why a network could not be made',
  (ladder: Ladder, names: ReadonlyMap<string, string>) => {
    const reasons = new Map<string, string[]>();
    for (const [id, { reason }] of Object.entries(ladder.rungs))
      if (reason !== undefined && names.has(id))
        reasons.set(reason, [...(reasons.get(reason) ?? []), names.get(id)!]);
    return [...reasons].map(([reason, some]) => `No value for ${listing(some)}: ${reason}.`).join(' ');
  },
);
