import { defineMessages } from '../../l10n/messages.ts';

/** What can be wrong in how a call is written, in the author's terms. */
export const say = defineMessages({
  unclosedString: {
    en: 'Unterminated string.',
    'zh-CN': '字符串没有结束引号。',
  },
  innerQuote: {
    en: 'The string ends too early at a quote within its text. Escape the inner quote or use other quotes.',
    'zh-CN': '字符串在其中的引号处提前结束。请转义该引号，或使用另一种引号。',
  },
  unclosedBracket: {
    en: 'Unclosed `{bracket}`.',
    'zh-CN': '`{bracket}` 没有对应的右括号。',
  },
  wrongCloser: {
    en: 'Mismatched brackets: `{bracket}` is closed by `{closer}`.',
    'zh-CN': '括号不匹配：`{bracket}` 以 `{closer}` 结束。',
  },
  strayCloser: {
    en: 'Unexpected `{closer}` without an opening bracket.',
    'zh-CN': '多余的 `{closer}`：没有对应的左括号。',
  },
  unclosedTag: {
    en: 'Unclosed tag `{tag}`.',
    'zh-CN': '标记 `{tag}` 没有结束标记。',
  },
  missingComma: {
    en: 'Expected a comma.',
    'zh-CN': '应为逗号。',
  },
  missingItem: {
    en: 'Expected a value before the comma.',
    'zh-CN': '逗号前应有值。',
  },
  missingValue: {
    en: '`{name}` has no value.',
    'zh-CN': '`{name}` 没有值。',
  },
  missingKey: {
    en: 'Expected a key for each value in braces: `"key": value`.',
    'zh-CN': '花括号中的每个值都必须有键：`"键": 值`。',
  },
  bareKey: {
    en: 'Put the key `{text}` in quotes.',
    'zh-CN': '请给键 `{text}` 加上引号。',
  },
  keyEquals: {
    en: 'Use `:` instead of `=` between key and value in braces.',
    'zh-CN': '花括号中的键和值之间应使用 `:`，而不是 `=`。',
  },
  bareWord: {
    en: '`{text}` is not a valid value. Put text in quotes.',
    'zh-CN': '`{text}` 不是有效的值。请给文本加上引号。',
  },
  bareNumber: {
    en: '`{text}` is not a valid number. Put dates, times and codes in quotes.',
    'zh-CN': '`{text}` 不是有效的数字。请给日期、时间和编号加上引号。',
  },
  thousands: {
    en: '`{text}` is read as several values. Write numbers without commas, or put text in quotes.',
    'zh-CN': '`{text}` 会读作多个值。请去掉数字中的逗号，或给文本加上引号。',
  },
  nestedCall: {
    en: '`{text}` is a call or an expression. Arguments must be literal values.',
    'zh-CN': '`{text}` 是调用或表达式。参数必须是字面量。',
  },
  tooDeep: {
    en: 'Brackets are nested more than {limit} levels deep. The rest was not read.',
    'zh-CN': '括号嵌套超过 {limit} 层，其余内容未读取。',
  },
  noCall: {
    en: 'This is not a valid call. Write it as `name(parameter = value)`.',
    'zh-CN': '这不是有效的调用。请写成 `名称(参数 = 值)`。',
  },
  noParentheses: {
    en: '`{name}` has no arguments in parentheses.',
    'zh-CN': '`{name}` 之后缺少括号和参数。',
  },
  noName: {
    en: 'This JSON is not a call: `name` and `arguments` are missing.',
    'zh-CN': '此 JSON 不是调用：缺少 `name` 和 `arguments`。',
  },
  argumentsNoObject: {
    en: 'The arguments must be a JSON object.',
    'zh-CN': '参数必须是 JSON 对象。',
  },
  textAfter: {
    en: 'Unexpected text after the arguments.',
    'zh-CN': '参数之后有多余的文本。',
  },
  secondCall: {
    en: 'A tag holds one call. Put each call in a tag of its own.',
    'zh-CN': '一个标记中只能有一个调用。请把每个调用放在单独的标记中。',
  },
  wordsAfter: {
    en: 'Unexpected text after the call. Put it on a line of its own.',
    'zh-CN': '调用之后有多余的文本。请另起一行。',
  },
  quoteIt: {
    en: 'Change to text: {replacement}',
    'zh-CN': '更改为文本：{replacement}',
  },
  writeNumber: {
    en: 'Change to number: {replacement}',
    'zh-CN': '更改为数字：{replacement}',
  },
  writeLiteral: {
    en: 'Change to {replacement}',
    'zh-CN': '更改为 {replacement}',
  },
  remove: {
    en: 'Remove it',
    'zh-CN': '删除',
  },
  insert: {
    en: 'Insert `{replacement}`',
    'zh-CN': '插入 `{replacement}`',
  },
});
