import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

let isLimited = false;

/**
 * Stops the growth of the space for new objects once each of its halves has some megabytes. By itself it grows to 128 MB,
 * which saves hardly any time, and makes a heap with a limit look nearly full, so that all of it is collected again and
 * again. Call it now and then during a long run: how large the space is becomes known only while it grows.
 */
export function limitYoungGeneration(megabytes: number): void {
  if (isLimited) return;
  const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  if ((space?.space_size ?? 0) < 2 * megabytes * 2 ** 20) return;
  setFlagsFromString('--semi-space-growth-factor=1');
  isLimited = true;
}
