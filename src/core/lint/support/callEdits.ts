import type { CallNode, ValueNode } from '../../parser/callNodes.ts';
import { htmlComments } from '../../text/htmlComments.ts';
import type { JsonValue } from '../../text/json.ts';
import { slice, type TextRange } from '../../text/range.ts';
import type { TextEdit } from '../rule.ts';

/** True if names and strings of a call have to be written as JSON writes them. */
export function isJson(call: CallNode): boolean {
  return call.form !== 'expression' && call.form !== 'bracket';
}

/** True if a call could not be read in full; what an edit of it would mean is then unknown. */
export function hasSyntaxProblem(call: CallNode): boolean {
  return call.problems.some(({ kind }) => kind === 'syntax');
}

/**
 * False for a call with a syntax problem, for arguments in tags of their own, and for arguments given as one escaped JSON string, where an edit would need
 * escapes of its own.
 */
export function isEditable(text: string, call: CallNode): boolean {
  return (
    call.form !== 'bracket' &&
    call.form !== 'xml' &&
    !hasSyntaxProblem(call) &&
    !isListOfInput(text, call) &&
    !/["']\s{0,7}(?:\{\s{0,7})?$/.test(
      text.slice(Math.max(0, call.argumentsRange.start - 8), call.argumentsRange.start),
    )
  );
}

/** True for an input of names and values without braces, or of JSON in quotes. */
function isListOfInput(text: string, { form, arguments: list, argumentsRange }: CallNode): boolean {
  return form === 'two-labels' && list.some(({ name }) => name !== undefined) && text[argumentsRange.start - 1] !== '{';
}

/** Inserts an argument after the last one, with the spacing of the first. */
export function insertArgument(text: string, call: CallNode, name: string, value: string): TextEdit {
  const last = call.arguments.at(-1);
  const key = isJson(call) ? JSON.stringify(name) : name;
  const argument = `${key}${assignment(text, call)}${value}`;
  if (last === undefined) {
    const { start } = call.argumentsRange;
    const isBare = call.form === 'expression' && start === call.name.end;
    return { range: emptyAt(start), newText: isBare ? `(${argument})` : argument };
  }
  return { range: emptyAt(last.end), newText: `, ${argument}` };
}

/** Removes one of several items and the comma beside it. Comments there are kept. */
export function removeItem(text: string, items: readonly TextRange[], item: TextRange): TextEdit {
  const index = indexOf(items, item);
  const before = items[index - 1];
  const after = items[index + 1];
  const range =
    before === undefined ? { start: item.start, end: after?.start ?? item.end } : { start: before.end, end: item.end };
  const beside = before === undefined ? text.slice(item.end, range.end) : text.slice(range.start, item.start);
  const comments = [...htmlComments(beside)].map((comment) => ` ${slice(beside, comment)}`);
  return { range, newText: comments.join('') };
}

/** The index of an item of a list in the order of the text. */
function indexOf(items: readonly TextRange[], item: TextRange): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.start ?? 0) < item.start) low = middle + 1;
    else high = middle;
  }
  // Items without text have the same start.
  return items.indexOf(item, low);
}

/** Replaces a name; quotes around it are not part of its range and stay. */
export function rename(name: TextRange, to: string): TextEdit {
  return { range: { start: name.start, end: name.end }, newText: to };
}

/** A value as text for a call; strings in the quotes of `like`. */
export function writeValue(text: string, value: JsonValue, like: ValueNode | undefined): string {
  if (typeof value === 'string' && like?.kind === 'string' && text[like.start] === "'" && !/['\\\n]/.test(value)) {
    return `'${value}'`;
  }
  return JSON.stringify(value);
}

function assignment(text: string, call: CallNode): string {
  const first = call.arguments.find((argument) => argument.name !== undefined);
  const between = first?.name === undefined ? '' : text.slice(first.name.end, first.value.start);
  const sign = isJson(call) ? ':' : '=';
  // A full-width sign or a missing one is somebody else's finding; it is not copied.
  if (between.trim() === sign && !between.includes('\n')) return between;
  return isJson(call) ? ': ' : ' = ';
}

function emptyAt(offset: number): TextRange {
  return { start: offset, end: offset };
}
