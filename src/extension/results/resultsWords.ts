import { defineMessages } from '../../core/index.ts';
import type { ResultLabel } from '../../protocol/index.ts';

/** The texts of the page that never change. */
export const LABELS = defineMessages<ResultLabel>({
  title: { en: 'Evaluation Results', 'zh-CN': '评测结果' },
  run: { en: 'Run', 'zh-CN': '运行' },
  compareWith: { en: 'Compare with', 'zh-CN': '与之比较' },
  nothing: { en: 'nothing', 'zh-CN': '无' },
  empty: {
    en: 'There is no run yet. Run shots with a model in the Testing view, or use sop-shots eval.',
    'zh-CN': '还没有运行记录。请在测试视图中用模型运行示例，或使用 sop-shots eval。',
  },
  openTesting: { en: 'Open Testing View', 'zh-CN': '打开测试视图' },
  scores: { en: 'Scores', 'zh-CN': '得分' },
  score: { en: 'Score', 'zh-CN': '项目' },
  value: { en: 'Value', 'zh-CN': '值' },
  interval: { en: '95 % interval', 'zh-CN': '95% 区间' },
  failures: { en: 'Failures', 'zh-CN': '失败' },
  noFailures: { en: 'No case failed.', 'zh-CN': '没有失败的用例。' },
  all: { en: 'all', 'zh-CN': '全部' },
  show: { en: 'Show in the Editor', 'zh-CN': '在编辑器中显示' },
  expected: { en: 'Author', 'zh-CN': '作者' },
  actual: { en: 'Model', 'zh-CN': '模型' },
  byTool: { en: 'By tool', 'zh-CN': '按工具' },
  byStep: { en: 'By step', 'zh-CN': '按步骤' },
  tool: { en: 'Tool', 'zh-CN': '工具' },
  step: { en: 'Step', 'zh-CN': '步骤' },
  ablation: { en: 'What each shot brings', 'zh-CN': '每个示例的贡献' },
  shot: { en: 'Shot', 'zh-CN': '示例' },
  points: { en: 'Points lost without it', 'zh-CN': '去掉后下降的百分点' },
  cases: { en: 'Interval and cases', 'zh-CN': '区间与用例' },
  history: { en: 'Call accuracy over runs', 'zh-CN': '各次运行的调用准确率' },
  historyHelp: {
    en: 'Each mark is a run with its 95 % interval, the oldest at the left. Runs of some cases only are left out.',
    'zh-CN': '每个标记是一次运行及其 95% 区间，最早的在左侧。只运行部分用例的不在其中。',
  },
});

/** The texts with values. */
export const pageWords = defineMessages({
  percent: { en: '{value} %', 'zh-CN': '{value}%' },
  about: { en: '{cases} {cases|case|cases} in {shots} {shots|shot|shots}', 'zh-CN': '{shots} 个示例，{cases} 个用例' },
  commit: { en: 'commit {commit}', 'zh-CN': '提交 {commit}' },
  partial: { en: 'some cases only', 'zh-CN': '仅部分用例' },
  usage: { en: '{input} tokens in, {output} out', 'zh-CN': '输入 {input} token，输出 {output} token' },
  cost: { en: 'cost {amount} {currency}', 'zh-CN': '费用 {amount} {currency}' },
  noCost: { en: 'cost unknown: no price in sopShots.prices', 'zh-CN': '费用未知：sopShots.prices 中没有价格' },
  comparison: {
    en: '{first} against {second}: {points} points (95 %: {low} to {high}), p = {p}; {onlyFirst} cases pass only with {first}, {onlySecond} only with {second}',
    'zh-CN':
      '{first} 与 {second} 相比：{points} 个百分点（95% 区间：{low} 至 {high}），p = {p}；仅 {first} 通过 {onlyFirst} 个，仅 {second} 通过 {onlySecond} 个',
  },
  noCommon: { en: 'The two runs have no case in common.', 'zh-CN': '两次运行没有共同的用例。' },
  other: { en: 'passed in the other run', 'zh-CN': '在另一次运行中通过' },
  speaks: { en: '(an answer in words)', 'zh-CN': '（文字回答）' },
  more: { en: 'Only the first {count} failures are listed.', 'zh-CN': '仅列出前 {count} 个失败。' },
  contribution: {
    en: '{low} to {high}, p = {p}, shown in {cases} {cases|case|cases}',
    'zh-CN': '{low} 至 {high}，p = {p}，出现在 {cases} 个用例中',
  },
  noRate: { en: '–', 'zh-CN': '–' },
});

/** What the codes of failures mean, in a few words. */
export const CODES = defineMessages({
  'wrong-tool': { en: 'another tool', 'zh-CN': '其他工具' },
  'missing-call': { en: 'a call is missing', 'zh-CN': '缺少调用' },
  'extra-call': { en: 'a call too many', 'zh-CN': '多出调用' },
  'repeated-call': { en: 'a call made again', 'zh-CN': '重复调用' },
  'no-call': { en: 'words instead of a call', 'zh-CN': '应调用而只有文字' },
  'call-instead-of-text': { en: 'a call instead of words', 'zh-CN': '应回答而发起调用' },
  'missing-parameter': { en: 'an argument is missing', 'zh-CN': '缺少参数' },
  'unknown-parameter': { en: 'an argument too many', 'zh-CN': '多出参数' },
  'wrong-type': { en: 'an argument of another type', 'zh-CN': '参数类型不对' },
  'wrong-value': { en: 'another value', 'zh-CN': '值不同' },
  'invalid-json': { en: 'arguments cannot be read', 'zh-CN': '无法读取参数' },
  'schema-invalid': { en: 'the schema is broken', 'zh-CN': '不符合定义' },
  'wrong-order': { en: 'the call of another round', 'zh-CN': '另一轮的调用' },
  'wrong-step': { en: 'another step (information)', 'zh-CN': '其他步骤（仅为信息）' },
});
