import { defineMessages } from '../../core/index.ts';

/** What the view *Shots* says. */
export const say = defineMessages({
  shot: { en: 'Shot {number}', 'zh-CN': '示例 {number}' },
  run: { en: 'Shots {first} to {last}', 'zh-CN': '示例 {first} 到 {last}' },
  shots: { en: '{count} {count|shot|shots}', 'zh-CN': '{count} 个示例' },
  drafts: { en: '{count} {count|draft|drafts}', 'zh-CN': '{count} 个草稿' },
  problems: { en: '{count} {count|problem|problems}', 'zh-CN': '{count} 个问题' },
  draft: { en: 'draft', 'zh-CN': '草稿' },
  approved: { en: 'approved', 'zh-CN': '已批准' },
  approvedBy: { en: 'approved by {name}', 'zh-CN': '由 {name} 批准' },
  calls: { en: 'calls {tools}', 'zh-CN': '调用 {tools}' },
  spokenDocument: { en: 'document {path}, {state}', 'zh-CN': '文档 {path}，{state}' },
  spokenShot: { en: 'shot {number}, {name}, {state}', 'zh-CN': '示例 {number}，{name}，{state}' },
  noStatus: { en: 'no status', 'zh-CN': '无状态' },
  filter: { en: 'Select the shots to show', 'zh-CN': '选择要显示的示例' },
  all: { en: 'All', 'zh-CN': '全部' },
  onlyDrafts: { en: 'Drafts', 'zh-CN': '草稿' },
  onlyApproved: { en: 'Approved', 'zh-CN': '已批准' },
  onlyNone: { en: 'Without a status', 'zh-CN': '无状态' },
  onlyProblems: { en: 'With problems', 'zh-CN': '有问题' },
  byText: { en: 'By words…', 'zh-CN': '按文字…' },
  textPrompt: {
    en: 'Words in the request, the path or the name of a tool. Leave empty for all.',
    'zh-CN': '请求、路径或工具名中的文字。留空表示全部。',
  },
  filtered: { en: 'Shown: {filter}', 'zh-CN': '当前显示：{filter}' },
  filteredNothing: { en: 'No shot matches: {filter}', 'zh-CN': '没有符合条件的示例：{filter}' },
  both: { en: '{first}, {second}', 'zh-CN': '{first}，{second}' },
  noDrafts: { en: 'There is no draft among the selected shots.', 'zh-CN': '所选示例中没有草稿。' },
  changed: {
    en: '{count} {count|shot has changed since it was listed and stays as it is|shots have changed since they were listed and stay as they are}.',
    'zh-CN': '有 {count} 个示例在列出之后已被修改，保持不变。',
  },
});
