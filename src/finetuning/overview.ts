import type { AdapterConfig } from './adapter/config.ts';
import { countAdapter } from './counting/count.ts';
import type { CountResult } from './counting/result.ts';
import { type Finding, type Outcome, settle } from './finding.ts';
import { estimateMemory } from './memory/account.ts';
import type { MemoryEstimate, MemoryOptions } from './memory/estimate.ts';
import type { Gpu } from './memory/gpu.ts';
import { layerCake } from './model/cake.ts';
import type { CakeSlice } from './model/layerCake.ts';
import type { ModelTree } from './model/tree.ts';

/** The ranks a sweep goes through. */
export const sweepRanks = [4, 8, 16, 32, 64, 128, 256] as const;

/** One rank of a sweep over one configuration. */
export interface SweepPoint {
  readonly rank: number;
  readonly trainable: number;
  /** `100 × trainable / total`. */
  readonly percent: number;
}

/** Everything there is to show of one configuration of one model. */
export interface Overview {
  readonly count: CountResult;
  readonly cake: readonly CakeSlice[];
  /** Absent where the memory options are wrong; the findings say how. */
  readonly memory: MemoryEstimate | undefined;
}

/** Counts a configuration, and shows it as a layer cake and as memory. */
export function overviewOf(
  model: ModelTree,
  adapter: AdapterConfig,
  memoryOptions: MemoryOptions,
  gpus: readonly Gpu[],
): Outcome<Overview> {
  const counted = countAdapter(model, adapter);
  if (!counted.ok) return counted;
  const memory = estimateMemory(model, counted.value, memoryOptions, gpus);
  const overview: Overview = {
    count: counted.value,
    cake: layerCake(model, counted.value),
    memory: memory.ok ? memory.value : undefined,
  };
  // Wrong memory options leave the count standing: their errors are told as warnings of this whole.
  const findings = memory.findings.map((finding): Finding => ({ ...finding, severity: milder(finding.severity) }));
  return settle(overview, [...counted.findings, ...findings]);
}

function milder(severity: Finding['severity']): Finding['severity'] {
  return severity === 'error' ? 'warning' : severity;
}

/** The configuration at every rank of `sweepRanks`; empty for methods without a rank. */
export function sweepOf(model: ModelTree, adapter: AdapterConfig): readonly SweepPoint[] {
  const field = rankField(adapter);
  if (field === undefined) return [];
  return sweepRanks.flatMap((rank) => {
    const { rank_pattern: _, ...same } = adapter;
    const counted = countAdapter(model, { ...same, [field]: rank });
    return counted.ok ? [{ rank, trainable: counted.value.trainable, percent: counted.value.percent }] : [];
  });
}

/** The field that holds the rank of a method, if it has one. */
export function rankField(adapter: AdapterConfig): 'r' | 'init_r' | undefined {
  switch (adapter.peft_type) {
    case 'LORA':
    case 'VERA':
    case 'LOHA':
    case 'LOKR':
      return 'r';
    case 'ADALORA':
      return 'init_r';
    default:
      return undefined;
  }
}
