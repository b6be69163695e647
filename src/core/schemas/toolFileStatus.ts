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
export function isComplete({ syntaxError }: ToolFile): boolean {
  return syntaxError === undefined;
}

/**
 * Why a file does not give the tools it is named for, in words that follow its path; undefined if it does. A list
 * without tools is in order: its author has none yet.
 */
export function getToolFileFailure(file: ToolFile): Message | undefined {
  const { syntaxError } = file;
  if (syntaxError !== undefined) return say('broken', { line: file.lines.positionAt(syntaxError.start).line + 1 });
  const [first] = file.tools.length === 0 ? file.problems : [];
  return first && say('empty', { reason: first.message });
}
