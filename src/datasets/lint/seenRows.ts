/** The first line of each hash. */
export interface SeenRows {
  /** The line, from 1, that came first with a hash; `line` if none did. */
  firstLine(hash: number, line: number): number;
}

/** How full the table may be before it grows. */
const MAX_LOAD = 0.7;

/**
 * Creates an empty table of hashes below 2^53. It is two arrays of numbers, probed one place after the other: a map takes
 * four times the memory for a million rows.
 */
export function createSeenRows(): SeenRows {
  let hashes = new Float64Array(1024);
  // 0 is a free place.
  let lines = new Uint32Array(hashes.length);
  let count = 0;
  const placeOf = (hash: number): number => {
    const mask = hashes.length - 1;
    let place = (hash % 0x100000000) & mask;
    while (lines[place] !== 0 && hashes[place] !== hash) place = (place + 1) & mask;
    return place;
  };
  const grow = (): void => {
    const [oldHashes, oldLines] = [hashes, lines];
    hashes = new Float64Array(oldHashes.length * 2);
    lines = new Uint32Array(hashes.length);
    for (const [index, line] of oldLines.entries()) {
      if (line === 0) continue;
      const place = placeOf(oldHashes[index] as number);
      hashes[place] = oldHashes[index] as number;
      lines[place] = line;
    }
  };
  return {
    firstLine(hash, line) {
      const place = placeOf(hash);
      const first = lines[place] as number;
      if (first !== 0) return first;
      hashes[place] = hash;
      lines[place] = line;
      if (++count > hashes.length * MAX_LOAD) grow();
      return line;
    },
  };
}
