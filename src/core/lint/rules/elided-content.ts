import { defineMessages } from '../../l10n/messages.ts';
import type { ShotsDocument } from '../../model/model.ts';
import type { TextRange } from '../../text/range.ts';
import { leniency } from '../callPlaces.ts';
import { isElision } from '../elision.ts';
import { defineRule, type ShotsSubject } from '../rule.ts';
import { excerpt } from '../wording.ts';

const say = defineMessages({
  elided: {
    en: '`{text}` stands for something left out; a model learns only what is written.',
    'zh-CN': '`{text}` 表示省略的内容，而模型只能学到写出来的部分。',
  },
  shots: {
    en: 'This stands for shots that were left out.',
    'zh-CN': '这里代表省略的示例。',
  },
});

export const elidedContent = defineRule({
  id: 'elided-content',
  group: 'structure',
  summary: { en: 'Nothing is left out of an example.', 'zh-CN': '示例中不能有省略的内容。' },
  defaultSeverity: 'warning',
  check: {
    shots: (subject, _options, report) => {
      const { document } = subject;
      for (const block of document.elidedShots) report({ range: block.content, message: say('shots') });
      for (const range of elisions(subject)) {
        report({ range, message: say('elided', { text: excerpt(document.text, range) }) });
      }
      for (const { checked, node } of subject.survey.calls.elided) {
        report({ range: node, message: say('elided', { text: excerpt(document.text, node) }), ...leniency(checked) });
      }
    },
  },
});

function elisions(subject: ShotsSubject): readonly TextRange[] {
  const { document, survey } = subject;
  const { text } = document;
  const { elided, lines } = survey.notable;
  const whole = new Set(elided);
  const found: TextRange[] = [];
  for (const node of document.tree.texts) if (node.place === 'elision') found.push(trimmed(text, node));
  for (const { role, content } of elided) if (!namesTool(subject, role, content)) found.push(content);
  for (const line of lines) {
    const range = trimmed(text, line);
    // What is left out as a whole has been told already; comments are notes, not content.
    if (!isElision(text, range) || whole.has(line.block)) continue;
    if (!isWithinComment(document, line.start)) found.push(range);
  }
  return found;
}

function isWithinComment({ tree }: ShotsDocument, at: number): boolean {
  return tree.comments.some((comment) => comment.start <= at && at < comment.end);
}

/** `略 [SearchAvailableTime 的 schema]` names the tool that is meant, which is as good as writing its schema down. */
function namesTool({ document, tools }: ShotsSubject, role: string, content: TextRange): boolean {
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
