import type { Language } from '../l10n/messages.ts';
import { parseShots } from '../parser/parseShots.ts';
import { getVocabulary, matchWord } from '../parser/vocabulary.ts';
import type { JsonObject, JsonValue } from '../text/json.ts';
import { isList, isObject } from '../text/json.ts';

/** The parts of a conversation that a shot has labels for. */
type Part = 'user' | 'think' | 'action' | 'observation' | 'answer';

const labels: Readonly<Record<Language, Readonly<Record<Part, string>>>> = {
  en: {
    user: '**User**: ',
    think: '**Think**: ',
    action: '**Action**: ',
    observation: '**Observation**: ',
    answer: '**Answer**: ',
  },
  'zh-CN': {
    user: '**用户**：',
    think: '**思考**：',
    action: '**行动**：',
    observation: '**观察**：',
    answer: '**回答**：',
  },
};

const PARTS_BY_ROLE: Readonly<Record<string, Part>> = {
  user: 'user',
  human: 'user',
  tool: 'observation',
  function: 'observation',
  observation: 'observation',
  tool_response: 'observation',
  function_call: 'action',
  tool_call: 'action',
  assistant: 'answer',
  gpt: 'answer',
  model: 'answer',
};

/**
 * Makes a shots document of what an author has at hand: text that already has labels (a fence around it is taken off),
 * or recorded conversations as JSON or JSON Lines (OpenAI's messages, ShareGPT's conversations). Undefined if it is
 * neither.
 */
export function toShots(text: string, language: Language): string | undefined {
  const bare = withoutFence(text.replace(/^\uFEFF/, '').trim());
  const conversations = readConversations(bare);
  if (conversations.length > 0) {
    const shots = conversations.flatMap((messages) => shotsOf(messages, labels[language]));
    return shots.length === 0 ? undefined : `${shots.join('\n\n---\n\n')}\n`;
  }
  return parseShots(bare).nodes.some((node) => node.kind === 'block') ? `${bare}\n` : undefined;
}

function withoutFence(text: string): string {
  const fence = /^(?:`{3,}|~{3,})/.exec(text)?.[0];
  const contentStart = text.indexOf('\n') + 1;
  if (fence === undefined || contentStart === 0 || !text.endsWith(fence)) return text;
  return text.length - fence.length < contentStart ? text : text.slice(contentStart, -fence.length).trim();
}

/** The messages of every conversation in a JSON text, a list of them, or one per line. */
function readConversations(text: string): readonly (readonly JsonObject[])[] {
  if (!/^[[{]/.test(text)) return [];
  const whole = parseJson(text);
  const values = whole === undefined ? text.split('\n').map(parseJson) : [whole];
  return values
    .flatMap((value) => (isList(value) ? messageLists(value) : [messagesOf(value)]))
    .filter((list) => list.length > 0);
}

function messageLists(list: readonly JsonValue[]): readonly (readonly JsonObject[])[] {
  return list.some((item) => isObject(item) && getPart(item) !== undefined)
    ? [list.filter(isObject)]
    : list.map(messagesOf);
}

function messagesOf(value: JsonValue | undefined): readonly JsonObject[] {
  if (!isObject(value)) return [];
  const list = value.messages ?? value.conversations;
  return isList(list) ? list.filter(isObject) : [];
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function getPart(message: JsonObject): Part | undefined {
  const name = message.role ?? message.from;
  return typeof name === 'string' ? PARTS_BY_ROLE[name] : undefined;
}

/** One shot for each thing the user asks; a system message is not part of a shot. */
function shotsOf(messages: readonly JsonObject[], words: Readonly<Record<Part, string>>): readonly string[] {
  const shots: string[][] = [];
  let before: Part | undefined;
  for (const message of messages) {
    const author = getPart(message);
    if (author === undefined) continue;
    if (author === 'user' && before !== 'user') shots.push([]);
    const shot = shots.at(-1);
    shot?.push(...blocksOf(message, author).map(([part, text]) => block(words[part], text, part, shot.length > 0)));
    before = author;
  }
  return shots.filter((shot) => shot.length > 0).map((shot) => shot.join('\n').trim());
}

/** What an assistant says beside its calls is what it thought; what it says without any is its answer. */
function blocksOf(message: JsonObject, author: Part): readonly (readonly [Part, string])[] {
  const content = contentOf(message.content ?? message.value);
  if (author === 'action') return callsIn(parseJson(content) ?? null).map((call) => ['action', call] as const);
  const calls = callsIn(message.tool_calls ?? message.function_call ?? null);
  if (author !== 'answer' || calls.length === 0) return content === '' ? [] : [[author, content]];
  return [...(content === '' ? [] : [['think', content] as const]), ...calls.map((call) => ['action', call] as const)];
}

function contentOf(content: JsonValue | undefined): string {
  if (typeof content === 'string') return content.trim();
  if (!isList(content)) return '';
  return content
    .map((part) => (isObject(part) && typeof part.text === 'string' ? part.text : ''))
    .join('\n')
    .trim();
}

function callsIn(value: JsonValue): readonly string[] {
  if (isList(value)) return value.flatMap(callsIn);
  if (!isObject(value)) return [];
  if (isObject(value.function)) return callsIn(value.function);
  const { name } = value;
  const given = value.arguments ?? value.parameters ?? {};
  const values = typeof given === 'string' ? parseJson(given) : given;
  if (typeof name !== 'string') return [];
  if (!isObject(values)) return [`${name}(${typeof given === 'string' ? given : ''})`];
  const simple = Object.keys(values).every((key) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(key));
  if (!simple) return [`${name}(${JSON.stringify(values)})`];
  return [
    `${name}(${Object.entries(values)
      .map(([key, each]) => `${key} = ${JSON.stringify(each)}`)
      .join(', ')})`,
  ];
}

function block(label: string, text: string, part: Part, follows: boolean): string {
  const [first = '', ...rest] = text.split(/\r?\n/);
  const gap = follows && part === 'think' ? '\n' : '';
  return `${gap}${label}${[first, ...rest.map(escaped)].join('\n')}`;
}

/** A backslash before a line that would be read as a label, heading or separator. */
function escaped(line: string): string {
  const [indentation = ''] = /^[ \t>]*/.exec(line) ?? [];
  const rest = line.slice(indentation.length);
  const word = rest.replace(/^(?:[-*+][ \t]+)?(?:\*\*|<)?/, '');
  const looks = /^(?:#{1,6}[^#]|(?:-[ \t]*){3,}$|(?:\*[ \t]*){3,}$)/.test(rest);
  return looks || matchWord(getVocabulary(undefined), word, 0) !== undefined ? `${indentation}\\${rest}` : line;
}
