import type { ByteRange, GpuFit } from './estimate.ts';
import { cardBytes, type Gpu } from './gpu.ts';

/** No run is spread over more cards than this. */
const mostCards = 1024;

/**
 * Which accelerators a run fits. Weights, gradients and optimizer states are spread evenly over the cards (ZeRO-3,
 * FSDP); activations, logits and the runtime come on every card.
 */
export function gpuFits(shared: ByteRange, perCard: ByteRange, gpus: readonly Gpu[]): readonly GpuFit[] {
  return gpus.map((gpu) => {
    const low = cardsNeeded(shared.low, perCard.low, cardBytes(gpu));
    const high = cardsNeeded(shared.high, perCard.high, cardBytes(gpu));
    return { gpuId: gpu.id, cards: { low, high }, verdict: verdictOf(low, high) };
  });
}

function cardsNeeded(shared: number, perCard: number, capacity: number): number | undefined {
  const room = capacity - perCard;
  if (room <= 0) return undefined;
  const cards = Math.max(1, Math.ceil(shared / room));
  return cards <= mostCards ? cards : undefined;
}

function verdictOf(low: number | undefined, high: number | undefined): GpuFit['verdict'] {
  if (low === undefined) return 'none';
  if (high === 1) return 'one';
  return low === 1 ? 'perhaps' : 'several';
}
