import {
  createCatalog,
  isObject,
  type JsonValue,
  parseShots,
  printShots,
  projectDocument,
  type ShotDraft,
} from '../../core/index.ts';
import { toChatTurns } from '../conversation/chatTurns.ts';
import type { Conversation, Turn } from '../conversation/conversation.ts';
import { createShotContext } from '../conversation/shotContext.ts';

/**
 * True if a written shot reads as the conversation it is for. Words that look like calls or labels in every notation
 * cannot all be escaped, so the shot is read again instead.
 */
export function readsAlike(draft: ShotDraft, { turns, tools }: Conversation): boolean {
  const names = new Set(tools.map(({ name }) => name));
  const document = projectDocument(parseShots(printShots([draft])), { isTool: (name) => names.has(name) });
  const [shot, ...others] = document.shots;
  if (shot === undefined || others.length > 0) return false;
  const read = toChatTurns(createShotContext(document, createCatalog([], [])), shot, '');
  if (!('turns' in read)) return false;
  const expected = turns.filter((turn) => turn.kind !== 'system');
  return read.turns.length === expected.length && read.turns.every((turn, index) => isAlike(turn, expected[index]));
}

function isAlike(read: Turn, expected: Turn | undefined): boolean {
  if (read.kind !== expected?.kind || normalize(read.text) !== normalize(toText(expected))) return false;
  if (read.kind !== 'assistant' || expected.kind !== 'assistant') return true;
  const calls = (turn: typeof read) => turn.calls.map(({ name, arguments: values }) => [name, sorted(values)]);
  return (
    normalize(read.thought) === normalize(expected.thought) &&
    JSON.stringify(calls(read)) === JSON.stringify(calls(expected))
  );
}

function toText(turn: Turn): string {
  return turn.kind === 'user' && turn.input !== undefined ? `${turn.text}\n${turn.input}` : turn.text;
}

/** White space around texts and carriage returns are not kept in documents. */
function normalize(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
