import type { CallNode, ValueNode } from '../parser/callNodes.ts';
import type { JsonValue } from '../schemas/tool.ts';
import type { TextRange } from '../text/range.ts';
import type { TextEdit } from './rule.ts';

/** True if names and strings of a call have to be written as JSON writes them. */
export function isJson(call: CallNode): boolean {
  return call.form !== 'expression' && call.form !== 'bracket';
}

/** False for arguments given as one escaped JSON string, where an edit would need escapes of its own. */
export function isEditable(text: string, call: CallNode): boolean {
  return (
    call.form !== 'bracket' &&
    !/\\?["']\s*\{?\s*$/.test(text.slice(Math.max(0, call.argumentsRange.start - 8), call.argumentsRange.start))
  );
}

/** Inserts an argument behind the last one, spaced as the author spaces the first. */
export function insertArgument(text: string, call: CallNode, name: string, value: string): TextEdit {
  const last = call.arguments.at(-1);
  const key = isJson(call) ? JSON.stringify(name) : name;
  const argument = `${key}${assignment(text, call)}${value}`;
  if (last === undefined) return { range: emptyAt(call.argumentsRange.start), newText: argument };
  return { range: emptyAt(last.end), newText: `, ${argument}` };
}

/** Removes one of several items and the comma that kept it apart. */
export function removeItem(items: readonly TextRange[], item: TextRange): TextEdit {
  const index = items.indexOf(item);
  const before = items[index - 1];
  const after = items[index + 1];
  if (before !== undefined) return { range: { start: before.end, end: item.end }, newText: '' };
  return { range: { start: item.start, end: after?.start ?? item.end }, newText: '' };
}

/** Replaces a name; quotes around it are not part of its range and stay. */
export function rename(name: TextRange, to: string): TextEdit {
  return { range: { start: name.start, end: name.end }, newText: to };
}

/** A value as text that can stand in a call; strings in the quotes `like` stands in. */
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
