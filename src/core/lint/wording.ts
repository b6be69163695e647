import { defineMessages, type Message } from '../l10n/messages.ts';
import type { ValueNode } from '../parser/callNodes.ts';
import { expected } from '../schemas/expectation.ts';
import { stringsOf } from '../schemas/pointer.ts';
import type { JsonObject, JsonValue, ValuePath } from '../schemas/tool.ts';
import type { TextRange } from '../text/range.ts';

/** Longer values are shortened in messages: the squiggle already stands under the whole of it. */
const EXCERPT_LENGTH = 40;

const say = defineMessages({
  string: { en: 'a string', 'zh-CN': '字符串' },
  number: { en: 'a number', 'zh-CN': '数字' },
  array: { en: 'a list', 'zh-CN': '列表' },
  object: { en: 'an object', 'zh-CN': '对象' },
  null: { en: 'null', 'zh-CN': 'null' },
  fraction: { en: 'a number with a fraction', 'zh-CN': '带小数的数字' },
  truth: { en: 'a boolean', 'zh-CN': '布尔值' },
  nothing: { en: 'nothing', 'zh-CN': '空值' },
});

/** The value at a path as its author would name it: `items[0].price`. */
export function pathName(path: ValuePath): string {
  return path.reduce<string>((name, step) => {
    if (typeof step === 'number') return `${name}[${step}]`;
    return name === '' ? step : `${name}.${step}`;
  }, '');
}

/** A piece of the user's own text, on one line and not too long. */
export function excerpt(text: string, range: TextRange): string {
  const head = text.slice(range.start, Math.min(range.end, range.start + EXCERPT_LENGTH + 1)).replace(/\s+/g, ' ');
  return range.end - range.start > EXCERPT_LENGTH ? `${head.slice(0, EXCERPT_LENGTH - 1)}…` : head;
}

/** A value of a schema as text, not too long. */
export function excerptOf(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > EXCERPT_LENGTH ? `${text.slice(0, EXCERPT_LENGTH - 1)}…` : text;
}

/** "an integer or null" for the `type` of a schema; undefined if it names none. */
export function expectedType(schema: JsonObject): Message | undefined {
  const names = typeof schema.type === 'string' ? [schema.type] : stringsOf(schema.type);
  const type = schema.nullable === true && !names.includes('null') ? [...names, 'null'] : names;
  return names.length === 0 ? undefined : expected({ type });
}

/** What the author wrote: "a string", "a list". */
export function actualType(node: ValueNode): Message {
  switch (node.kind) {
    case 'string':
    case 'array':
    case 'object':
      return say(node.kind);
    case 'number':
      return Number.isInteger(node.value) ? say('number') : say('fraction');
    case 'literal':
      return node.value === null ? say('null') : say('truth');
    default:
      return say('nothing');
  }
}
