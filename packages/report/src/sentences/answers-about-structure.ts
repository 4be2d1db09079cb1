import {
  boundaryIsTwo,
  naiveStartsAlong,
  naiveStartsServeAll,
  servedDensities,
  servesAllAlongNeurons,
  servesAllOnSparserData,
  theoryStaysBelowNaive,
  wordsShorten,
} from '@superposition/analyses/internal/conclusions/boundary';
import {
  isCode,
  isNoPolytope,
  meanCosineIsRandom,
  randomnessCosts,
  wordsAreSpread,
} from '@superposition/analyses/internal/conclusions/code';
import { allOf, beside, conditionOn } from '@superposition/analyses/internal/conclusions/condition';
import {
  type Explained,
  findingOf,
  limits,
  lineOf,
  type PointOfLine,
} from '@superposition/analyses/internal/conclusions/explained';
import {
  isSideEffect,
  ownNegativeIsWorthless,
} from '@superposition/analyses/internal/conclusions/negative-inputs';
import type { Findings } from '@superposition/analyses/internal/understanding/finding';
import { counted, decimals, listing, significant, span, whole } from '../text/format.js';
import { type Answer, aboveOne, conclusion, numberOf } from './answer.js';
import { definition } from './rule.js';

const code = conclusion(
  'fewer than 2 % of the input weights lie between on and off, and no feature takes up more than 2m/n dimensions',
  {
    condition: (explained) => allOf(isCode(explained), isNoPolytope(explained)),
    what: 'the directions are a code of short words, and no polytope',
    words: (explained) =>
      `Not a polytope but a code. Each feature is a ${2 * findingOf(explained, 'codewords.quarterRms.K.mean') <= explained.neurons ? 'short ' : ''}word: it drives ${numberOf(explained, 'codewords.quarterRms.K.mean')} of the ${counted(explained.neurons, 'neuron')} on average, and does not drive the others.`,
    figure: 'B',
  },
);

const spread = conclusion('loads and overlaps are below those of random words, each with p below .01', {
  condition: wordsAreSpread,
  what: 'words are spread better than chance',
  words: (explained) =>
    `The words are spread better than chance would. Each neuron is in ${span(whole(findingOf(explained, 'codewords.quarterRms.load.min')), whole(findingOf(explained, 'codewords.quarterRms.load.max')))} words: a standard deviation of ${numberOf(explained, 'codewords.quarterRms.load.sd', 2)}, and of ${numberOf(explained, 'codewords.quarterRms.load.sd.random.mean', 2)} for random words. They also overlap less than random words that load all neurons as evenly.`,
  figure: 'B',
});

const costly = conclusion('random directions and random words lose more, beyond three standard errors', {
  condition: randomnessCosts,
  what: 'random directions and random words lose more',
  words: (explained) =>
    `The directions are worth something: with random ones and the best decoder for them, the loss is ${aboveOne(findingOf(explained, 'ladder.gaussian.ratio'))} higher, and with random words of one length ${aboveOne(findingOf(explained, 'ladder.random.ratio'))}.`,
  figure: 'A',
});

const blind = conclusion(
  'for the report’s model, p of the mean |cosine| beside random directions is above .01/6; the converged model is named where the same holds of it',
  {
    condition: meanCosineIsRandom,
    what: 'the mean |cosine| is that of random directions',
    words: ({ report, converged, steps, convergedSteps }) => {
      const told = (findings: Findings, after: number) => {
        const [value, p] = ['', '.p'].map(
          (part) => findings[`geometry.raw.meanAbsCos${part}`]?.value ?? null,
        );
        return value == null || p == null || p <= limits.chanceOfSix
          ? []
          : [`${significant(value)} after ${counted(after, 'step')} (p = ${significant(p, 2)})`];
      };
      const all = [
        ...told(report, steps),
        ...(convergedSteps === steps ? [] : told(converged, convergedSteps)),
      ];
      return `The mean |cosine| cannot tell: it is not to be told from that of random directions, ${listing(all)}.`;
    },
    figure: 'C',
  },
);

/** Whether directions form a structure. */
export function answerAboutStructure(explained: Explained): Answer {
  return {
    id: 'answer-structure',
    question: definition('Do the features’ directions form a structure, such as a polytope?'),
    sentences: [code, spread, costly, blind].map((each) => each(explained)),
  };
}

const leastOf = (explained: Explained, points: readonly PointOfLine[]) => {
  const least = Math.min(...points.map(({ id }) => findingOf(explained, id('gain.least'))));
  return decimals(Math.floor(100 * least + 1e-9) / 100, 2);
};

/** Trainings from the naive solution that end with a certainly lower loss, by as much as tells two optima apart. */
function betterStarts(explained: Explained): string {
  const spread = explained.converged['trained.twins.ratio.sd']?.value ?? 0;
  const lower = naiveStartsAlong(explained, 'neurons').flatMap(({ at, id }) => {
    const { value = null, standardError = 0 } =
      explained.converged[id.replace(/gain[.]least$/, 'ratio')] ?? {};
    if (at === undefined || value === null) return [];
    const margin = 3 * Math.max(standardError, spread);
    return 1 - value > Math.max(margin, limits.sameHeight)
      ? [`${significant(value, 2)} times at m = ${at}`]
      : [];
  });
  return lower.length === 0
    ? ''
    : ` From there, training even ends with a lower loss than from a normal start, which is stuck: ${listing(lower)}.`;
}

const none = conclusion(
  'in every model along the neurons, and from naive starts, the least gain is above 0.8 of the mean; a lower loss from the naive start is lower beyond three standard errors and three deviations over seeds, and by more than 3 %',
  {
    condition: (explained) => allOf(servesAllAlongNeurons(explained), naiveStartsServeAll(explained)),
    what: 'no model ignores a feature, whatever the number of neurons',
    words: (explained) => {
      const points = lineOf(explained, 'neurons');
      return `From none that was tried with q = ${explained.lossExponent}: with ${points[0]!.at} to ${points.at(-1)!.at} neurons, no feature gets less than ${leastOf(explained, points)} of the mean gain. A network that starts as the naive solution does not stay like that either.${betterStarts(explained)}`;
    },
  },
);

const atDensities = conclusion(
  'at the density of the report and at all lower ones the least gain is above 0.8 of the mean; densities from the first on where it is not are named with theirs, and so are naive starts',
  {
    condition: (explained) =>
      beside(
        servesAllOnSparserData(explained),
        ...naiveStartsAtDensities(explained).map(({ known }) => known),
      ),
    what: 'no model ignores a feature on sparser data',
    words: (explained) => {
      const { served, others } = servedDensities(explained);
      const [first, last] = [served[0]!, served.at(-1)!];
      const share = (id: string) => significant(findingOf(explained, id));
      const range = first === last ? `p = ${first.at}` : `p from ${first.at} to ${last.at}`;
      const exceptions = others.map(({ at, id }) => `${share(id('gain.least'))} at p = ${at}`);
      const elsewhere = exceptions.length === 0 ? '' : `; the least is ${listing(exceptions)}`;
      const starts = naiveStartsAtDensities(explained).map(({ at, id }) => `${share(id)} at p = ${at}`);
      const fromNaive =
        starts.length === 0
          ? ''
          : ` From the naive start, the least gain over the mean is ${listing(starts)}.`;
      return `With ${range}, no feature gets less than ${leastOf(explained, served)} of the mean gain${elsewhere}.${fromNaive}`;
    },
  },
);

/** Naive starts at other densities, with the numbers that they give. */
const naiveStartsAtDensities = (explained: Explained) =>
  naiveStartsAlong(explained, 'activeProbability')
    .filter(({ at }) => at !== undefined)
    .map(({ at, id }) => ({ at, id, known: conditionOn(explained.converged, (look) => void look(id)) }));

const dense = conclusion(
  'at p = 1 the loss of the best uniform gain is below that of the naive solution; there the theory is outside of its domain with more than two features, or fewer than ten neurons',
  {
    condition: theoryStaysBelowNaive,
    what: 'serving all features alike beats the naive solution at every density',
    words: (explained) => {
      const isInside = explained.features <= limits.fewActive && explained.neurons >= limits.manyNeurons;
      return `In the theory of Figure D, even with all features active, serving all of them alike loses ${numberOf(explained, 'theory.cubic.measured.denseOverNaive', 2)} times what the naive solution does${isInside ? '' : ', but that is outside of the domain of the theory, and no model was trained there'}.`;
    },
    figure: 'D',
  },
);

const boundary = conclusion(
  'in the limit of few active features both strategies tie at q = 2, exactly; on sparse data every model with q above 2 loses less than the naive solution and serves all features',
  {
    condition: boundaryIsTwo,
    what: 'q = 2 is the boundary',
    words: (explained) => {
      const points = lineOf(explained, 'sparse.lossExponent').filter(({ at }) => at >= 2);
      return `The boundary lies in the exponent. In the limit of few active features, if all disturb each other equally, serving all n and serving only m of them cost the same at q = 2, exactly, for any n and m; above it, serving all costs less. On the sparse data of Figure E, the loss of trained models is ${listing(points.map(({ at, id }, index) => `${significant(findingOf(explained, id('lossOverNaive')))} times ${index === 0 ? 'that of the naive solution ' : ''}at q = ${at}`))}.`;
    },
    figure: 'E',
  },
);

const shorter = conclusion(
  'the mean number of neurons of a feature falls by more than 1 along the density, and never rises by more than 0.3; ‖sR⁺ − I‖² is far from its bound above 1.01 of it, at all densities from the named one on',
  {
    condition: wordsShorten,
    what: 'words become shorter on denser data',
    words: (explained) => {
      const points = lineOf(explained, 'activeProbability');
      const [first, last] = [points[0]!, points.at(-1)!];
      const isNear = ({ id }: PointOfLine) =>
        !(findingOf(explained, id('distanceToIdentity')) > limits.farFromIdentity);
      const far = points[points.findLastIndex(isNear) + 1];
      const distance =
        far === undefined
          ? ''
          : ` From p = ${far.at} on, R⁺ is no longer as near to a multiple of the identity as rank m allows: ‖sR⁺ − I‖^2 is ${significant(findingOf(explained, far.id('distanceToIdentity')))} times the least there is, n − m.`;
      return `What the density changes is the words: a feature drives ${numberOf(explained, first.id('K.mean'))} neurons at p = ${first.at}, and ${numberOf(explained, last.id('K.mean'))} at p = ${last.at}.${distance}`;
    },
  },
);

/** From which ratio of neurons to features on features are ignored. */
export function answerAboutBoundary(explained: Explained): Answer {
  return {
    id: 'answer-boundary',
    question: definition('From which ratio of neurons to features does the network ignore some features?'),
    sentences: [none, atDensities, boundary, dense, shorter].map((each) => each(explained)),
  };
}

const sideEffect = conclusion(
  'without the own output for negative inputs the loss changes by less than 0.5 %, and networks without negative input weights lose more, beyond three standard errors and three deviations over seeds',
  {
    condition: isSideEffect,
    what: 'the output for negative inputs is a side effect of inhibition',
    words: (explained) => {
      const change = findingOf(explained, 'negative.remove.l4');
      const { standardError = 0 } = explained.converged['negative.remove.l4']!;
      const effect =
        change < -3 * standardError
          ? `falls by ${significant(-100 * change, 2)} %, so it is even slightly harmful`
          : `changes by ${significant(100 * change, 2)} %`;
      return `The output for negative inputs is a side effect, itself worth nothing: without it the loss ${effect}. The negative input weights behind it inhibit features that are active together, and are worth ${aboveOne(findingOf(explained, 'trained.nonNegative.ratio'))} of the loss.`;
    },
    figure: 'F',
  },
);

const denser = conclusion(
  'the output itself is worth nothing; each loss that is called more or less differs beyond three standard errors and three deviations over seeds',
  {
    condition: ownNegativeIsWorthless,
    what: 'the output itself is worth nothing',
    words: (explained) => {
      const points = lineOf(explained, 'activeProbability').filter(({ at }) =>
        Number.isFinite(findingOf(explained, `trained.nonNegative.activeProbability=${at}.ratio`)),
      );
      if (points.length === 0) return '';
      const deviation = explained.converged['trained.twins.ratio.sd']?.value ?? null;
      // One seed does not tell how far separate trainings lie apart.
      if (deviation === null) return '';
      const judged = points.map(({ at, id }) => {
        const { value, standardError = 0 } = explained.converged[ratioAt(at)]!;
        const change = value! - 1;
        const isCertain = Math.abs(change) > 3 * Math.max(standardError, deviation);
        return { at, change, isCertain, output: findingOf(explained, id('outputMinusOne')) };
      });
      const certain = judged
        .filter(({ isCertain }) => isCertain)
        .map(
          ({ at, change }) =>
            `${significant(100 * Math.abs(change), 2)} % ${change > 0 ? 'more' : 'less'} at p = ${at}`,
        );
      const alike = judged.filter(({ isCertain }) => !isCertain).map(({ at }) => String(at));
      const clauses = [
        ...(certain.length === 0 ? [] : [`lose ${listing(certain)}`]),
        ...(alike.length === 0 ? [] : [`lose as much, as far as can be told, at p = ${listing(alike)}`]),
      ];
      const byOutput = [...judged].sort((a, b) => a.output - b.output);
      const outputs = [byOutput[0]!, byOutput.at(-1)!]
        .filter(({ output }, index, ends) => Number.isFinite(output) && ends.indexOf(ends[index]!) === index)
        .map(({ at, output }) => `${significant(output, 2)} (p = ${at})`);
      const range = outputs.length < 2 ? '' : ` The output at −1 goes from ${outputs.join(' to ')}.`;
      return `On sparser and denser data, networks without negative input weights ${clauses.join('; they ')}.${range}`;
    },
    figure: 'F',
  },
);

const ratioAt = (p: number) => `trained.nonNegative.activeProbability=${p}.ratio`;

/** What the output for negative inputs is for. */
export function answerAboutNegativeInputs(explained: Explained): Answer {
  return {
    id: 'answer-negative',
    question: definition(
      'Is the output for negative inputs an artefact of the hidden relu, or does it lower interference?',
    ),
    sentences: [sideEffect, denser].map((each) => each(explained)).filter(({ text }) => text !== ''),
  };
}
