/**
 * The exact two-sided p value of McNemar's test: how likely it is that of the pairs that differ at least as many differ
 * in one direction if both directions are equally likely.
 */
export function getMcNemarP(onlyFirst: number, onlySecond: number): number {
  const trials = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  // The logarithm of a term avoids the overflow of binomial coefficients beyond a thousand trials.
  let logTerm = -trials * Math.LN2;
  let tail = Math.exp(logTerm);
  for (let k = 1; k <= fewer; k++) {
    logTerm += Math.log((trials - k + 1) / k);
    tail += Math.exp(logTerm);
  }
  return Math.min(1, 2 * tail);
}

/** Holm's correction of p values of several comparisons, in the given order. */
export function correctByHolm(values: readonly number[]): readonly number[] {
  const corrected = [...values];
  let highest = 0;
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  for (const [rank, index] of order.entries()) {
    highest = Math.max(highest, Math.min(1, (values.length - rank) * (values[index] ?? 0)));
    corrected[index] = highest;
  }
  return corrected;
}
