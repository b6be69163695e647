/**
 * A hash of 53 bits for a row, in one pass with one multiplication for two characters: lines are hashed in a fraction of
 * the time that parsing them takes. It is kept in memory only, so it need not stay the same for ever.
 */
export function hashRow(text: string): number {
  let low = 0x9e3779b9;
  let high = text.length ^ 0x85ebca6b;
  const end = text.length - 3;
  let at = 0;
  for (; at < end; at += 4) {
    low = (Math.imul(low ^ text.charCodeAt(at) ^ (text.charCodeAt(at + 1) << 16), 0x9e3779b1) + high) | 0;
    high = Math.imul(high ^ text.charCodeAt(at + 2) ^ (text.charCodeAt(at + 3) << 16), 0x5f356495) ^ (low >>> 15);
  }
  for (; at < text.length; at++) {
    low = (Math.imul(low ^ text.charCodeAt(at), 0x9e3779b1) + high) | 0;
    high = Math.imul(high ^ low, 0x5f356495) ^ (low >>> 15);
  }
  low = mix(low) ^ (high >>> 16);
  return (mix(high ^ low) & 0x1fffff) * 0x100000000 + (low >>> 0);
}

function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}
