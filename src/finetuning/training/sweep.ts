import type { AdapterConfig } from '../adapter/config.ts';
import type { TrainingSetup } from './setup.ts';
import { getRank } from './shared.ts';

/** Common ranks for a sweep. */
const SWEEP_RANKS = [8, 16, 32, 64] as const;

/**
 * One setup per rank, with the same dataset and seed, to choose R by experiment. The ratio of alpha to rank stays the
 * same, so that the runs differ only in the rank; each writes to its own folder.
 */
export function rankSweep(setup: TrainingSetup, ranks: readonly number[] = SWEEP_RANKS): readonly TrainingSetup[] {
  return ranks.map((rank) => ({
    ...setup,
    adapter: withRank(setup.adapter, rank),
    output: `${setup.output ?? 'output/sop-shots'}-r${rank}`,
  }));
}

function withRank(adapter: AdapterConfig, rank: number): AdapterConfig {
  const alpha = adapter.lora_alpha;
  const scaled = alpha === undefined ? {} : { lora_alpha: (alpha / getRank(adapter)) * rank };
  return adapter.peft_type === 'ADALORA' ? { ...adapter, ...scaled, init_r: rank } : { ...adapter, ...scaled, r: rank };
}
