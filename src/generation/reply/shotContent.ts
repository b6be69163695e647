import type { JsonObject, JsonValue } from '../../core/index.ts';
import { isObject } from '../../core/index.ts';
import { mapText } from '../mapText.ts';

/** A call as a model gave it. Arguments that are no JSON object stay the text they were. */
export interface CallContent {
  readonly name: string;
  readonly arguments: JsonObject | string;
}

/** One turn: text or calls, and the observation. Empty text means "none". */
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

/** Restores the original text in every string and key of a reply. */
export type Unmask = (text: string) => string;

/**
 * Reads a shot from what a model made of the shape it was shown: other spellings of the keys, arguments as an object
 * or as text, one call instead of a list. Undefined without a request, because it is not a shot then. Unmasking comes
 * after each layer of JSON is parsed, so that an original with quotes in it cannot break one.
 */
export function toShotContent(given: JsonValue, unmask: Unmask = (text) => text): ShotContent | undefined {
  const content = toPartialShotContent(given, unmask);
  // A request alone is as likely to be the arguments of some call as a shot that broke off.
  if (content === undefined || (content.rounds.length === 0 && content.answer === '')) return undefined;
  return isPlaceholderShot(content) ? undefined : content;
}

/** True if a shot is the format example of the prompt: its request has no words, only ellipses. */
export function isPlaceholderShot({ request }: ShotContent): boolean {
  return !/[\p{L}\p{N}]/u.test(request);
}

/** Reads what is there of a shot that is still coming: its request at least. */
export function toPartialShotContent(given: JsonValue, unmask: Unmask): ShotContent | undefined {
  if (!isObject(given)) return undefined;
  const value = mapKeys(given, unmask);
  const textIn = createTextReader(unmask);
  const request = textIn(value, ['request', 'user', 'user_request', 'userRequest', 'question']);
  if (request === '') return undefined;
  const rounds = getList(value, ['rounds', 'turns', 'steps']).flatMap((round) =>
    isObject(round) ? [toRound(mapKeys(round, unmask), unmask)] : [],
  );
  const plan = getList(value, ['plan'])
    .map((item) => unmask(toText(item)))
    .filter((item) => item !== '');
  const answer = textIn(value, ['answer', 'final_answer', 'finalAnswer', 'reply', 'response']);
  const filled = rounds.filter((round) => !isEmpty(round));
  return { request, plan, rounds: filled, answer };
}

/** Reads the arguments of a call, which may be JSON within a string, or the value itself. */
export function parseArguments(value: JsonValue | undefined): JsonObject | string {
  if (value === undefined || value === null) return {};
  if (isObject(value)) return value;
  const text = toText(value).trim();
  if (text === '') return {};
  try {
    const parsed = JSON.parse(text) as JsonValue;
    return isObject(parsed) ? parsed : text;
  } catch {
    return text;
  }
}

function toRound(round: JsonObject, unmask: Unmask): RoundContent {
  const textIn = createTextReader(unmask);
  const given = round.calls ?? round.tool_calls ?? round.call;
  const calls = (Array.isArray(given) ? (given as readonly JsonValue[]) : [given ?? null]).flatMap((call) =>
    toCalls(call, unmask),
  );
  const action = round.action;
  // Some models put the call where the words belong.
  const misplaced = calls.length === 0 && isObject(action ?? null) ? toCalls(action ?? null, unmask) : [];
  return {
    step: textIn(round, ['step']),
    think: textIn(round, ['think', 'thought', 'reasoning']),
    action: typeof action === 'string' ? unmask(action).trim() : '',
    calls: [...calls, ...misplaced],
    observation: textIn(round, ['observation', 'result']),
  };
}

function toCalls(given: JsonValue, unmask: Unmask): readonly CallContent[] {
  if (!isObject(given)) return [];
  const value = mapKeys(given, unmask);
  const nested = value.function ?? null;
  const inner = isObject(nested) ? mapKeys(nested, unmask) : value;
  const name = createTextReader(unmask)(inner, ['name', 'tool', 'action']);
  if (name === '') return [];
  const found = parseArguments(inner.arguments ?? inner.parameters ?? inner.action_input);
  return [{ name, arguments: mapText(found, unmask) as JsonObject | string }];
}

function isEmpty({ think, action, calls, observation }: RoundContent): boolean {
  return think === '' && action === '' && calls.length === 0 && observation === '';
}

function getList(value: JsonObject, keys: readonly string[]): readonly JsonValue[] {
  const found = keys.map((key) => value[key]).find((item) => Array.isArray(item));
  return (found as readonly JsonValue[] | undefined) ?? [];
}

function createTextReader(unmask: Unmask): (value: JsonObject, keys: readonly string[]) => string {
  return (value, keys) => {
    for (const key of keys) {
      const text = unmask(toText(value[key] ?? null)).trim();
      if (text !== '') return text;
    }
    return '';
  };
}

function mapKeys(value: JsonObject, change: Unmask): JsonObject {
  const keys = Object.keys(value);
  const changed = keys.map(change);
  if (changed.every((key, at) => key === keys[at])) return value;
  return Object.fromEntries(changed.map((key, at) => [key, value[keys[at] ?? ''] ?? null]));
}

function toText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  return value === null ? '' : JSON.stringify(value);
}
