import type { TextRange } from '../../text/range.ts';
import type { EntryNode, ObjectNode, StringNode, ValueNode } from '../callNodes.ts';
import { createReader, skipSpace } from '../calls/reader.ts';
import { readValue } from '../calls/values.ts';
import { type Speaker, type Turn, toSpeaker } from './turn.ts';

const FENCE = /^(`{3,}|~{3,})(?:[^\n`~][^\n`]{0,79})?\n/;

/** Keys that data of conversations has, one of which is in the beginning of every such text. */
const KEY = /["'](?:role|from|messages|conversations?|instruction|input|question|query)["']\s*:/;

/** How much of a text is looked at for such a key. */
const HEAD = 2000;

/** The range of JSON that is all of a text from an offset on, a fence around it aside; undefined for other text. */
export function findData(text: string, from: number): TextRange | undefined {
  let start = from + text.slice(from, from + HEAD).search(/\S/);
  if (start < from) return undefined;
  let end = text.length;
  const fence = FENCE.exec(text.slice(start, start + HEAD));
  if (fence !== null) {
    const mark = fence[1] ?? '';
    const trimmed = text.trimEnd();
    if (!trimmed.endsWith(`\n${mark}`)) return undefined;
    end = trimmed.length - mark.length;
    start += fence[0].length;
    start += Math.max(0, text.slice(start, start + HEAD).search(/\S/));
  }
  const code = text.charAt(start);
  if ((code !== '[' && code !== '{') || !KEY.test(text.slice(start, start + HEAD))) return undefined;
  return { start, end };
}

/** Reads the turns of conversations that are given as JSON: messages, rows of training data, or pairs of examples. */
export function readDataTurns(text: string, { start, end }: TextRange): readonly Turn[] {
  const reader = createReader(text, start, end, undefined);
  const turns: Turn[] = [];
  for (skipSpace(reader); reader.at < reader.end; skipSpace(reader)) {
    const at = reader.at;
    const value = readValue(reader, 'alone');
    turns.push(...readConversations(text, value));
    reader.at = Math.max(value.end, at + 1);
    if (value.kind === 'invalid') break;
  }
  return turns;
}

function readConversations(text: string, value: ValueNode): readonly Turn[] {
  if (value.kind === 'object') return readRow(text, value);
  if (value.kind !== 'array') return [];
  const items = value.items.filter((item) => item.kind === 'object');
  if (!items.some((item) => getRole(item) !== undefined)) return items.flatMap((item) => readRow(text, item));
  return asConversation(items.flatMap((item) => readMessage(text, item)));
}

/** The keys of a pair: what is asked, what is added to it, and what is answered. */
const PAIRS: readonly { readonly ask: string; readonly add?: string; readonly answer: string }[] = [
  { ask: 'instruction', add: 'input', answer: 'output' },
  { ask: 'input', answer: 'output' },
  { ask: 'question', answer: 'answer' },
  { ask: 'query', answer: 'answer' },
  { ask: 'prompt', answer: 'completion' },
];

/** A row of training data, or one example as a pair. */
function readRow(text: string, row: ObjectNode): readonly Turn[] {
  const list = ['messages', 'conversations', 'conversation'].map((key) => entryOf(row, key)?.value).find(isArray);
  const system = readText(text, entryOf(row, 'system'), 'system');
  if (list !== undefined) {
    const messages = list.items.filter((item) => item.kind === 'object');
    return asConversation([...system, ...messages.flatMap((item) => readMessage(text, item))]);
  }
  for (const { ask, add, answer } of PAIRS) {
    const asked = readText(text, entryOf(row, ask), 'user');
    const answered = readText(text, entryOf(row, answer), 'assistant');
    if (asked.length === 0 || answered.length === 0) continue;
    const added = add === undefined ? [] : readText(text, entryOf(row, add), 'user');
    return asConversation([...system, ...asked, ...added, ...answered]);
  }
  // Lists of examples by the name of what they are for.
  return row.entries.flatMap(({ value }) => (value.kind === 'array' ? readConversations(text, value) : []));
}

function isArray(value: ValueNode | undefined): value is ValueNode & { readonly kind: 'array' } {
  return value?.kind === 'array';
}

/** Turns in the order of the text, the first of which opens a conversation. */
function asConversation(turns: readonly Turn[]): readonly Turn[] {
  const sorted = turns.toSorted((a, b) => a.label.start - b.label.start);
  return sorted.map((turn, index) => ({ ...turn, opensConversation: index === 0 }));
}

function entryOf(object: ObjectNode, key: string): EntryNode | undefined {
  return object.entries.find((entry) => entry.key.text === key);
}

function getRole(object: ObjectNode): (EntryNode & { readonly value: StringNode }) | undefined {
  const entry = entryOf(object, 'role') ?? entryOf(object, 'from');
  return entry?.value.kind === 'string' ? { ...entry, value: entry.value } : undefined;
}

/** One message: its text, then its calls. */
function readMessage(text: string, message: ObjectNode): readonly Turn[] {
  const role = getRole(message);
  const speaker = role === undefined ? undefined : toSpeaker(role.value.value);
  if (role === undefined || speaker === undefined) return [];
  const content = entryOf(message, 'content') ?? entryOf(message, 'value');
  const calls = entryOf(message, 'tool_calls') ?? entryOf(message, 'function_call');
  const turns = [...readContent(text, content, speaker), ...readCalls(calls, speaker)];
  return turns.map((turn, index) => {
    const isFirst = index === 0 && role.value.start < turn.label.start;
    if (!isFirst) return turn;
    const word = { start: role.value.start + 1, end: Math.max(role.value.start + 2, role.value.end - 1) };
    return { ...turn, label: { start: message.start, end: turn.label.end }, word };
  });
}

/** A string, or a list of parts as Anthropic and Hugging Face have it. */
function readContent(text: string, entry: EntryNode | undefined, speaker: Speaker): readonly Turn[] {
  if (entry?.value.kind !== 'array') return readText(text, entry, speaker);
  return entry.value.items.flatMap((part) => {
    if (part.kind !== 'object') return [];
    const type = entryOf(part, 'type')?.value;
    const kind = type?.kind === 'string' ? type.value : '';
    if (kind === 'tool_use') return [toTurn(part, part, speaker)];
    if (kind === 'tool_result') return readContent(text, entryOf(part, 'content'), 'tool');
    return readText(text, entryOf(part, 'text') ?? entryOf(part, 'value'), speaker);
  });
}

function readCalls(entry: EntryNode | undefined, speaker: Speaker): readonly Turn[] {
  const { kind } = entry?.value ?? {};
  const hasCalls = kind === 'object' || (entry?.value.kind === 'array' && entry.value.items.length > 0);
  return entry !== undefined && hasCalls ? [toTurn(entry.value, entry.key, speaker)] : [];
}

/** A turn whose text is JSON itself; the key before it is its label, or its first brace. */
function toTurn(value: ValueNode, key: TextRange, speaker: Speaker): Turn {
  const isOwn = key.start === value.start;
  const label = isOwn ? { start: value.start, end: value.start } : { start: key.start - 1, end: value.start };
  return {
    speaker,
    label,
    word: isOwn ? label : { start: key.start, end: key.end },
    content: { start: value.start, end: value.end },
    closing: { start: value.end, end: value.end },
    opensConversation: false,
  };
}

function readText(text: string, entry: EntryNode | undefined, speaker: Speaker): readonly Turn[] {
  if (entry?.value.kind !== 'string' || entry.value.value.trim() === '') return [];
  const { start, end } = entry.value;
  const marks = text.startsWith('"""', start) || text.startsWith("'''", start) ? 3 : 1;
  const contentEnd = Math.max(start + marks, end - marks);
  return [
    {
      speaker,
      label: { start: entry.key.start - 1, end: start + marks },
      word: { start: entry.key.start, end: entry.key.end },
      content: { start: start + marks, end: contentEnd },
      closing: { start: contentEnd, end },
      encoding: 'json',
      opensConversation: false,
    },
  ];
}
