import { defineMessages } from '../../l10n/messages.ts';
import type { ShotsDocument } from '../../model/model.ts';
import type { TextRange } from '../../text/range.ts';
import { leniency } from '../callPlaces.ts';
import { contentLines } from '../contentLines.ts';
import { notableValues } from '../notableValues.ts';
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

/** A whole line or block that says something is missing: `...`, `……`, `[…]`, `（略）`, `TODO`. */
const ELISION =
  /^[ \t>]*(?:[[(（]?(?:\.{3,}|…+|⋯+|(?:此处|以下|其余)?(?:省略|从略|略))[\])）]?[。.]?|(?:TODO|TBD|FIXME)\b[^\n]{0,200}|[[(（]?待补充?[\])）]?[^\n]{0,20})[ \t]*$/;

/** Longer content is something, whatever it begins with. */
const LONGEST_ELISION = 240;

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
      for (const { checked, node } of notableValues(subject.calls).elided) {
        report({ range: node, message: say('elided', { text: excerpt(document.text, node) }), ...leniency(checked) });
      }
    },
  },
});

function elisions(subject: ShotsSubject): readonly TextRange[] {
  const { document } = subject;
  const { text } = document;
  const found: TextRange[] = [];
  for (const node of document.tree.nodes) {
    if (node.kind === 'text' && node.place === 'elision') found.push(trimmed(text, node));
  }
  for (const shot of document.shots) {
    for (const { role, content } of shot.blocks) {
      if (isElided(text, content) && !namesTool(subject, role, content)) found.push(content);
    }
  }
  for (const line of contentLines(document)) {
    const range = trimmed(text, line);
    // What is left out as a whole has been told already; comments are notes, not content.
    if (!isElided(text, range) || isElided(text, line.block.content)) continue;
    if (!isWithinComment(document, line.start)) found.push(range);
  }
  return found;
}

function isWithinComment({ tree }: ShotsDocument, at: number): boolean {
  return tree.comments.some((comment) => comment.start <= at && at < comment.end);
}

/** Almost every block is told apart by its length or first character, so nothing is cut out of the text for it. */
function isElided(text: string, { start, end }: TextRange): boolean {
  if (start >= end || end - start > LONGEST_ELISION || !FIRST_CODES.has(text.charCodeAt(start))) return false;
  return ELISION.test(text.slice(start, end));
}

const FIRST_CODES: ReadonlySet<number> = new Set([...'.…⋯[(（略省此以其待TF>'].map((first) => first.charCodeAt(0)));

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
