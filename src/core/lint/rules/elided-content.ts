import { defineMessages } from '../../l10n/messages.ts';
import type { ShotsDocument } from '../../model/model.ts';
import { isFormatRequest } from '../../parser/elision.ts';
import { isRequest } from '../../parser/roles.ts';
import type { TextRange } from '../../text/range.ts';
import { isElision } from '../analysis/elision.ts';
import type { ShotsLintSubject } from '../lintSubject.ts';
import { defineRule } from '../rule.ts';
import { getSeverityLimit } from '../support/callRanges.ts';
import { toExcerpt } from '../support/wording.ts';

const say = defineMessages({
  elided: {
    en: '`{text}` is a placeholder for omitted content. Write the full text: a model learns only what is written.',
    'zh-CN': '`{text}` 表示省略的内容。请写出全文，模型只能学到写出来的部分。',
  },
  shots: {
    en: 'Shots are omitted here.',
    'zh-CN': '此处省略了示例。',
  },
});

export const elidedContent = defineRule({
  id: 'elided-content',
  group: 'structure',
  summary: { en: 'Shots must not omit content.', 'zh-CN': '示例不能省略内容。' },
  defaultSeverity: 'warning',
  check: {
    shots: (subject, _options, report) => {
      const { document } = subject;
      for (const { role, content } of document.elidedShots) {
        // The description of the format does not replace shots that were left out.
        const isFormat = isFormatRequest(document.text.slice(content.start, content.end));
        if (isRequest(role) && !isFormat) report({ range: content, message: say('shots') });
      }
      for (const range of elisions(subject)) {
        report({ range, message: say('elided', { text: toExcerpt(document.text, range) }) });
      }
      for (const { checked, node } of subject.index.calls.elided) {
        report({
          range: node,
          message: say('elided', { text: toExcerpt(document.text, node) }),
          ...getSeverityLimit(checked),
        });
      }
    },
  },
});

function elisions(subject: ShotsLintSubject): readonly TextRange[] {
  const { document, index } = subject;
  const { text } = document;
  const { elidedBlocks, contentLines } = index.shots;
  const whole = new Set(elidedBlocks);
  const found: TextRange[] = [];
  for (const node of document.tree.texts) if (node.place === 'elision') found.push(trimmed(text, node));
  for (const { role, content } of elidedBlocks) if (!namesTool(subject, role, content)) found.push(content);
  for (const line of contentLines) {
    const range = trimmed(text, line);
    // Blocks that are omitted as a whole are reported already; comments are notes, not content.
    if (!isElision(text, range) || whole.has(line.block)) continue;
    if (!isWithinComment(document, line.start)) found.push(range);
  }
  return found;
}

function isWithinComment({ tree }: ShotsDocument, at: number): boolean {
  return tree.comments.some((comment) => comment.start <= at && at < comment.end);
}

/** `略 [SearchAvailableTime 的 schema]` names the tool that is meant, which is as good as writing its schema down. */
function namesTool({ document, tools }: ShotsLintSubject, role: string, content: TextRange): boolean {
  if (role !== 'apiSchema') return false;
  const text = document.text.slice(content.start, content.end);
  return tools.tools.some((tool) => text.includes(tool.name));
}

function trimmed(text: string, { start, end }: TextRange): TextRange {
  let first = start;
  let last = end;
  while (first < last && /[\s>]/.test(text.charAt(first))) first++;
  while (last > first && /\s/.test(text.charAt(last - 1))) last--;
  return { start: first, end: last };
}
