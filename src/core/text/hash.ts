const DEFAULT_BASIS = 0x811c9dc5;

/** FNV-1a over UTF-16 units, 32 bits: small, and the same everywhere for ever. `basis` makes independent variants. */
export function hash32(text: string, start = 0, end = text.length, basis = DEFAULT_BASIS): number {
  let hash = basis >>> 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >> 8), 0x01000193);
  }
  return hash >>> 0;
}

/** A 16-digit hexadecimal hash of a text: enough to distinguish requests of one run, not cryptographic. */
export function contentHash(text: string): string {
  const hex = (value: number): string => value.toString(16).padStart(8, '0');
  return hex(hash32(text)) + hex(hash32(text, 0, text.length, 0x6b43a9b5));
}
