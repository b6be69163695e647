import { defineMessages, type Message } from '../../l10n/messages.ts';
import type { ValueNode } from '../../parser/callNodes.ts';
import { typeName } from '../../schemas/expectation.ts';
import type { ValuePath } from '../../text/json.ts';
import type { TextRange } from '../../text/range.ts';
import { shortened } from '../../text/shortened.ts';

const say = defineMessages({
  fraction: { en: 'a number with a fraction', 'zh-CN': '带小数的数字' },
  truth: { en: 'a boolean', 'zh-CN': '布尔值' },
  nothing: { en: 'nothing', 'zh-CN': '空值' },
});

/** The value at a path as its author would name it: `items[0].price`. */
export function toPathName(path: ValuePath): string {
  return path.reduce<string>((name, step) => {
    if (typeof step === 'number') return `${name}[${step}]`;
    return name === '' ? step : `${name}.${step}`;
  }, '');
}

/** A piece of the user's own text, on one line and not too long. */
export function toExcerpt(text: string, { start, end }: TextRange): string {
  return shortened(text.slice(start, Math.min(end, start + MAX_EXCERPT_LENGTH)).replace(/\s+/g, ' '));
}

/** Enough of a text to be shortened, and no megabyte of it. */
const MAX_EXCERPT_LENGTH = 200;

/** What the author wrote: "a string", "a list". */
export function getActualType(node: ValueNode): Message {
  switch (node.kind) {
    case 'string':
    case 'array':
    case 'object':
      return typeName(node.kind);
    case 'number':
      return Number.isInteger(node.value) ? typeName('number') : say('fraction');
    case 'literal':
      return node.value === null ? typeName('null') : say('truth');
    default:
      return say('nothing');
  }
}
