import type { TextEdit } from '../../lint/rule.ts';
import { isEditable, isJson } from '../../lint/support/callEdits.ts';
import type { ShotsDocument } from '../../model/model.ts';
import type { CallNode, ValueNode } from '../../parser/callNodes.ts';
import type { TextRange } from '../../text/range.ts';

/** What may be between two parts of a call, and what is written there. */
interface Gap extends TextRange {
  readonly kind: 'comma' | 'colon' | 'equals' | 'edge';
}

const SHAPES: Readonly<Record<Gap['kind'], RegExp>> = {
  comma: /^[ \t]*,[ \t]*$/,
  // The quote after a name is not part of it.
  colon: /^["']?[ \t]*:[ \t]*$/,
  equals: /^[ \t]*=[ \t]*$/,
  edge: /^[ \t]+$/,
};

/**
 * The edits that give all calls of a document the same spacing: one space after commas and colons, none inside brackets, and
 * around `=` what most of the document's calls have. Line breaks and everything within quotes stay; calls with
 * something wrong in them are left to their author.
 */
export function callLayout(document: ShotsDocument): readonly TextEdit[] {
  const { text } = document;
  const gaps = document.callOccurrences
    .filter(({ call, mention, block }) => !mention && !block.interrupted && isTidy(text, call))
    .flatMap(({ call }) => gapsOf(call))
    .filter(({ kind, start, end }) => SHAPES[kind].test(text.slice(start, end)));
  const sign = equalsSign(gaps);
  return gaps.flatMap((gap) => {
    const written = text.slice(gap.start, gap.end);
    const formatted = writtenAs(gap.kind, written, sign);
    return written === formatted ? [] : [{ range: { start: gap.start, end: gap.end }, newText: formatted }];
  });
}

function isTidy(text: string, call: CallNode): boolean {
  const isReadable = call.unreadable !== true && call.problems.length === 0;
  return isReadable && call.form !== 'bracket' && isEditable(text, call);
}

function gapsOf(call: CallNode): readonly Gap[] {
  const { arguments: list, argumentsRange } = call;
  const gaps: Gap[] = [...between(list, argumentsRange)];
  for (const { name, value } of list) {
    if (name !== undefined) gaps.push({ kind: isJson(call) ? 'colon' : 'equals', start: name.end, end: value.start });
    gaps.push(...within(value));
  }
  return gaps;
}

/** The gaps inside a value; they nest as deep as an author makes them, so the walk keeps its own stack. */
function within(outer: ValueNode): readonly Gap[] {
  const gaps: Gap[] = [];
  const waiting: ValueNode[] = [outer];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    const inside = { start: value.start + 1, end: value.end - 1 };
    if (value.kind === 'array') {
      gaps.push(...between(value.items, inside));
      waiting.push(...value.items);
    } else if (value.kind === 'object' && value.elided === undefined) {
      gaps.push(...between(value.entries, inside));
      for (const { key, value: held } of value.entries) {
        gaps.push({ kind: 'colon', start: key.end, end: held.start });
        waiting.push(held);
      }
    }
  }
  return gaps;
}

function* between(items: readonly TextRange[], { start, end }: TextRange): Generator<Gap> {
  const [first] = items;
  const last = items.at(-1);
  if (first === undefined || last === undefined) return;
  yield { kind: 'edge', start, end: Math.max(start, first.start) };
  for (let index = 1; index < items.length; index++) {
    const before = items[index - 1];
    const item = items[index];
    if (before !== undefined && item !== undefined) yield { kind: 'comma', start: before.end, end: item.start };
  }
  yield { kind: 'edge', start: last.end, end: Math.max(last.end, end) };
}

/** ` = ` or `=`: what is in most calls, of two as frequent the roomy one. */
function equalsSign(gaps: readonly Gap[]): string {
  const signs = gaps.filter(({ kind }) => kind === 'equals');
  const tight = signs.filter(({ start, end }) => end - start === 1).length;
  return signs.length > 0 && tight * 2 > signs.length ? '=' : ' = ';
}

function writtenAs(kind: Gap['kind'], written: string, sign: string): string {
  if (kind === 'comma') return ', ';
  if (kind === 'equals') return sign;
  if (kind === 'edge') return '';
  return `${/^["']/.test(written) ? written.charAt(0) : ''}: `;
}
