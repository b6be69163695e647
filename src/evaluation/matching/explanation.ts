import { defineMessages, type JsonValue, type Message, type ValuePath } from '../../core/index.ts';
import type { MatchCode, MatchProblem } from './turns.ts';

const say = defineMessages({
  'wrong-tool': {
    en: 'Called `{actual}` instead of `{expected}`.',
    'zh-CN': '调用了 `{actual}`，应调用 `{expected}`。',
  },
  'missing-call': { en: 'Did not make the call `{expected}`.', 'zh-CN': '缺少调用 `{expected}`。' },
  'extra-call': { en: 'Made the unexpected call `{actual}`.', 'zh-CN': '多出调用 `{actual}`。' },
  'repeated-call': { en: 'Made the call `{actual}` more often than expected.', 'zh-CN': '重复调用 `{actual}`。' },
  'no-call': { en: 'Answered with text and made no call.', 'zh-CN': '只回答了文字，没有发起调用。' },
  'call-instead-of-text': {
    en: 'Called `{actual}` although the answer is plain text here.',
    'zh-CN': '调用了 `{actual}`，此处应以文字回答。',
  },
  'missing-parameter': {
    en: '`{path}` is missing; expected `{expected}`.',
    'zh-CN': '缺少 `{path}`，应为 `{expected}`。',
  },
  'unknown-parameter': {
    en: '`{path}` is not in the expected call; got `{actual}`.',
    'zh-CN': '预期的调用中没有 `{path}`，实际为 `{actual}`。',
  },
  'wrong-type': {
    en: '`{path}` has the wrong type: expected `{expected}`, got `{actual}`.',
    'zh-CN': '`{path}` 的类型不对：应为 `{expected}`，实际为 `{actual}`。',
  },
  'wrong-value': {
    en: '`{path}`: expected `{expected}`, got `{actual}`.',
    'zh-CN': '`{path}`：应为 `{expected}`，实际为 `{actual}`。',
  },
  'invalid-json': {
    en: 'The arguments are not a JSON object: `{actual}`.',
    'zh-CN': '参数不是 JSON 对象：`{actual}`。',
  },
  'schema-invalid': {
    en: '`{path}` does not match the schema of the tool.',
    'zh-CN': '`{path}` 不符合工具定义（schema）。',
  },
  'wrong-order': {
    en: '`{actual}` is the call of another round.',
    'zh-CN': '`{actual}` 是另一轮的调用。',
  },
  'wrong-step': {
    en: 'Carries out step {actual} instead of step {expected}.',
    'zh-CN': '执行的是步骤 {actual}，应为步骤 {expected}。',
  },
} satisfies Record<MatchCode, { en: string; 'zh-CN': string }>);

/** Longer values are cut: a report is no place for documents. */
const MAX_LENGTH = 200;

/** What is wrong, in every language. */
export function explainProblem({ code, path, expected, actual }: MatchProblem): Message {
  // Names are plain words; of values the quotes say which are text.
  const isName = path.length === 0;
  return say(code, { path: toPathText(path), expected: toText(expected, isName), actual: toText(actual, isName) });
}

/** A path as authors write it: `items[0].price`. */
export function toPathText(path: ValuePath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

function toText(value: JsonValue | undefined, isName: boolean): string {
  const text = value === undefined ? '…' : typeof value === 'string' && isName ? value : JSON.stringify(value);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;
}
