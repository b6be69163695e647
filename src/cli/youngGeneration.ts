import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Bytes of the space for new objects from which on it does not grow any more: two halves of 16 MB. */
const MAX_SIZE = 2 * 16 * 2 ** 20;

let isLimited = false;

/**
 * Stops the growth of the space for new objects once it is large enough. It would grow to 128 MB, which saves no time, and
 * makes a heap with a limit look nearly full, so that all of it is collected again and again. Call it now and then during
 * a long run: this is known only while it grows.
 */
export function limitYoungGeneration(): void {
  if (isLimited) return;
  const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  if ((space?.space_size ?? 0) < MAX_SIZE) return;
  setFlagsFromString('--semi-space-growth-factor=1');
  isLimited = true;
}
