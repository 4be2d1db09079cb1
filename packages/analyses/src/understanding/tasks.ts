import { json } from '@superposition/pipeline/internal/values/codec';
import { task } from '@superposition/pipeline/internal/graph/task';
import type { Findings } from './finding.js';

const inWorker = { codec: json<Findings>(), runs: 'worker' } as const;

/** The tasks of the section "Understanding", as far as they need no training: one for each subject. */
export const understandingTasks = {
  theory: task<typeof import('./theory.js').theoryFindings>(
    '@superposition/analyses/theory#theoryFindings',
    inWorker,
  ),
  bounds: task<typeof import('./bounds.js').boundFindings>(
    '@superposition/analyses/bounds#boundFindings',
    inWorker,
  ),
  codewords: task<typeof import('./codeword-findings.js').codeFindings>(
    '@superposition/analyses/codeword-findings#codeFindings',
    inWorker,
  ),
  participation: task<typeof import('./participation.js').participationFindings>(
    '@superposition/analyses/participation#participationFindings',
    { codec: json() },
  ),
  ownGains: task<typeof import('./own-gains.js').ownGainFindings>(
    '@superposition/analyses/own-gains#ownGainFindings',
    { codec: json() },
  ),
  ladder: task<typeof import('./ladder.js').lossLadder>('@superposition/analyses/ladder#lossLadder', {
    codec: json(),
    runs: 'worker',
  }),
  losses: task<typeof import('./losses-per-active.js').lossFindings>(
    '@superposition/analyses/losses-per-active#lossFindings',
    inWorker,
  ),
  negativeOutputs: task<typeof import('./negative-inputs.js').negativeFindings>(
    '@superposition/analyses/negative-inputs#negativeFindings',
    inWorker,
  ),
  crowd: task<typeof import('./crowd.js').crowdFindings>(
    '@superposition/analyses/crowd#crowdFindings',
    inWorker,
  ),
  scale: task<typeof import('./scale-findings.js').scaleFindings>(
    '@superposition/analyses/scale-findings#scaleFindings',
    inWorker,
  ),
  ablation: task<typeof import('./ablation.js').ablationFindings>(
    '@superposition/analyses/ablation#ablationFindings',
    inWorker,
  ),
  words: task<typeof import('./words.js').wordsOfModel>('@superposition/analyses/words#wordsOfModel', {
    codec: json(),
  }),
  wordsBesideChance: task<typeof import('./words.js').wordsBesideChance>(
    '@superposition/analyses/words#wordsBesideChance',
    { codec: json(), runs: 'worker' },
  ),
  wordRaster: task<typeof import('./words.js').wordRaster>('@superposition/analyses/words#wordRaster', {
    codec: json(),
  }),
  gainLine: task<typeof import('./gain-line.js').gainLine>('@superposition/analyses/gain-line#gainLine', {
    codec: json(),
  }),
  gainOfModel: task<typeof import('./gain-line.js').gainOfModel>(
    '@superposition/analyses/gain-line#gainOfModel',
    { codec: json() },
  ),
  joinFindings: task<typeof import('./understanding.js').joinFindings>(
    '@superposition/analyses/understanding#joinFindings',
    { codec: json() },
  ),
  pairFindings: task<typeof import('./understanding.js').pairFindings>(
    '@superposition/analyses/understanding#pairFindings',
    { codec: json() },
  ),
} as const;
