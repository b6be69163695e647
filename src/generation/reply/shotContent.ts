import type { JsonObject, JsonValue } from '../../core/index.ts';

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

/**
 * Reads a shot from what a model made of the shape it was shown: other spellings of the keys, arguments as an object
 * or as text, one call instead of a list. Undefined if it is no shot, which is one without a request.
 */
export function shotContentOf(value: JsonValue): ShotContent | undefined {
  if (!isObject(value)) return undefined;
  const request = textIn(value, ['request', 'user', 'user_request', 'userRequest', 'question']);
  if (request === '') return undefined;
  const rounds = listIn(value, ['rounds', 'turns', 'steps']).flatMap((round) =>
    isObject(round) ? [roundOf(round)] : [],
  );
  const plan = listIn(value, ['plan'])
    .map(textOf)
    .filter((item) => item !== '');
  const answer = textIn(value, ['answer', 'final_answer', 'finalAnswer', 'reply', 'response']);
  return { request, plan, rounds: rounds.filter((round) => !isEmpty(round)), answer };
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

function roundOf(round: JsonObject): RoundContent {
  const given = round.calls ?? round.tool_calls ?? round.call;
  const calls = (Array.isArray(given) ? (given as readonly JsonValue[]) : [given ?? null]).flatMap(callOf);
  const action = round.action;
  // Some models put the call where the words belong.
  const misplaced = calls.length === 0 && isObject(action ?? null) ? callOf(action ?? null) : [];
  return {
    step: textIn(round, ['step']),
    think: textIn(round, ['think', 'thought', 'reasoning']),
    action: typeof action === 'string' ? action.trim() : '',
    calls: [...calls, ...misplaced],
    observation: textIn(round, ['observation', 'result']),
  };
}

function callOf(value: JsonValue): readonly CallContent[] {
  if (!isObject(value)) return [];
  const inner = isObject(value.function ?? null) ? (value.function as JsonObject) : value;
  const name = textIn(inner, ['name', 'tool', 'action']);
  if (name === '') return [];
  return [{ name, arguments: argumentsOf(inner.arguments ?? inner.parameters ?? inner.action_input) }];
}

function isEmpty({ think, action, calls, observation }: RoundContent): boolean {
  return think === '' && action === '' && calls.length === 0 && observation === '';
}

function listIn(value: JsonObject, keys: readonly string[]): readonly JsonValue[] {
  const found = keys.map((key) => value[key]).find((item) => Array.isArray(item));
  return (found as readonly JsonValue[] | undefined) ?? [];
}

function textIn(value: JsonObject, keys: readonly string[]): string {
  for (const key of keys) {
    const text = textOf(value[key] ?? null).trim();
    if (text !== '') return text;
  }
  return '';
}

function textOf(value: JsonValue): string {
  if (typeof value === 'string') return value;
  return value === null ? '' : JSON.stringify(value);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
