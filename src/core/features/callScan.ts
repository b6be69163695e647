import type { TextRange } from '../text/range.ts';

/** A bracket that is open, with what is in it so far. */
export interface Frame {
  readonly bracket: '(' | '[' | '{';
  readonly start: number;
  /** The name right before the bracket, of a call. */
  readonly name: { readonly text: string; readonly range: TextRange } | undefined;
  /** The item of the frame around it in which it is. */
  readonly key: string | undefined;
  readonly position: number;
  /** Keys with what follows them where that is a plain text. */
  readonly items: FrameItem[];
}

/** One item between two commas. */
export interface FrameItem {
  key: string | undefined;
  text: string | undefined;
}

/** The quotes the cursor is in. */
export interface OpenString {
  readonly quote: string;
  readonly content: TextRange;
  readonly closed: boolean;
}

/** What is open at the cursor, the innermost last. Frames hold what follows the cursor, too. */
export interface Scan {
  readonly frames: readonly Frame[];
  readonly item: FrameItem | undefined;
  readonly position: number;
  /** True if `=` or `:` is between the item's key and the cursor. */
  readonly isValue: boolean;
  readonly string: OpenString | undefined;
}

const CLOSERS: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”', '‘': '’', '「': '」', '『': '』' };
const OPEN: Readonly<Record<string, Frame['bracket']>> = { '(': '(', '（': '(', '[': '[', '{': '{' };
const CLOSE: Readonly<Record<string, Frame['bracket']>> = { ')': '(', '）': '(', ']': '[', '}': '{' };
const NAME_BEFORE = /([\p{L}_][\p{L}\p{N}_.-]*)\s*$/u;

/** The longest text before a bracket in which the name of a call is looked for, in UTF-16 units. */
export const MAX_NAME_BEFORE = 200;

/** What is before the JSON of a call that names its tool in a tag or between tokens. */
const NAMES_BEFORE_JSON: readonly RegExp[] = [
  /<function=([^<>\s]{1,128})>\s{0,9}$/,
  /<tool>\s{0,9}([^<>\s]{1,128})\s{0,9}<\/tool>\s{0,9}<tool_input>\s{0,9}$/,
  /<｜tool▁call▁begin｜>([^<>\s]{1,128})<｜tool▁sep｜>\s{0,9}$/,
  /<｜tool▁sep｜>([^<>\s]{1,128})\s{1,9}(?:```json\s{1,9})?$/,
  /<\|tool_call_begin\|>(?:functions\.)?([^<>\s:]{1,128})(?::\d{1,9})?<\|tool_call_argument_begin\|>\s{0,9}$/,
  / to=(?:functions\.)?([^<>\s]{1,128})[^\n{}]{0,60}<\|message\|>\s{0,9}$/,
  /✿FUNCTION✿[:：]?\s?([^\s✿]{1,128})\s{1,9}✿ARGS✿[:：]?\s{0,9}$/,
  /\[TOOL_CALLS\]\s?([\w.-]{1,128})(?:\[ARGS\])?\s{0,9}$/,
];

/** The longest key that is read. */
const MAX_KEY = 200;

const CALL_LINE = /[^\S\n]*[\p{L}_][\p{L}\p{N}_.-]*\s?[(（]/uy;

interface OpenFrame extends Frame {
  isValue: boolean;
}

/** The state of a scan. What precedes a `=` or `:` is a string, or the characters from `wordStart` on. */
interface ScanState {
  readonly text: string;
  readonly start: number;
  readonly limit: number;
  readonly frames: OpenFrame[];
  wordStart: number;
  quoted: string | undefined;
}

/**
 * Reads the brackets and strings of a block from its beginning, as an author types them: nothing need be closed. It
 * is read on after the cursor to learn what the calls hold there, but not beyond `limit`.
 */
export function scanCall(text: string, start: number, cursor: number, limit: number): Scan {
  const state: ScanState = { text, start, limit, frames: [], wordStart: start, quoted: undefined };
  const { frames } = state;
  let seen: Scan | undefined;
  for (let at = start; at <= limit; ) {
    if (seen === undefined && at >= cursor) seen = snapshot(frames, undefined);
    if (at === limit) break;
    const string = opensString(text, at, frames.length > 0) ? readString(text, at, limit) : undefined;
    if (string === undefined) {
      readCharacter(state, at);
      at++;
      continue;
    }
    const { content, closed, quote } = string;
    if (seen === undefined && cursor >= content.start && cursor <= content.end) seen = snapshot(frames, string);
    state.quoted = text.slice(content.start, content.end);
    note(frames, state.quoted);
    at = content.end + (closed ? quote.length : 0);
  }
  return seen ?? snapshot(frames, undefined);
}

/** What a character outside of strings does: it opens or closes a bracket, ends an item, or assigns a value to a key. */
function readCharacter(state: ScanState, at: number): void {
  const { text, start, limit, frames } = state;
  const character = text[at] ?? '';
  const opened = OPEN[character];
  const closed = CLOSE[character];
  if (opened !== undefined) open(frames, opened, text, start, at);
  else if (closed !== undefined) close(frames, closed);
  else if (SEPARATORS.has(character)) {
    frames.at(-1)?.items.push({ key: undefined, text: undefined });
    setValue(frames, false);
  } else if (ASSIGNMENTS.has(character)) {
    assign(frames, state.quoted ?? text.slice(Math.max(state.wordStart, at - MAX_KEY), at).trim());
  } else if (character !== '\n') {
    return;
  } else if (startsCall(text, at, limit)) frames.length = 0;
  state.wordStart = at + 1;
  state.quoted = undefined;
}

const SEPARATORS: ReadonlySet<string> = new Set([',', '，', '、']);
const ASSIGNMENTS: ReadonlySet<string> = new Set(['=', '＝', ':', '：']);

function snapshot(frames: readonly OpenFrame[], string: OpenString | undefined): Scan {
  const innermost = frames.at(-1);
  return {
    frames: [...frames],
    item: innermost?.items.at(-1),
    position: (innermost?.items.length ?? 1) - 1,
    isValue: innermost?.isValue ?? false,
    string,
  };
}

/** An apostrophe within a word opens nothing, and in prose no quote does. */
function opensString(text: string, at: number, isInCall: boolean): boolean {
  const character = text[at] ?? '';
  if (!isInCall || CLOSERS[character] === undefined) return false;
  return character !== "'" || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '');
}

function readString(text: string, at: number, limit: number): OpenString {
  const single = text[at] ?? '';
  const triple = (single === '"' || single === "'") && text.startsWith(single.repeat(3), at);
  const quote = triple ? single.repeat(3) : single;
  const closer = triple ? quote : (CLOSERS[single] ?? single);
  const start = at + quote.length;
  let end = start;
  while (end < limit) {
    const character = text[end];
    if (text.startsWith(closer, end)) return { quote: closer, content: { start, end }, closed: true };
    if (!triple && (character === '\n' || character === '\r')) break;
    end += character === '\\' ? 2 : 1;
  }
  const stop = Math.min(end, limit);
  return { quote: closer, content: { start, end: triple ? stop : unclosedEnd(text, start, stop) }, closed: false };
}

/** The brackets at the end of an unterminated string are not part of it: an editor inserted them. */
function unclosedEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).replace(/(?<![\s)\]}）])[\s)\]}）]+$/, '').length;
}

function open(frames: OpenFrame[], bracket: Frame['bracket'], text: string, from: number, at: number): void {
  const around = frames.at(-1);
  const before = text.slice(Math.max(from, at - MAX_NAME_BEFORE), at);
  const match = bracket === '(' ? NAME_BEFORE.exec(before) : bracket === '{' ? nameBeforeJson(before) : null;
  const name = match?.[1];
  const nameStart = at - before.length + (match?.index ?? 0) + (match?.[0].indexOf(name ?? '') ?? 0);
  frames.push({
    bracket,
    start: at,
    name: name === undefined ? undefined : { text: name, range: { start: nameStart, end: nameStart + name.length } },
    key: around?.items.at(-1)?.key,
    position: (around?.items.length ?? 1) - 1,
    items: [{ key: undefined, text: undefined }],
    isValue: false,
  });
}

function nameBeforeJson(before: string): RegExpExecArray | null {
  for (const pattern of NAMES_BEFORE_JSON) {
    const match = pattern.exec(before);
    if (match !== null) return match;
  }
  return null;
}

/** Closes the innermost frame of a kind, and with it what was left open within. */
function close(frames: OpenFrame[], bracket: Frame['bracket']): void {
  const index = frames.findLastIndex((frame) => frame.bracket === bracket);
  if (index !== -1) frames.length = index;
}

function assign(frames: readonly OpenFrame[], key: string): void {
  const frame = frames.at(-1);
  const item = frame?.items.at(-1);
  if (frame === undefined || item === undefined || key === '' || frame.bracket === '[' || frame.isValue) return;
  item.key = key;
  item.text = undefined;
  frame.isValue = true;
}

function note(frames: readonly OpenFrame[], text: string): void {
  const item = frames.at(-1)?.items.at(-1);
  if (item !== undefined) item.text = text;
}

function setValue(frames: readonly OpenFrame[], isValue: boolean): void {
  const frame = frames.at(-1);
  if (frame !== undefined) frame.isValue = isValue;
}

/** A line that starts a call of its own ends those before it, unless the line before asks for more. */
function startsCall(text: string, lineBreak: number, limit: number): boolean {
  const before =
    text
      .slice(Math.max(0, lineBreak - 100), lineBreak)
      .trimEnd()
      .at(-1) ?? '';
  if (/[,，、([{（=:：＝]/.test(before)) return false;
  CALL_LINE.lastIndex = lineBreak + 1;
  return lineBreak + 1 < limit && CALL_LINE.test(text);
}
