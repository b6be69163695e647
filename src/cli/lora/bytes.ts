/** `14.5 GB`: decimal units, three figures. */
function byteText(bytes: number): string {
  const units = [
    [1e12, 'TB'],
    [1e9, 'GB'],
    [1e6, 'MB'],
    [1e3, 'kB'],
  ] as const;
  const [size, unit] = units.find(([least]) => bytes >= least) ?? [1, 'B'];
  const value = bytes / size;
  return `${value >= 100 || size === 1 ? Math.round(value) : value.toPrecision(3)} ${unit}`;
}

/** One figure, or both ends of a range. */
export function rangeText({ low, high }: { readonly low: number; readonly high: number }): string {
  return low === high ? byteText(low) : `${byteText(low)} – ${byteText(high)}`;
}
