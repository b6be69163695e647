import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { defineMessages, type Message } from '../../l10n/messages.ts';
import type { JsonValue, SchemaProblem } from '../tool.ts';
import { nestedTooDeep } from './nesting.ts';

const say = defineMessages({
  empty: {
    en: 'This file is empty; a tool schema in JSON is expected.',
    'zh-CN': '文件是空的；这里应为 JSON 格式的工具定义。',
  },
  value: { en: 'Not valid JSON: a value is expected here.', 'zh-CN': 'JSON 有误：此处应有一个值。' },
  name: {
    en: 'Not valid JSON: a property name in double quotes is expected here.',
    'zh-CN': 'JSON 有误：此处应为双引号括起的属性名。',
  },
  colon: { en: 'Not valid JSON: `:` is expected here.', 'zh-CN': 'JSON 有误：此处应有 `:`。' },
  comma: { en: 'Not valid JSON: `,` is expected here.', 'zh-CN': 'JSON 有误：此处应有 `,`。' },
  brace: { en: 'Not valid JSON: `}` is missing.', 'zh-CN': 'JSON 有误：缺少 `}`。' },
  bracket: { en: 'Not valid JSON: `]` is missing.', 'zh-CN': 'JSON 有误：缺少 `]`。' },
  end: { en: 'Not valid JSON: the file should end here.', 'zh-CN': 'JSON 有误：文件应到此结束。' },
  string: {
    en: 'Not valid JSON: this string is not closed or has a wrong escape.',
    'zh-CN': 'JSON 有误：字符串未闭合，或转义不正确。',
  },
  number: { en: 'Not valid JSON: this is no number.', 'zh-CN': 'JSON 有误：这不是合法的数字。' },
  comment: { en: 'Not valid JSON: this comment is not closed.', 'zh-CN': 'JSON 有误：注释未闭合。' },
  symbol: { en: 'Not valid JSON: this symbol has no meaning here.', 'zh-CN': 'JSON 有误：此处不应出现这个符号。' },
});

/** Reads JSON; comments and trailing commas are accepted, and what stands around a mistake is still read. */
export function parseJson(
  text: string,
  offset: number,
): { readonly value: JsonValue | undefined; readonly problems: readonly SchemaProblem[] } {
  try {
    const value: JsonValue = JSON.parse(text);
    return { value, problems: [] };
  } catch {
    return parseBroken(text, offset);
  }
}

function parseBroken(text: string, offset: number): ReturnType<typeof parseJson> {
  if (text.trim() === '') {
    return { value: undefined, problems: [problem(say('empty'), offset, offset + text.length)] };
  }
  const errors: ParseError[] = [];
  try {
    const value: JsonValue | undefined = parse(text, errors, { allowTrailingComma: true });
    return { value, problems: firstError(errors, text, offset) };
  } catch {
    // The tolerant parser recurses; only nesting can exhaust it.
    return { value: undefined, problems: [nestedTooDeep(offset)] };
  }
}

/** One mistake makes several errors, of which only the first says something. */
function firstError(errors: readonly ParseError[], text: string, offset: number): readonly SchemaProblem[] {
  const [error] = errors;
  if (error === undefined) return [];
  const start = Math.min(error.offset, Math.max(0, text.trimEnd().length - 1));
  return [problem(messageOf(error), offset + start, offset + start + Math.max(1, error.length))];
}

function problem(message: Message, start: number, end: number): SchemaProblem {
  return { rule: 'schema-invalid', message, start, end, unreadable: true };
}

const MESSAGES: Readonly<Record<string, Parameters<typeof say>[0]>> = {
  InvalidNumberFormat: 'number',
  PropertyNameExpected: 'name',
  ValueExpected: 'value',
  ColonExpected: 'colon',
  CommaExpected: 'comma',
  CloseBraceExpected: 'brace',
  CloseBracketExpected: 'bracket',
  EndOfFileExpected: 'end',
  UnexpectedEndOfComment: 'comment',
  UnexpectedEndOfString: 'string',
  UnexpectedEndOfNumber: 'number',
  InvalidUnicode: 'string',
  InvalidEscapeCharacter: 'string',
  InvalidCharacter: 'string',
};

function messageOf(error: ParseError): Message {
  return say(MESSAGES[printParseErrorCode(error.error)] ?? 'symbol');
}
