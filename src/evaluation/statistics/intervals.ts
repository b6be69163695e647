/** An interval of rates between 0 and 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/** Wilson's score interval of a rate, 95 %. Without any trial nothing is known. */
export function getWilsonInterval(successes: number, trials: number): Interval {
  if (trials === 0) return { low: 0, high: 1 };
  const rate = successes / trials;
  const square = Z * Z;
  const center = (rate + square / (2 * trials)) / (1 + square / trials);
  const half = (Z * Math.sqrt((rate * (1 - rate)) / trials + square / (4 * trials * trials))) / (1 + square / trials);
  return { low: Math.max(0, center - half), high: Math.min(1, center + half) };
}

/**
 * The smallest difference of two rates that a run of so many shots can show: half of the widest interval. 40 shots
 * resolve 15 points.
 */
export function getResolution(shots: number): number {
  const { low, high } = getWilsonInterval(shots / 2, shots);
  return (high - low) / 2;
}
