import { defineMessages, type Language, renderMessage } from '../../../core/index.ts';
import type { Share } from '../totals.ts';

const say = defineMessages({
  uncovered: { en: 'not covered', 'zh-CN': '未覆盖' },
  rounds: { en: '{count} {count|round|rounds}', 'zh-CN': '{count} 轮' },
  noShots: { en: 'no shots', 'zh-CN': '没有示例' },
  shots: { en: '{count} {count|shot|shots}', 'zh-CN': '{count} 个示例' },
  steps: { en: 'steps {covered}/{total}', 'zh-CN': '步骤 {covered}/{total}' },
  branches: { en: 'branches {covered}/{total}', 'zh-CN': '分支 {covered}/{total}' },
  tools: { en: 'Tools', 'zh-CN': '工具' },
  parameter: { en: 'parameter {name} is never shown', 'zh-CN': '参数 {name} 从未出现' },
  optional: { en: 'optional parameter {name} is never shown', 'zh-CN': '可选参数 {name} 从未出现' },
  value: { en: '{name} is never {value}', 'zh-CN': '{name} 的值从未为 {value}' },
  spokenStep: { en: 'step {number}, {text}, {state}', 'zh-CN': '步骤 {number}，{text}，{state}' },
  spokenBranch: { en: 'branch, {text}, {state}', 'zh-CN': '分支，{text}，{state}' },
  spokenProcedure: { en: 'procedure {name}, {state}', 'zh-CN': '流程 {name}，{state}' },
  spokenTool: { en: 'tool {name}, {state}', 'zh-CN': '工具 {name}，{state}' },
  spokenExample: { en: 'round in {name}', 'zh-CN': '轮次，位于 {name}' },
  both: { en: '{first}, {second}', 'zh-CN': '{first}，{second}' },
  place: { en: '{path}, line {line}', 'zh-CN': '{path}，第 {line} 行' },
});

type Key = Parameters<typeof say>[0];

/** The words of the tree in one language. */
export interface TreeWords {
  readonly language: Language;
  text(key: Key, args?: Readonly<Record<string, string | number>>): string;
  /** Two texts as one. */
  both(first: string, second: string): string;
  rounds(count: number): string;
  shots(count: number): string;
  share(name: 'steps' | 'branches', share: Share): string;
}

export function createTreeWords(language: Language): TreeWords {
  const text: TreeWords['text'] = (key, args) => renderMessage(say(key, args), language);
  return {
    language,
    text,
    both: (first, second) => (second === '' ? first : text('both', { first, second })),
    rounds: (count) => (count === 0 ? text('uncovered') : text('rounds', { count })),
    shots: (count) => (count === 0 ? text('noShots') : text('shots', { count })),
    share: (name, { covered, total }) => text(name, { covered, total }),
  };
}
