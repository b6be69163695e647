import { TOTAL_RATIO } from './calibration.ts';
import type { GpuFit } from './estimate.ts';
import { cardBytes, type Gpu } from './gpu.ts';

/** Maximum number of cards. */
export const MAX_CARDS = 1024;

/**
 * Which accelerators a run fits. Weights, gradients and optimizer states are sharded evenly over the cards (ZeRO-3,
 * FSDP); every card has its own activations, logits and runtime. `held` and `working`: the middles of their ranges.
 */
export function gpuFits(held: number, working: number, gpus: readonly Gpu[]): readonly GpuFit[] {
  const half = Math.sqrt(TOTAL_RATIO);
  return gpus.map((gpu) => {
    const low = cardsNeeded(held, working, cardBytes(gpu) * half);
    const high = cardsNeeded(held, working, cardBytes(gpu) / half);
    return { gpuId: gpu.id, cards: { low, high }, verdict: getVerdict(low, high) };
  });
}

/** The number of cards that a run needs if it is sharded evenly. */
export function cardsNeeded(held: number, working: number, capacity: number): number | undefined {
  const room = capacity - working;
  if (room <= 0) return undefined;
  const cards = Math.max(1, Math.ceil(held / room));
  return cards <= MAX_CARDS ? cards : undefined;
}

function getVerdict(low: number | undefined, high: number | undefined): GpuFit['verdict'] {
  if (low === undefined) return 'none';
  if (high === 1) return 'one';
  return low === 1 ? 'perhaps' : 'several';
}
