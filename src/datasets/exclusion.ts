import { defineMessages, type Message } from '../core/index.ts';

const say = defineMessages({
  'not-approved': { en: 'it is not approved', 'zh-CN': '未经批准' },
  plain: { en: 'it contains actions in plain language', 'zh-CN': '含有用自然语言描述的行动' },
  calls: { en: 'the format cannot contain calls', 'zh-CN': '该格式不能包含调用' },
  order: { en: 'the format does not allow the order of its turns', 'zh-CN': '该格式不允许这样的轮次顺序' },
  results: {
    en: 'the number of observations differs from the number of calls',
    'zh-CN': '观察结果的数量与调用的数量不一致',
  },
  arguments: { en: 'an argument has no name', 'zh-CN': '有参数没有名称' },
  number: {
    en: 'the number {number} cannot be represented exactly; put it in quotes',
    'zh-CN': '数字 {number} 无法精确表示，请加上引号',
  },
  placeholder: { en: 'it contains placeholders', 'zh-CN': '含有占位符' },
  name: {
    en: 'the target does not accept the tool name {name}; use --wire-names',
    'zh-CN': '目标格式不接受工具名 {name}，请使用 --wire-names',
  },
  'same-name': {
    en: 'the tools {name} and {other} would both be named {wire} in the data; change `wireNames`',
    'zh-CN': '工具 {name} 和 {other} 在数据中都会叫 {wire}，请修改 `wireNames`',
  },
  'no-reply': { en: 'the assistant neither says nor calls anything', 'zh-CN': '助手没有任何回复或调用' },
  encoding: { en: 'a text contains half of a surrogate pair', 'zh-CN': '文本中含有不完整的代理对字符' },
});

/** Why a sample is left out, besides the reasons of `separateUsable`. The ids are stable. */
export type ExclusionReason = Parameters<typeof say>[0];

/** A sample that is left out. */
export interface Exclusion {
  readonly reason: ExclusionReason;
  readonly message: Message;
}

export function exclude(reason: ExclusionReason, args?: Readonly<Record<string, string>>): Exclusion {
  return { reason, message: say(reason, args) };
}

/** True for the answer of a function that answers a value or an exclusion. */
export function isExclusion(value: object): value is Exclusion {
  return 'reason' in value && 'message' in value;
}
