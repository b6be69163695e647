import { defineMessages } from '../../l10n/messages.ts';
import type { ShotsDocument } from '../../model/model.ts';
import { isFormatRequest, isFormatText } from '../../parser/elision.ts';
import { isRequest } from '../../parser/roles.ts';
import type { TextRange } from '../../text/range.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  nothing: {
    en: 'Nothing in this file is recognized as a shot. Begin each request with a label such as `User:`, or use the command Convert to Shots for conversation data.',
    'zh-CN': '此文件中没有识别出示例。请用 `用户：` 等标签开始每个请求；对话数据可使用“转换为示例”命令。',
  },
});

export const nothingRecognised = defineRule({
  id: 'nothing-recognised',
  group: 'document',
  summary: {
    en: 'A shots file must contain at least one label.',
    'zh-CN': '示例文件至少应包含一个标签。',
  },
  defaultSeverity: 'hint',
  check: {
    shots: ({ document }, _options, report) => {
      // Ordinary Markdown need not contain shots.
      if (document.tree.read === 'shots-fences') return;
      if (document.tree.nodes.some(({ kind }) => kind === 'block') && !isDescription(document)) return;
      const range = firstLine(document);
      if (range !== undefined) report({ range, message: say('nothing') });
    },
  },
});

/** True for a document that describes the format of shots and has none. */
function isDescription({ text, shots, elidedShots }: ShotsDocument): boolean {
  if (shots.length > 0) return false;
  return elidedShots.some(({ role, content }) => {
    const words = text.slice(content.start, content.end);
    return !isRequest(role) || isFormatRequest(words) || isFormatText(words);
  });
}

/** The first line of text that is no heading, comment or separator. */
function firstLine({ text, tree }: ShotsDocument): TextRange | undefined {
  const node = tree.texts[0];
  if (node === undefined) return undefined;
  const words = text.slice(node.start, node.end);
  const start = node.start + words.length - words.trimStart().length;
  const line = /^[^\r\n]*/.exec(text.slice(start, node.end))?.[0].trimEnd() ?? '';
  return { start, end: start + line.length };
}
