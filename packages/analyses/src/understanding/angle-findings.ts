import type { FrameTest, RandomFrames } from '../geometry/random-frames.js';
import { frameStatistics } from '../geometry/frame-statistics.js';
import { absent, type Findings, found, prefixed } from './finding.js';

/** The statistics of the encodings' directions by id, in both gauges, each beside random directions. */
export function angleFindings({ raw, balanced }: RandomFrames): Findings {
  return prefixed('geometry', {
    ...prefixed('raw', gaugeFindings(raw)),
    ...prefixed('balanced', gaugeFindings(balanced)),
  });
}

function gaugeFindings({ statistics, frames }: FrameTest): Findings {
  const none = absent('fewer than two directions');
  return Object.fromEntries(
    frameStatistics.flatMap((id) => {
      const own = [id, `${id}.random.mean`, `${id}.random.sd`, `${id}.z`, `${id}.p`];
      if (statistics === null) return own.map((each) => [each, none]);
      const { value, chance, z, p } = statistics[id];
      const equal = absent('all random frames have the same value');
      return [
        [id, found(value)],
        [`${id}.random.mean`, found(chance.mean)],
        [`${id}.random.sd`, found(chance.sd)],
        [`${id}.z`, z === null ? equal : found(z)],
        [`${id}.p`, found(p, Math.sqrt((p * (1 - p)) / (frames + 1)))],
      ];
    }),
  );
}
