import type { AdapterConfig } from './adapter/config.ts';
import { countAdapter } from './counting/count.ts';
import type { CountResult } from './counting/result.ts';
import { type Finding, type Outcome, settle } from './finding.ts';
import type { MemoryEstimate, MemoryOptions } from './memory/estimate.ts';
import { estimateMemory } from './memory/estimateMemory.ts';
import type { Gpu } from './memory/gpu.ts';
import { buildLayerMap } from './model/buildLayerMap.ts';
import type { LayerMapSection } from './model/layerMap.ts';
import type { ModelTree } from './model/tree.ts';

/** The ranks of a sweep. */
export const SWEEP_RANKS = [4, 8, 16, 32, 64, 128, 256] as const;

/** One rank of a sweep over one configuration. */
export interface SweepPoint {
  /** The rank r of the adapter. */
  readonly rank: number;
  /** Trained parameters. */
  readonly trainable: number;
  /** `100 × trainable / total`. */
  readonly percent: number;
}

/** Everything the panel shows for one configuration of one model. */
export interface Overview {
  readonly count: CountResult;
  readonly layerMap: readonly LayerMapSection[];
  /** Absent if the memory options are invalid; the findings say why. */
  readonly memory: MemoryEstimate | undefined;
}

/** Counts a configuration and returns its layer map and memory estimate. */
export function getOverview(
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
    layerMap: buildLayerMap(model, counted.value),
    memory: memory.ok ? memory.value : undefined,
  };
  // The count is valid without memory options, so their errors become warnings.
  const findings = memory.findings.map((finding): Finding => ({ ...finding, severity: toWarning(finding.severity) }));
  return settle(overview, [...counted.findings, ...findings]);
}

function toWarning(severity: Finding['severity']): Finding['severity'] {
  return severity === 'error' ? 'warning' : severity;
}

/** The configuration at every rank of `sweepRanks`; empty for methods without a rank. */
export function getRankSweep(model: ModelTree, adapter: AdapterConfig): readonly SweepPoint[] {
  const field = rankField(adapter);
  if (field === undefined) return [];
  return SWEEP_RANKS.flatMap((rank) => {
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
