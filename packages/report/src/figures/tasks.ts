import { json } from '@superposition/pipeline/internal/values/codec';
import { task } from '@superposition/pipeline/internal/graph/task';
import type { Figure, NetworkDrawing } from '../figure.js';
import type { Sentence } from '../sentences/rule.js';

// Rules wrote its words: a figure with other texts does not compile.
const figure = { codec: json<Figure<Sentence>>() } as const;

/**
 * One task for each figure, in the order of the page. The addresses of the first nine contain the numbers of the
 * document. A new address would change the keys of their stages, so that every cached figure would be drawn again.
 */
export const figureTasks = {
  perFeatureError: task<typeof import('./per-feature-error.js').figure1>(
    '@superposition/report/figures/figure-1#figure1',
    figure,
  ),
  responseCurves: task<typeof import('./response-curves.js').figure2>(
    '@superposition/report/figures/figure-2#figure2',
    figure,
  ),
  inputWeights: task<typeof import('./input-weights.js').figure3>(
    '@superposition/report/figures/figure-3#figure3',
    figure,
  ),
  effectiveMap: task<typeof import('./effective-map.js').figure4>(
    '@superposition/report/figures/figure-4#figure4',
    figure,
  ),
  geometry: task<typeof import('./geometry.js').figure5>(
    '@superposition/report/figures/figure-5#figure5',
    figure,
  ),
  errorBySparsity: task<typeof import('./error-by-sparsity.js').figure6>(
    '@superposition/report/figures/figure-6#figure6',
    figure,
  ),
  lossComparison: task<typeof import('./loss-comparison.js').figure7>(
    '@superposition/report/figures/figure-7#figure7',
    figure,
  ),
  crossGain: task<typeof import('./cross-gain.js').figure8>(
    '@superposition/report/figures/figure-8#figure8',
    figure,
  ),
  isolatedAndTotal: task<typeof import('./isolated-and-total.js').figure9>(
    '@superposition/report/figures/figure-9#figure9',
    figure,
  ),
  formation: task<typeof import('./formation.js').formationFigure>(
    '@superposition/report/figures/formation#formationFigure',
    figure,
  ),
  needsTraining: task<typeof import('./needs-training.js').needsTraining>(
    '@superposition/report/figures/needs-training#needsTraining',
    figure,
  ),
  sweepLine: task<typeof import('./sweep-line.js').sweepLine>(
    '@superposition/report/figures/sweep-line#sweepLine',
    figure,
  ),
  sweepExponent: task<typeof import('./sweep-exponent.js').sweepExponent>(
    '@superposition/report/figures/sweep-exponent#sweepExponent',
    figure,
  ),
  sweepSteps: task<typeof import('./sweep-steps.js').sweepSteps>(
    '@superposition/report/figures/sweep-steps#sweepSteps',
    figure,
  ),
  sweepMap: task<typeof import('./sweep-map.js').sweepMap>(
    '@superposition/report/figures/sweep-map#sweepMap',
    figure,
  ),
  lossLadder: task<typeof import('./loss-ladder.js').lossLadderFigure>(
    '@superposition/report/figures/loss-ladder#lossLadderFigure',
    figure,
  ),
  codewords: task<typeof import('./codewords.js').codewordsFigure>(
    '@superposition/report/figures/codewords#codewordsFigure',
    figure,
  ),
  angles: task<typeof import('./angles-beside-chance.js').anglesFigure>(
    '@superposition/report/figures/angles-beside-chance#anglesFigure',
    figure,
  ),
  gainTheory: task<typeof import('./gain-theory.js').gainTheoryFigure>(
    '@superposition/report/figures/gain-theory#gainTheoryFigure',
    figure,
  ),
  withoutGainTheory: task<typeof import('./gain-theory.js').withoutGainTheory>(
    '@superposition/report/figures/gain-theory#withoutGainTheory',
    figure,
  ),
  sparseExponents: task<typeof import('./sparse-exponents.js').sparseExponentsFigure>(
    '@superposition/report/figures/sparse-exponents#sparseExponentsFigure',
    figure,
  ),
  withoutSparseExponents: task<typeof import('./sparse-exponents.js').withoutSparseExponents>(
    '@superposition/report/figures/sparse-exponents#withoutSparseExponents',
    figure,
  ),
  negativeInputs: task<typeof import('./negative-inputs.js').negativeInputsFigure>(
    '@superposition/report/figures/negative-inputs#negativeInputsFigure',
    figure,
  ),
  squares: task<typeof import('./squares.js').squaresFigure>(
    '@superposition/report/figures/squares#squaresFigure',
    figure,
  ),
  crowd: task<typeof import('./crowd.js').crowdFigure>(
    '@superposition/report/figures/crowd#crowdFigure',
    figure,
  ),
  gainsByExponent: task<typeof import('./gains-by-exponent.js').gainsByExponent>(
    '@superposition/report/figures/gains-by-exponent#gainsByExponent',
    figure,
  ),
  network: task<typeof import('./network.js').networkDrawing>(
    '@superposition/report/figures/network#networkDrawing',
    { codec: json<NetworkDrawing>() },
  ),
  claims: task<typeof import('./claims.js').claimsFigure>(
    '@superposition/report/figures/claims#claimsFigure',
    figure,
  ),
  crossCheck: task<typeof import('./cross-check.js').crossCheckFigure>(
    '@superposition/report/figures/cross-check#crossCheckFigure',
    figure,
  ),
} as const;
