import type { Conversation } from '../conversation/conversation.ts';

/** How many characters a piece of text has. */
const LENGTH = 5;

/**
 * The text by which samples are compared: what is said, thought and called. Values that differ from one case to the next
 * are masked, so that samples made from one pattern are similar.
 */
export function toComparedText({ turns }: Conversation): string {
  const parts: string[] = [];
  const values = new Set<string>();
  for (const turn of turns) {
    if (turn.kind === 'system') continue;
    if (turn.kind !== 'assistant') {
      parts.push(turn.text);
      continue;
    }
    parts.push(turn.thought, turn.text);
    for (const { name, arguments: given } of turn.calls) {
      parts.push(name);
      for (const value of Object.values(given)) {
        if (typeof value === 'string' && value.length >= 2 && value.length <= 100) values.add(value);
      }
    }
  }
  let text = parts.join('\n');
  for (const value of [...values].sort((a, b) => b.length - a.length)) text = text.replaceAll(value, '#');
  return text.normalize('NFKC').toLowerCase().replace(/\d+/g, '0').replace(/\s+/g, ' ');
}

/** The calls of a sample in their order: samples with the same ones show the same steps. */
export function toCallKey({ turns }: Conversation): string {
  return turns.flatMap((turn) => (turn.kind === 'assistant' ? turn.calls.map(({ name }) => name) : [])).join(' ');
}

/** The hashes of all pieces of a text, repeated ones included. */
export function hashShingles(text: string): Int32Array {
  const count = Math.max(1, text.length - LENGTH + 1);
  const hashes = new Int32Array(count);
  for (let start = 0; start < count; start++) {
    let hash = 0x811c9dc5;
    const end = Math.min(start + LENGTH, text.length);
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x85ebca6b);
    hashes[start] = hash ^ (hash >>> 13);
  }
  return hashes;
}

/** The share of different pieces that two texts have in common. */
export function compareShingles(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let common = 0;
  for (const hash of a) if (b.has(hash)) common++;
  return common / (a.size + b.size - common);
}
