import { type Localized, type Message, verbatim } from '../../core/index.ts';
import type { DATA_CODES, ExclusionReason, LeftOutReason } from '../../datasets/index.ts';

/** The rules of shots that find errors in rows of training data too. */
type SharedRule =
  | 'call-syntax'
  | 'control-token'
  | 'limit-reached'
  | 'missing-parameter'
  | 'parameter-type'
  | 'parameter-value'
  | 'unknown-parameter'
  | 'unknown-tool';

type Reason = (typeof DATA_CODES)[number] | SharedRule | ExclusionReason | LeftOutReason;

const NAMES: Readonly<Record<Reason, Localized>> = {
  'truncated-line': { en: 'Truncated line', 'zh-CN': '行被截断' },
  'invalid-json': { en: 'Not a JSON object', 'zh-CN': '不是 JSON 对象' },
  'unknown-format': { en: 'Unknown format', 'zh-CN': '未知格式' },
  'mixed-formats': { en: 'Other format than row 1', 'zh-CN': '格式与第一行不同' },
  'mixed-keys': { en: 'Mixed keys', 'zh-CN': '混用不同的键' },
  'unknown-role': { en: 'Unknown role', 'zh-CN': '未知角色' },
  'missing-content': { en: 'Message without text', 'zh-CN': '消息没有文本' },
  'null-content': { en: 'Content is null', 'zh-CN': '内容为 null' },
  'list-content': { en: 'Content is a list', 'zh-CN': '内容为列表' },
  'role-order': { en: 'Order of turns', 'zh-CN': '轮次顺序' },
  'unmatched-call-id': { en: 'Call without its result', 'zh-CN': '调用与结果不对应' },
  'argument-type': { en: 'JSON type of arguments', 'zh-CN': '参数的 JSON 类型' },
  'tools-syntax': { en: 'Tools are not JSON', 'zh-CN': '工具不是 JSON' },
  'duplicate-sample': { en: 'Duplicate', 'zh-CN': '重复' },
  'near-duplicate-sample': { en: 'Almost a duplicate', 'zh-CN': '几乎重复' },
  'dataset-info': { en: 'dataset_info.json', 'zh-CN': 'dataset_info.json' },
  'call-syntax': { en: 'Call is not JSON', 'zh-CN': '调用不是 JSON' },
  'control-token': { en: 'Control token', 'zh-CN': '控制 token' },
  'limit-reached': { en: 'Line is too long', 'zh-CN': '行过长' },
  'missing-parameter': { en: 'Missing parameter', 'zh-CN': '缺少参数' },
  'parameter-type': { en: 'Type of a parameter', 'zh-CN': '参数类型' },
  'parameter-value': { en: 'Value of a parameter', 'zh-CN': '参数的值' },
  'unknown-parameter': { en: 'Unknown parameter', 'zh-CN': '未知参数' },
  'unknown-tool': { en: 'Unknown tool', 'zh-CN': '未知工具' },
  'not-approved': { en: 'Not approved', 'zh-CN': '未经批准' },
  plain: { en: 'Action in plain words', 'zh-CN': '自然语言的行动' },
  calls: { en: 'Format without calls', 'zh-CN': '格式不支持调用' },
  order: { en: 'Order of turns', 'zh-CN': '轮次顺序' },
  results: { en: 'Number of observations', 'zh-CN': '观察结果的数量' },
  arguments: { en: 'Argument without a name', 'zh-CN': '参数没有名称' },
  number: { en: 'Inexact number', 'zh-CN': '数字不精确' },
  name: { en: 'Tool name', 'zh-CN': '工具名' },
  'same-name': { en: 'Two tools of one name', 'zh-CN': '工具重名' },
  'no-reply': { en: 'No reply', 'zh-CN': '没有回复' },
  encoding: { en: 'Damaged characters', 'zh-CN': '字符损坏' },
  errors: { en: 'Errors', 'zh-CN': '错误' },
  placeholder: { en: 'Placeholder', 'zh-CN': '占位符' },
  omitted: { en: 'Omitted content', 'zh-CN': '内容有省略' },
  draft: { en: 'Draft', 'zh-CN': '草稿' },
};

/** What the code of a reason is called, short enough for the axis of a chart; a code without a name is its own name. */
export function getReasonName(code: string): Message {
  return isNamed(code) ? { text: NAMES[code] } : verbatim(code);
}

function isNamed(code: string): code is Reason {
  return Object.hasOwn(NAMES, code);
}
