import { grouped } from '../counting/printedLine.ts';
import { TOTAL_RATIO } from './calibration.ts';
import type { ByteRange } from './estimate.ts';

/** A range with one exact value. */
export function exactly(bytes: number): ByteRange {
  return { low: Math.round(bytes), high: Math.round(bytes) };
}

/** A range from estimates. */
export function between(low: number, high: number): ByteRange {
  return { low: Math.round(Math.min(low, high)), high: Math.round(Math.max(low, high)) };
}

/** The range of a calibrated estimate: its upper end is 1.4 times its lower end. */
export function around(bytes: number): ByteRange {
  const half = Math.sqrt(TOTAL_RATIO);
  return between(bytes / half, bytes * half);
}

/** The middle of a range. */
export function getMiddle({ low, high }: ByteRange): number {
  return Math.sqrt(low * high);
}

/** The sum of ranges. */
export function sumRanges(ranges: readonly ByteRange[]): ByteRange {
  return ranges.reduce((sum, range) => ({ low: sum.low + range.low, high: sum.high + range.high }), {
    low: 0,
    high: 0,
  });
}

/** `7,241,732,096 × 2 B` */
export function times(count: number, bytes: number): string {
  return `${grouped(Math.round(count))} × ${Number(bytes.toFixed(4))} B`;
}
