/** The line of `print_trainable_parameters()`: thousands separated by commas, the percentage with four decimals. */
export function printedLine(trainable: number, total: number): string {
  const percent = total === 0 ? 0 : (100 * trainable) / total;
  return `trainable params: ${grouped(trainable)} || all params: ${grouped(total)} || trainable%: ${fourDecimals(percent)}`;
}

/** An integer with thousands separators, like Python's `{:,d}`. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

/**
 * Four decimals, rounded like Python's `{:.4f}`. `toFixed` differs only if the value is exactly between two of them,
 * which is possible only for odd multiples of 1/32: Python then rounds to even.
 */
export function fourDecimals(value: number): string {
  const thirtySeconds = value * 32;
  if (!Number.isInteger(thirtySeconds) || thirtySeconds % 2 === 0) return value.toFixed(4);
  const below = Math.floor(value * 10_000);
  return ((below % 2 === 0 ? below : below + 1) / 10_000).toFixed(4);
}
