import type { JsonObject, JsonValue } from '../../core/index.ts';
import { mapText } from '../mapText.ts';

/** A call as a model gave it. Arguments that are no JSON object stay the text they were. */
export interface CallContent {
  readonly name: string;
  readonly arguments: JsonObject | string;
}

/** One turn: words or calls, and what came back. Empty text stands for "none". */
export interface RoundContent {
  readonly step: string;
  readonly think: string;
  readonly action: string;
  readonly calls: readonly CallContent[];
  readonly observation: string;
}

/** A shot's content, free of any style's labels. */
export interface ShotContent {
  readonly request: string;
  readonly plan: readonly string[];
  readonly rounds: readonly RoundContent[];
  readonly answer: string;
}

/** Turns every text of a reply back into what it stood for, its keys too. */
export type Unmask = (text: string) => string;

/**
 * Reads a shot from what a model made of the shape it was shown: other spellings of the keys, arguments as an object
 * or as text, one call instead of a list. Undefined if it is no shot, which is one without a request. Unmasking comes
 * after each layer of JSON is parsed, so that an original with quotes in it cannot break one.
 */
export function shotContentOf(given: JsonValue, unmask: Unmask = (text) => text): ShotContent | undefined {
  const content = begunShotOf(given, unmask);
  // A request alone is as likely to be the arguments of some call as a shot that broke off.
  return content?.rounds.length === 0 && content.answer === '' ? undefined : content;
}

/** Reads what is there of a shot that is still coming: its request at least. */
export function begunShotOf(given: JsonValue, unmask: Unmask): ShotContent | undefined {
  if (!isObject(given)) return undefined;
  const value = withKeys(given, unmask);
  const textIn = textReader(unmask);
  const request = textIn(value, ['request', 'user', 'user_request', 'userRequest', 'question']);
  if (request === '') return undefined;
  const rounds = listIn(value, ['rounds', 'turns', 'steps']).flatMap((round) =>
    isObject(round) ? [roundOf(withKeys(round, unmask), unmask)] : [],
  );
  const plan = listIn(value, ['plan'])
    .map((item) => unmask(textOf(item)))
    .filter((item) => item !== '');
  const answer = textIn(value, ['answer', 'final_answer', 'finalAnswer', 'reply', 'response']);
  const filled = rounds.filter((round) => !isEmpty(round));
  return { request, plan, rounds: filled, answer };
}

/** Reads the arguments of a call, which may be JSON within a string, or the value itself. */
export function argumentsOf(value: JsonValue | undefined): JsonObject | string {
  if (value === undefined || value === null) return {};
  if (isObject(value)) return value;
  const text = textOf(value).trim();
  if (text === '') return {};
  try {
    const parsed = JSON.parse(text) as JsonValue;
    return isObject(parsed) ? parsed : text;
  } catch {
    return text;
  }
}

function roundOf(round: JsonObject, unmask: Unmask): RoundContent {
  const textIn = textReader(unmask);
  const given = round.calls ?? round.tool_calls ?? round.call;
  const calls = (Array.isArray(given) ? (given as readonly JsonValue[]) : [given ?? null]).flatMap((call) =>
    callOf(call, unmask),
  );
  const action = round.action;
  // Some models put the call where the words belong.
  const misplaced = calls.length === 0 && isObject(action ?? null) ? callOf(action ?? null, unmask) : [];
  return {
    step: textIn(round, ['step']),
    think: textIn(round, ['think', 'thought', 'reasoning']),
    action: typeof action === 'string' ? unmask(action).trim() : '',
    calls: [...calls, ...misplaced],
    observation: textIn(round, ['observation', 'result']),
  };
}

function callOf(given: JsonValue, unmask: Unmask): readonly CallContent[] {
  if (!isObject(given)) return [];
  const value = withKeys(given, unmask);
  const nested = value.function ?? null;
  const inner = isObject(nested) ? withKeys(nested, unmask) : value;
  const name = textReader(unmask)(inner, ['name', 'tool', 'action']);
  if (name === '') return [];
  const found = argumentsOf(inner.arguments ?? inner.parameters ?? inner.action_input);
  return [{ name, arguments: mapText(found, unmask) as JsonObject | string }];
}

function isEmpty({ think, action, calls, observation }: RoundContent): boolean {
  return think === '' && action === '' && calls.length === 0 && observation === '';
}

function listIn(value: JsonObject, keys: readonly string[]): readonly JsonValue[] {
  const found = keys.map((key) => value[key]).find((item) => Array.isArray(item));
  return (found as readonly JsonValue[] | undefined) ?? [];
}

function textReader(unmask: Unmask): (value: JsonObject, keys: readonly string[]) => string {
  return (value, keys) => {
    for (const key of keys) {
      const text = unmask(textOf(value[key] ?? null)).trim();
      if (text !== '') return text;
    }
    return '';
  };
}

function withKeys(value: JsonObject, change: Unmask): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), item]));
}

function textOf(value: JsonValue): string {
  if (typeof value === 'string') return value;
  return value === null ? '' : JSON.stringify(value);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
