import { hash32 } from '../../core/index.ts';

const LENGTH = 9;

/** Nine characters `[a-z0-9]`, which is what Mistral's templates require; equal for equal samples and positions. */
export function createCallId(sample: string, index: number): string {
  const seed = `${sample}/${index}`;
  const text = hash32(seed).toString(36).padStart(7, '0') + hash32(seed, 0, seed.length, 0x6b43a9b5).toString(36);
  return text.slice(0, LENGTH).padEnd(LENGTH, '0');
}
