import { defineMessages, type Message } from '../l10n/messages.ts';
import type { ToolFile } from './tool.ts';

const say = defineMessages({
  broken: {
    en: 'line {line} is no valid JSON or YAML, so its tools are not all known.',
    'zh-CN': '第 {line} 行的 JSON 或 YAML 有误，其中的工具无法全部识别。',
  },
  empty: { en: 'there is no tool in it.', 'zh-CN': '其中没有任何工具。' },
});

/** True if everything in a tool file could be read; else a call may name a tool that nobody knows of. */
export function isWhole({ problems }: ToolFile): boolean {
  return !problems.some(({ unreadable }) => unreadable === true);
}

/** Why a file does not give the tools it is named for, in words that follow its path; undefined if it does. */
export function toolsFailure({ problems, tools, lines }: ToolFile): Message | undefined {
  const broken = problems.find(({ unreadable }) => unreadable === true);
  if (broken !== undefined) return say('broken', { line: lines.positionAt(broken.start).line + 1 });
  return tools.length === 0 ? say('empty') : undefined;
}
