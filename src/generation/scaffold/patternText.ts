import { type CharacterRange, type PatternNode, parsePattern } from './patternTree.ts';
import type { Random } from './random.ts';

const MAX_LENGTH = 2000;

/**
 * Makes a text after a pattern, at least about `length` characters long where the pattern can be stretched.
 * The text has to be checked against the pattern: look-arounds and back references are not followed. Undefined
 * if the pattern is not well formed or the text grows out of hand.
 */
export function createMatchingText(pattern: string, random: Random, length = 0): string | undefined {
  const tree = parsePattern(pattern);
  if (tree === undefined) return undefined;
  const out: string[] = [];
  return write(tree, random, length, out) ? out.join('') : undefined;
}

function write(node: PatternNode, random: Random, length: number, out: string[]): boolean {
  switch (node.kind) {
    case 'characters':
      out.push(getCharacter(node.ranges, random));
      return out.length <= MAX_LENGTH;
    case 'choice': {
      const option = node.options[random.integer(0, node.options.length - 1)];
      return option === undefined || write(option, random, length, out);
    }
    case 'sequence':
      return node.parts.every((part) => write(part, random, length, out));
    case 'repeat': {
      const missing = node.maximum === Number.POSITIVE_INFINITY ? Math.max(0, length - out.length) : 0;
      const most = Math.min(node.maximum, Math.max(node.minimum + 2, missing));
      const times = Math.max(random.integer(node.minimum, most), Math.min(missing, most));
      for (let time = 0; time < times; time++) if (!write(node.part, random, length, out)) return false;
      return true;
    }
  }
}

function getCharacter(ranges: readonly CharacterRange[], random: Random): string {
  const range = ranges[random.integer(0, Math.max(0, ranges.length - 1))];
  return range === undefined ? '' : String.fromCodePoint(random.integer(range[0], range[1]));
}
