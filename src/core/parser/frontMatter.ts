import { CODE, isRestBlank, skipRun } from './characters.ts';
import { nextLine } from './lineTokenReader.ts';
import type { FrontMatterNode } from './tree.ts';

/** The keys that a front matter has one of. */
export const FRONT_MATTER_KEYS = ['sop', 'tools', 'style', 'targets'] as const;

/** Lines of a front matter; what goes on longer is a document that begins with a separator. */
const MAX_LENGTH = 1000;

/**
 * Front matter begins on the first line, ends with a line of `---`, and has a known key in between. Only
 * the text decides, so that invalid YAML is reported as front matter.
 */
export function readFrontMatter(text: string, from: number): FrontMatterNode | undefined {
  if (!isDashes(text, from)) return undefined;
  const yamlStart = nextLine(text, from);
  let isKnown = false;
  let at = yamlStart;
  for (let line = 0; at < text.length && line < MAX_LENGTH; line++) {
    if (isDashes(text, at)) {
      if (!isKnown) return undefined;
      return { kind: 'frontMatter', start: from, end: nextLine(text, at), yaml: { start: yamlStart, end: at } };
    }
    isKnown ||= FRONT_MATTER_KEYS.some((key) => isKey(text, at, key));
    at = nextLine(text, at);
  }
  return undefined;
}

function isDashes(text: string, at: number): boolean {
  return skipRun(text, at, CODE.minus) === at + 3 && isRestBlank(text, at + 3);
}

function isKey(text: string, at: number, key: string): boolean {
  if (!text.startsWith(key, at)) return false;
  return /^["']?[ \t]*:/.test(text.slice(at + key.length, at + key.length + 8));
}
