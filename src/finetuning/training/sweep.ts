import type { AdapterConfig } from '../adapter/config.ts';
import type { TrainingSetup } from './setup.ts';
import { rankOf } from './shared.ts';

/** The ranks that are usually tried. */
const usualRanks = [8, 16, 32, 64] as const;

/**
 * One setup a rank, over one dataset and one seed: R is chosen by experiment. The ratio of alpha and rank stays, so
 * that the runs differ in the rank alone; each writes into a folder of its own.
 */
export function rankSweep(setup: TrainingSetup, ranks: readonly number[] = usualRanks): readonly TrainingSetup[] {
  return ranks.map((rank) => ({
    ...setup,
    adapter: withRank(setup.adapter, rank),
    output: `${setup.output ?? 'output/sop-shots'}-r${rank}`,
  }));
}

function withRank(adapter: AdapterConfig, rank: number): AdapterConfig {
  const alpha = adapter.lora_alpha;
  const scaled = alpha === undefined ? {} : { lora_alpha: (alpha / rankOf(adapter)) * rank };
  return adapter.peft_type === 'ADALORA' ? { ...adapter, ...scaled, init_r: rank } : { ...adapter, ...scaled, r: rank };
}
