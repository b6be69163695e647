import { isMainlandId, passesLuhn } from '../../core/index.ts';
import { FILE_ENDINGS, isTopLevelDomain } from './domainLists.ts';
import { isIpv6 } from './hostScope.ts';
import { blankEscapes } from './wordStart.ts';

/** Kind of private text that is recognised by its form. */
export type SensitiveKind = 'url' | 'host' | 'path' | 'mail' | 'phone' | 'citizen' | 'card';

/** A range of private text. */
export interface SensitiveRange {
  readonly kind: SensitiveKind;
  readonly start: number;
  readonly end: number;
}

const FILE_NAME = `[\\p{L}\\p{N}_.-]{1,80}\\.(?:${FILE_ENDINGS.join('|')})(?![A-Za-z0-9_-])`;

type Pattern = readonly [
  kind: SensitiveKind,
  pattern: RegExp,
  accepts?: ((text: string) => boolean) | undefined,
  /** Characters before a match that belong to it. A pattern for them would be tried at every offset. */
  isBefore?: (char: string) => boolean,
];

/** In matching order: containing patterns come first. */
const PATTERNS: readonly Pattern[] = [
  ['url', /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s"'`<>（）()，。；、【】]+/gi],
  ['mail', /[\w.%+-]{1,80}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu],
  ['mail', /\p{L}{1,12}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu],
  ['path', /\\\\[^\s\\"'`<>|，。；、]+(?:\\[^\s\\"'`<>|，。；、]+)+/g],
  ['path', /\b[A-Za-z]:\\[^\s"'`<>|，。；、]+/g],
  ['host', /\[[0-9a-f:.]{2,45}\](?::\d{1,5})?/gi, (text) => isIpv6(text.slice(1, text.indexOf(']')))],
  ['host', /(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi, (text) => /\d/.test(text) && isIpv6(text)],
  ['host', /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?!\d|\.\d)/g, isIpv4],
  // A path to a file, also directly after Chinese text, and a file name alone.
  ['path', new RegExp(`/${FILE_NAME}`, 'gu'), undefined, isFolderUnit],
  ['path', new RegExp(`(?<![\\p{L}\\p{N}_@.-])${FILE_NAME}`, 'gu'), (text) => !text.startsWith('.')],
  ['host', /(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{1,5})?(?![\w-])/gi, isHostName],
  ['host', /(?<![\w@.-])(?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63}(?::\d{1,5})?(?![\w-])/gu, isHostName],
  [
    'host',
    /(?<![\w@./:-])(?:localhost|[a-z][a-z0-9]{0,40}(?:-[a-z0-9]{1,40}){1,8}|[a-z]{2,40}\d{1,6}):\d{2,5}(?![\w:])/g,
  ],
  ['host', /(?<![\w@./:-])[a-z]{2,40}:\d{4,5}(?![\w:])/g],
  ['citizen', /(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g, isMainlandId],
  ['card', /(?<!\d)\d(?:[ -]?\d){15,18}(?!\d)/g, (text) => passesLuhn(text.replace(/\D/g, ''))],
  ['phone', /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g],
  ['phone', /(?<![\d-])[48]00[- ]?\d{3}[- ]?\d{4}(?![\d-])/g],
  ['phone', /(?:\+|(?<![\d.-])00)[ ]?[1-9](?:[ ().-]{0,2}\d){6,16}(?!\d)/g],
  ['phone', /[(（]0?-?\d{2,4}[)）][- ]?\d{3,5}(?:[- .]?\d{2,4})?(?!\d)/g],
  ['phone', /(?<![\d.-])(?<!\d )0[1-9](?:[ ()/-]{0,2}\d){5,12}(?![\d-])/g, isNationalPhone],
  ['phone', /(?<![\d-])\d{3}[- .]\d{3}[- .]\d{4}(?![\d-])/g],
  // A slash between words (and/or, 上午/下午) or after a tag's bracket is not a path: it needs a boundary before it. After
  // Chinese, which has no spaces, only ASCII names make one.
  ['path', /(?<![\p{L}\p{N}_<.:/])(?:~|\.{1,2})?\/[\p{L}\p{N}_{}.$:%-]+(?:\/[\p{L}\p{N}_{}.$:%*-]+)*\/?/gu],
  ['path', /(?<![\w<.:/])\/[\w{}.$:%-]+(?:\/[\w{}.$:%*-]+)*\/?/g],
];

/** Kinds that do not include a full stop at the end of a sentence. */
const ADDRESS_KINDS: ReadonlySet<SensitiveKind> = new Set(['url', 'path']);

/** Finds hosts, paths and personal data by their form; the ranges are ordered and do not overlap. */
export function findSensitiveRanges(text: string): readonly SensitiveRange[] {
  const found: SensitiveRange[] = [];
  const taken = new Uint8Array(text.length);
  collect(text, taken, found);
  // The letter of an escape sequence would hide the beginning of a word. In a Windows path it is no escape sequence.
  const blanked = blankEscapes(text);
  if (blanked !== text) collect(blanked, taken, found);
  return found.toSorted((a, b) => a.start - b.start);
}

function collect(text: string, taken: Uint8Array, found: SensitiveRange[]): void {
  for (const [kind, pattern, accepts, isBefore] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const start = isBefore === undefined ? match.index : getStart(text, match.index, isBefore, taken);
      const whole = text.slice(start, match.index + match[0].length);
      const shape = ADDRESS_KINDS.has(kind) ? whole.replace(/(?<![.,:;!?])[.,:;!?]+$/, '') : whole;
      const end = start + shape.length;
      if (taken.subarray(start, end).includes(1) || accepts?.(shape) === false) continue;
      taken.fill(1, start, end);
      found.push({ kind, start, end });
    }
  }
}

const MAX_FOLDERS_LENGTH = 1000;

function getStart(text: string, end: number, isBefore: (char: string) => boolean, taken: Uint8Array): number {
  let start = end;
  while (start > 0 && end - start < MAX_FOLDERS_LENGTH && taken[start - 1] === 0 && isBefore(text[start - 1] ?? '')) {
    start--;
  }
  return start;
}

/** What names of folders consist of, with the slashes between them. */
function isFolderUnit(char: string): boolean {
  return /[\p{L}\p{N}_.@~/-]/u.test(char);
}

function isIpv4(text: string): boolean {
  return text
    .replace(/:\d+$/, '')
    .split('.')
    .every((part) => Number(part) <= 255);
}

/** A name whose last part is a top-level domain and no file ending. Numbers and versions are none. */
function isHostName(text: string): boolean {
  const last = text.replace(/:\d+$/, '').split('.').at(-1)?.toLowerCase() ?? '';
  return isTopLevelDomain(last) && !FILE_ENDINGS.includes(last);
}

/** A number in groups that begins with 0, and no date. */
function isNationalPhone(text: string): boolean {
  return /[ ()/-]/.test(text) && !/^\d{2}[-/ ]\d{2}[-/ ]\d{4}$/.test(text);
}
