import { defineMessages, type Message } from '../l10n/messages.ts';
import type { ToolFile } from './tool.ts';

const say = defineMessages({
  broken: {
    en: 'line {line} is not valid JSON or YAML, so its tools are not all known.',
    'zh-CN': '第 {line} 行的 JSON 或 YAML 有误，其中的工具无法全部识别。',
  },
  empty: { en: 'no tool can be read from it. {reason}', 'zh-CN': '无法从中读出任何工具。{reason}' },
});

/** True if everything in a tool file could be read; else a call may name a tool that nobody knows of. */
export function isComplete({ problems }: ToolFile): boolean {
  return !problems.some(({ unreadable }) => unreadable === true);
}

/**
 * Why a file does not give the tools it is named for, in words that follow its path; undefined if it does. A list
 * without tools is in order: its author has none yet.
 */
export function getToolFileFailure({ problems, tools, lines }: ToolFile): Message | undefined {
  const broken = problems.find(({ unreadable }) => unreadable === true);
  if (broken !== undefined) return say('broken', { line: lines.positionAt(broken.start).line + 1 });
  const [first] = problems;
  return tools.length === 0 && first !== undefined ? say('empty', { reason: first.message }) : undefined;
}
