export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly isQuestion: boolean;
}

const OPEN = '（(“「『《';
const CLOSE = '）)”」』》';
const ABBREVIATION = /(?:\b(?:e\.g|i\.e|etc|no|nr|vs|approx|mr|mrs|ms|dr|incl|max|min|st)|\b[A-Z])$/i;

/** Splits the text of a step at full stops, semicolons, question and exclamation marks and line breaks outside quotes. */
export function splitSentences(text: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  let depth = 0;
  let quoted = false;
  let code = false;
  for (let at = 0; at < text.length; at++) {
    if (isPlain(text.charCodeAt(at))) continue;
    const character = text.charAt(at);
    if (character === '`') code = !code;
    else if (character === '"') quoted = !quoted;
    else if (character === "'" && !quoted) at = singleQuoteEnd(text, at);
    else if (OPEN.includes(character)) depth++;
    else if (CLOSE.includes(character)) depth = Math.max(0, depth - 1);
    if (character === '\n') {
      depth = 0;
      quoted = false;
      code = false;
    }
    const end = depth > 0 || quoted || code ? undefined : sentenceEnd(text, at, character);
    if (end === undefined) continue;
    sentences.push({ start, end, isQuestion: character === '?' || character === '？' });
    start = at + 1;
  }
  if (start === 0 && text.length > 0) return [{ start, end: text.length, isQuestion: false }];
  if (start < text.length) sentences.push({ start, end: text.length, isQuestion: false });
  return sentences;
}

/** Letters, digits, spaces and Chinese characters: nearly all of a text, and none of them ends or sets apart anything. */
function isPlain(code: number): boolean {
  return (
    (code > 0x60 && code < 0x7b) || code === 0x20 || (code > 0x2f && code < 0x3a) || (code > 0x4dff && code < 0xa000)
  );
}

const SINGLE = /'[^'\n]{2,300}'(?![\p{L}\p{N}])/uy;

/** The offset of the quotation mark that closes the one at an offset; the same offset for an apostrophe. */
function singleQuoteEnd(text: string, at: number): number {
  if (/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return at;
  SINGLE.lastIndex = at;
  return at + Math.max(0, (SINGLE.exec(text)?.[0].length ?? 1) - 1);
}

/** Where a sentence ends that stops at an offset: before the stop, but after what was said. */
function sentenceEnd(text: string, at: number, character: string): number | undefined {
  if (character === '\n' || isStop(text, at, character)) return at;
  return endsQuote(text, at) ? at + 1 : undefined;
}

/** `说“请稍等。”若…`: what is said ends with the sentence around it. */
function endsQuote(text: string, at: number): boolean {
  return (
    (text[at] === '”' || text[at] === '」') &&
    /[。！？!?]/.test(text.charAt(at - 1)) &&
    /(?:若|如|当|稍|然后|再|接着|并)/.test(text.charAt(at + 1))
  );
}

function isStop(text: string, at: number, character: string): boolean {
  if ('。；;！!？?'.includes(character)) return true;
  if (character !== '.') return false;
  const next = text.charAt(at + 1);
  if (next !== '' && !/[\s"”)*]/.test(next)) return false;
  return !ABBREVIATION.test(text.slice(Math.max(0, at - 8), at)) || next === '';
}
