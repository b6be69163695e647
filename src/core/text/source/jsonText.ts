import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { defineMessages, type Message } from '../../l10n/messages.ts';
import type { JsonValue } from '../json.ts';
import { nestedTooDeep } from './nesting.ts';
import type { SourceProblem } from './sourceContent.ts';

const say = defineMessages({
  empty: {
    en: 'The file is empty. Expected a tool schema in JSON.',
    'zh-CN': '文件为空，应包含 JSON 格式的工具定义（schema）。',
  },
  value: { en: 'Invalid JSON: expected a value.', 'zh-CN': 'JSON 无效：应为值。' },
  name: {
    en: 'Invalid JSON: expected a property name in double quotes.',
    'zh-CN': 'JSON 无效：应为双引号括起的属性名。',
  },
  colon: { en: 'Invalid JSON: expected `:`.', 'zh-CN': 'JSON 无效：应为 `:`。' },
  comma: { en: 'Invalid JSON: expected `,`.', 'zh-CN': 'JSON 无效：应为 `,`。' },
  brace: { en: 'Invalid JSON: expected `}`.', 'zh-CN': 'JSON 无效：应为 `}`。' },
  bracket: { en: 'Invalid JSON: expected `]`.', 'zh-CN': 'JSON 无效：应为 `]`。' },
  end: { en: 'Invalid JSON: expected the end of the file.', 'zh-CN': 'JSON 无效：应为文件末尾。' },
  string: {
    en: 'Invalid JSON: unterminated string or invalid escape sequence.',
    'zh-CN': 'JSON 无效：字符串没有结束引号，或转义序列无效。',
  },
  number: { en: 'Invalid JSON: invalid number.', 'zh-CN': 'JSON 无效：数字无效。' },
  comment: { en: 'Invalid JSON: unterminated comment.', 'zh-CN': 'JSON 无效：注释没有结束标记。' },
  symbol: { en: 'Invalid JSON: unexpected symbol.', 'zh-CN': 'JSON 无效：意外的符号。' },
});

/** Reads JSON; comments and trailing commas are accepted, and the text around an error is still read. */
export function parseJson(
  text: string,
  offset: number,
): { readonly value: JsonValue | undefined; readonly problems: readonly SourceProblem[] } {
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
function firstError(errors: readonly ParseError[], text: string, offset: number): readonly SourceProblem[] {
  const [error] = errors;
  if (error === undefined) return [];
  const start = Math.min(error.offset, Math.max(0, text.trimEnd().length - 1));
  return [problem(messageOf(error), offset + start, offset + start + Math.max(1, error.length))];
}

function problem(message: Message, start: number, end: number): SourceProblem {
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
