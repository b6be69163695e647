import { SILENT_TOKENS, TOKEN_FAMILIES, type TokenFamily } from './tokenFamilies.ts';
import { type Turn, toSpeaker } from './turn.ts';

/** How much before the first token is searched for the line that opens a fence. */
const MAX_FENCE_LINE = 200;

/** How many characters of a document its first turn is looked for in. */
export const MAX_PREAMBLE = 20_000;

const FIRST =
  /(?:^|\n)[ \t]{0,40}(?:(?:<s>|<bos>|<\|begin_of_text\|>|<｜begin▁of▁sentence｜>|\[gMASK\]<sop>|\]~!b\[)\s?)?(?:<\|im_start\|>|<\|start_header_id\|>|<\|header_start\|>|<\|start\|>|<\|im_(?:system|user)\|>|<\|(?:system|user)\|>|<｜User｜>|<start_of_turn>|\]~b\]|\[(?:INST|AVAILABLE_TOOLS)\])/g;

/** The offset of the line that may begin the first turn between tokens of a model; undefined in other documents. */
export function findFirstToken(text: string, from: number): number | undefined {
  FIRST.lastIndex = 0;
  const match = FIRST.exec(text.slice(from, from + MAX_PREAMBLE));
  return match === null ? undefined : from + match.index;
}

/** Reads the turns between the tokens of the family that opens the first one. */
export function readTokenTurns(text: string, from: number): readonly Turn[] {
  const family = TOKEN_FAMILIES.map((candidate) => ({ candidate, at: firstOpening(text, from, candidate) }))
    .filter(({ at }) => at !== undefined)
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0))[0]?.candidate;
  return family === undefined ? [] : readFamily(text, from, family);
}

function firstOpening(text: string, from: number, { mark, opening }: TokenFamily): number | undefined {
  if (!text.includes(mark, from)) return undefined;
  opening.lastIndex = from;
  return opening.exec(text)?.index;
}

interface Opening {
  readonly start: number;
  readonly end: number;
  readonly role: string;
}

/** The backticks of the fence that the last line with words before an offset opens; empty if it opens none. */
function fenceAbove(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - MAX_FENCE_LINE), at);
  const line = before.trimEnd();
  if (!before.includes('\n', line.length)) return '';
  return /^[ \t]*(`{3,20})/.exec(line.slice(line.lastIndexOf('\n') + 1))?.[1] ?? '';
}

function readFamily(text: string, from: number, family: TokenFamily): readonly Turn[] {
  const { opening } = family;
  opening.lastIndex = from;
  const openings: Opening[] = [];
  for (const match of text.matchAll(opening)) {
    if (match.index < from) continue;
    const role = match.groups?.role ?? '';
    openings.push({ start: match.index, end: match.index + match[0].length, role });
  }
  const fence = fenceAbove(text, openings[0]?.start ?? text.length);
  let before = from;
  return openings.flatMap((one, index) => {
    const speaker = toSpeaker(one.role);
    if (speaker === undefined || one.start < before) return [];
    const limit = openings[index + 1]?.start ?? text.length;
    const { contentEnd, end } = findEnd(text, one.end, limit, family, fence);
    const between = text.slice(before, one.start).replace(SILENT_TOKENS, '');
    before = end;
    const wordStart = one.start + text.slice(one.start, one.end).lastIndexOf(one.role);
    const isResult = speaker === 'user' && /^\s*<tool_response>/.test(text.slice(one.end, one.end + 40));
    return [
      {
        speaker: isResult ? ('tool' as const) : speaker,
        label: { start: one.start, end: one.end },
        word: { start: wordStart, end: wordStart + one.role.length },
        content: { start: one.end, end: contentEnd },
        closing: { start: contentEnd, end },
        opensConversation: between.trim() !== '',
      },
    ];
  });
}

/** Where the text of a turn ends, and what closes it. An open turn within a fence ends at the fence's last line. */
function findEnd(text: string, from: number, limit: number, family: TokenFamily, fence: string) {
  const inner = text.slice(from, limit);
  let nearest = { at: inner.length, closing: '' };
  for (const closing of family.closings) {
    const at = inner.indexOf(closing);
    if (at !== -1 && at < nearest.at) nearest = { at, closing };
  }
  if (nearest.closing === '' && fence !== '') {
    const at = inner.search(new RegExp(`\\n[ \\t]{0,9}${fence}`));
    if (at !== -1) nearest = { at, closing: '' };
  }
  const end = from + nearest.at + nearest.closing.length;
  const isKept = family.kept?.includes(nearest.closing) === true;
  return { contentEnd: isKept ? end : from + nearest.at, end };
}
