import { defineMessages } from '../../l10n/messages.ts';

/** What can be wrong in how a call is written, in the author's terms. */
export const say = defineMessages({
  unclosedString: {
    en: 'The string that starts here is never closed.',
    'zh-CN': '从这里开始的字符串没有结束引号。',
  },
  innerQuote: {
    en: 'The string that starts here ends too early, at a quote within its text: escape that quote or use other quotes around the text.',
    'zh-CN': '从这里开始的字符串被文字里的引号提前结束了：请转义该引号，或换用另一种引号。',
  },
  unclosedBracket: {
    en: 'The `{bracket}` that opens here is never closed.',
    'zh-CN': '这里的 `{bracket}` 没有配对的结束括号。',
  },
  wrongCloser: {
    en: 'The `{bracket}` that opens here is closed by `{closer}`.',
    'zh-CN': '这里的 `{bracket}` 被 `{closer}` 结束，括号不配对。',
  },
  strayCloser: {
    en: 'Nothing is open that this `{closer}` could close.',
    'zh-CN': '多余的 `{closer}`：前面没有与之配对的括号。',
  },
  unclosedTag: {
    en: 'The tag `{tag}` that opens here is never closed.',
    'zh-CN': '这里的标签 `{tag}` 没有结束标签。',
  },
  missingComma: {
    en: 'A comma is missing before this.',
    'zh-CN': '这里前面缺少逗号。',
  },
  missingItem: {
    en: 'A value is missing before this comma.',
    'zh-CN': '这个逗号前面缺少一个值。',
  },
  missingValue: {
    en: '`{name}` has no value.',
    'zh-CN': '`{name}` 没有值。',
  },
  missingKey: {
    en: 'Between braces each value needs a key: `"key": value`.',
    'zh-CN': '花括号里的每个值都要有键，写成 `"键": 值`。',
  },
  bareKey: {
    en: 'The key `{text}` must stand in quotes.',
    'zh-CN': '键 `{text}` 要加引号。',
  },
  keyEquals: {
    en: 'Between braces a key and its value are separated by `:`, not by `=`.',
    'zh-CN': '花括号里的键和值之间要用 `:`，不能用 `=`。',
  },
  bareWord: {
    en: '`{text}` is no value: text must stand in quotes.',
    'zh-CN': '`{text}` 不是合法的值：文字要加引号。',
  },
  bareNumber: {
    en: '`{text}` is no number: a date, time, number with a code or the like is text and must stand in quotes.',
    'zh-CN': '`{text}` 不是数字：日期、时间、编号等是文字，要加引号。',
  },
  thousands: {
    en: '`{text}` is read as several values: write the number without commas, or put the text in quotes.',
    'zh-CN': '`{text}` 会被读成几个值：数字里不要写逗号，或者给这段文字加引号。',
  },
  nestedCall: {
    en: '`{text}` is a call or calculation; an argument must be a plain value.',
    'zh-CN': '`{text}` 是调用或算式；参数必须是直接写出的值。',
  },
  tooDeep: {
    en: 'Brackets are nested more than {limit} levels deep here; what follows was not read.',
    'zh-CN': '这里的括号嵌套超过 {limit} 层，后面的内容没有读取。',
  },
  noCall: {
    en: 'This is no call: a request is written like `name(parameter = value)`.',
    'zh-CN': '这不是调用：接口请求要写成 `名称(参数 = 值)` 这样的形式。',
  },
  noParentheses: {
    en: '`{name}` lacks its arguments in parentheses.',
    'zh-CN': '`{name}` 后面缺少括号和参数。',
  },
  noName: {
    en: 'This JSON names no tool: it needs `name` and `arguments`.',
    'zh-CN': '这段 JSON 没有写明工具：需要 `name` 和 `arguments`。',
  },
  argumentsNoObject: {
    en: 'The arguments must be a JSON object.',
    'zh-CN': '参数必须是 JSON 对象。',
  },
  textBehind: {
    en: 'This text stands behind the end of the arguments.',
    'zh-CN': '参数已经结束，后面还有多余的文字。',
  },
  quoteIt: {
    en: 'Write it as text: {replacement}',
    'zh-CN': '写成文字：{replacement}',
  },
  writeNumber: {
    en: 'Write it as a number: {replacement}',
    'zh-CN': '写成数字：{replacement}',
  },
  writeLiteral: {
    en: 'Write {replacement}',
    'zh-CN': '写成 {replacement}',
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
