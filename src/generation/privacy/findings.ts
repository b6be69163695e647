import { isMainlandId, passesLuhn } from '../../core/index.ts';

/** What a stretch of text gives away, by its form alone. */
export type RevealingKind = 'url' | 'host' | 'path' | 'mail' | 'phone' | 'citizen' | 'card';

/** A stretch of text that gives something away. */
export interface Revealing {
  readonly kind: RevealingKind;
  readonly start: number;
  readonly end: number;
}

const topLevel =
  'com|cn|net|org|io|dev|app|gov|edu|mil|info|biz|cloud|tech|top|vip|site|shop|xyz|ai|co|me|tv|cc|hk|tw|mo|jp|kr|sg|uk|de|fr|eu|ru|us|in|au|ca|internal|local|localdomain|lan|corp|intra|intranet|home|private|test|example|invalid|svc';

/** In the order in which they are tried: what holds another comes first. */
const patterns: readonly (readonly [RevealingKind, RegExp, (text: string) => boolean])[] = [
  ['url', /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'`<>（）()，。；、【】]+/gi, () => true],
  ['mail', /[\w.%+-]+@[\w-]+(?:\.[\w-]+)+/g, () => true],
  ['host', new RegExp(`(?<![\\w@.-])(?:[a-z0-9-]+\\.)+(?:${topLevel})(?::\\d+)?(?![\\w-])`, 'gi'), () => true],
  ['host', /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?![\d.])/g, isAddress],
  ['citizen', /(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g, isMainlandId],
  ['card', /(?<!\d)\d(?:[ -]?\d){15,18}(?!\d)/g, (text) => passesLuhn(text.replace(/\D/g, ''))],
  ['phone', /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g, () => true],
  ['phone', /(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/g, () => true],
  ['phone', /\+\d{1,3}[- ]?\(?\d{1,4}\)?(?:[- ]?\d{2,4}){2,4}(?!\d)/g, () => true],
  // A slash between words (and/or, 上午/下午) or behind a tag's bracket is no path: it needs a start of its own. Behind
  // Chinese, which has no spaces, only ASCII names make one.
  ['path', /(?<![\p{L}\p{N}_<.:/])(?:~|\.{1,2})?\/[\p{L}\p{N}_{}.$:%-]+(?:\/[\p{L}\p{N}_{}.$:%*-]+)*\/?/gu, () => true],
  ['path', /(?<![\w<.:/])\/[\w{}.$:%-]+(?:\/[\w{}.$:%*-]+)*\/?/g, () => true],
  ['path', /\b[A-Za-z]:\\[^\s"'`<>|，。；、]+/g, () => true],
];

/** What a sentence may end with; its full stop is no part of it. */
const addresses: ReadonlySet<RevealingKind> = new Set(['url', 'path']);

/** Finds what gives away hosts, paths and persons; the stretches do not overlap and are in order. */
export function findRevealing(text: string): readonly Revealing[] {
  const found: Revealing[] = [];
  for (const [kind, pattern, accept] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const shape = addresses.has(kind) ? match[0].replace(/[.,:;!?]+$/, '') : match[0];
      const end = start + shape.length;
      const free = !found.some((other) => other.start < end && start < other.end);
      if (free && accept(shape)) found.push({ kind, start, end });
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}

function isAddress(text: string): boolean {
  return text
    .replace(/:\d+$/, '')
    .split('.')
    .every((part) => Number(part) <= 255);
}
