import type { NameNode } from '../parser/callNodes.ts';
import { readNumeral } from '../parser/numerals.ts';
import type { CommentNode } from '../parser/tree.ts';
import type { TextRange } from '../text/range.ts';
import type { ShotStatus } from './model.ts';

/** What a comment says about its shot, in a form that the project defines. */
export type ShotComment =
  | { readonly kind: 'id'; readonly value: string; readonly range: TextRange }
  | { readonly kind: 'status'; readonly status: ShotStatus }
  | { readonly kind: 'step'; readonly number: string; readonly range: TextRange }
  | {
      readonly kind: 'accept';
      readonly parameter: string;
      readonly range: TextRange;
      readonly values: readonly TextRange[];
    }
  | { readonly kind: 'ignore' | 'allow-extra'; readonly names: readonly NameNode[] }
  | { readonly kind: 'note' };

const NOTE: ShotComment = { kind: 'note' };
const ID = /^(\s*id\s*[:：]\s*)(\S+)\s*$/i;
const STATUS = /^(\s*status\s*[:：]\s*)(draft|approved)(?:\s+by\s+(\S(?:.*\S)?))?\s*$/i;
/** A label as procedures write them: `2.1`, `10a`, `B.1`, `4.a`, or a position that tells two apart: `2~1`. */
const STEP =
  /^\s*(?:step|步骤|第)\s*((?:\d{1,6}[a-z]?|[a-z])(?:\.(?:\d{1,6}[a-z]?|[a-z]))*(?:~\d{1,4})?|[一二三四五六七八九十两]+)\s*(?:步\s*)?$/i;
const NAMES = /^\s*(ignore|allow-extra)\s*[:：]/i;
const ACCEPT = /^(\s*accept\s*[:：]\s*)([^\s=＝:：]+)\s*[=＝]\s*/i;

/** The longest comment that is looked at; longer ones are notes. */
const MAX_LENGTH = 10_000;

/**
 * Reads `<!-- id: … -->`, `<!-- status: … -->`, `<!-- step N -->`, `<!-- accept: p = "A" | "B" -->`,
 * `<!-- ignore: p -->` and `<!-- allow-extra: Tool -->`.
 */
export function readComment(text: string, comment: CommentNode): ShotComment {
  const { start, end } = comment.inner;
  if (end - start > MAX_LENGTH) return NOTE;
  const inner = text.slice(start, end);
  return (
    readId(inner, start) ??
    readStatus(inner, start) ??
    readStep(inner, start) ??
    readAccept(inner, start) ??
    readNames(inner, start) ??
    NOTE
  );
}

function readId(inner: string, offset: number): ShotComment | undefined {
  const [, before = '', value] = ID.exec(inner) ?? [];
  if (value === undefined) return undefined;
  const start = offset + before.length;
  return { kind: 'id', value, range: { start, end: start + value.length } };
}

function readStatus(inner: string, offset: number): ShotComment | undefined {
  const [, before = '', state, by] = STATUS.exec(inner) ?? [];
  if (state === undefined) return undefined;
  const range = { start: offset + before.length, end: offset + inner.trimEnd().length };
  const approved = state.toLowerCase() === 'approved';
  return { kind: 'status', status: { ...range, state: approved ? 'approved' : 'draft', by } };
}

function readStep(inner: string, offset: number): ShotComment | undefined {
  const [, written] = STEP.exec(inner) ?? [];
  if (written === undefined) return undefined;
  const start = offset + inner.indexOf(written);
  const number = /^\d/.test(written) ? written : String(readNumeral(written, 0)?.value ?? written);
  return { kind: 'step', number, range: { start, end: start + written.length } };
}

function readNames(inner: string, offset: number): ShotComment | undefined {
  const [before = '', word] = NAMES.exec(inner) ?? [];
  if (word === undefined) return undefined;
  const names = [...inner.slice(before.length).matchAll(/[^\s,，、]+/g)].map(({ 0: text, index }) => {
    const start = offset + before.length + index;
    return { text, start, end: start + text.length };
  });
  return { kind: word.toLowerCase() === 'ignore' ? 'ignore' : 'allow-extra', names };
}

function readAccept(inner: string, offset: number): ShotComment | undefined {
  const [whole = '', before = '', parameter] = ACCEPT.exec(inner) ?? [];
  if (parameter === undefined) return undefined;
  const start = offset + before.length;
  const range = { start, end: start + parameter.length };
  return { kind: 'accept', parameter, range, values: alternatives(inner, whole.length, offset) };
}

/** The values between `|`; a bar within quotes belongs to its value. */
function alternatives(inner: string, from: number, offset: number): readonly TextRange[] {
  const values: TextRange[] = [];
  let start = from;
  let quote = '';
  for (let at = from; at <= inner.length; at++) {
    const character = inner[at] ?? '|';
    if (quote !== '' && at < inner.length) {
      if (character === '\\') at++;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === '|') {
      const value = inner.slice(start, at);
      const begin = start + value.length - value.trimStart().length;
      if (value.trim() !== '') values.push({ start: offset + begin, end: offset + begin + value.trim().length });
      start = at + 1;
    }
  }
  return values;
}

const DRAFT_MARK = /^\s*(?:TODO|To write|待完善|待替换)/i;

/** True for a comment that says what is still to be written: `<!-- TODO … -->`, `<!-- 待完善 … -->`. */
export function isDraftMark(text: string, comment: CommentNode): boolean {
  const { start, end } = comment.inner;
  return readComment(text, comment).kind === 'note' && DRAFT_MARK.test(text.slice(start, Math.min(end, start + 40)));
}
