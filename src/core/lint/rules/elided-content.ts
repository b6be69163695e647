import { defineMessages } from '../../l10n/messages.ts';
import type { ShotsDocument } from '../../model/model.ts';
import type { TextRange } from '../../text/range.ts';
import { leniency, valuesOf } from '../callPlaces.ts';
import { defineRule, type ShotsSubject } from '../rule.ts';
import { excerpt } from '../wording.ts';

const say = defineMessages({
  elided: {
    en: '{text} stands for something left out; a model learns only what is written.',
    'zh-CN': '{text} 表示省略的内容，而模型只能学到写出来的部分。',
  },
  shots: {
    en: 'This stands for shots that were left out.',
    'zh-CN': '这里代表省略的示例。',
  },
});

/** A whole line or block that says something is missing: `...`, `……`, `[…]`, `（略）`, `TODO`. */
const ELISION =
  /^[ \t>]*(?:[[(（]?(?:\.{3,}|…+|⋯+|(?:此处|以下|其余)?(?:省略|从略|略))[\])）]?[。.]?|(?:TODO|TBD|FIXME)\b[^\n]{0,200}|[[(（]?待补充?[\])）]?[^\n]{0,20})[ \t]*$/;
const ELIDED_LINE = new RegExp(ELISION.source, 'gm');

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
      for (const checked of subject.calls) {
        for (const node of valuesOf(checked.site.call)) {
          if (node.kind !== 'elided') continue;
          const text = excerpt(document.text, node);
          report({ range: node, message: say('elided', { text }), ...leniency(checked) });
        }
      }
    },
  },
});

function* elisions(subject: ShotsSubject): Generator<TextRange> {
  const { document } = subject;
  for (const node of document.tree.nodes) {
    if (node.kind === 'text' && node.place === 'elision') yield trimmed(document.text, node);
  }
  const lines = elidedLines(document);
  let next = lines.next();
  for (const shot of document.shots) {
    for (const block of shot.blocks) {
      const { content } = block;
      while (next.done !== true && next.value.start < content.start) next = lines.next();
      if (isElided(document.text, content) && !namesTool(subject, block.role, content)) {
        yield content;
        continue;
      }
      for (; next.done !== true && next.value.start < content.end; next = lines.next()) {
        if (next.value.start > content.start) yield next.value;
      }
    }
  }
}

/** One pass over the whole text finds the lines; most documents have none. Comments are notes, not content. */
function* elidedLines({ text, tree }: ShotsDocument): Generator<TextRange> {
  let comment = 0;
  for (const match of text.matchAll(ELIDED_LINE)) {
    const range = trimmed(text, { start: match.index, end: match.index + match[0].length });
    while ((tree.comments[comment]?.end ?? Number.POSITIVE_INFINITY) <= range.start) comment++;
    if ((tree.comments[comment]?.start ?? Number.POSITIVE_INFINITY) > range.start) yield range;
  }
}

function isElided(text: string, content: TextRange): boolean {
  const length = content.end - content.start;
  return (
    length > 0 &&
    length <= LONGEST_ELISION &&
    startsElision(text.charCodeAt(content.start)) &&
    ELISION.test(text.slice(content.start, content.end))
  );
}

const FIRST_CHARACTERS = new Set([...'.…⋯[(（略省此以其待TF>'].map((character) => character.charCodeAt(0)));

/** Almost every block is told apart by its first character, so nothing is cut out of the text for it. */
function startsElision(code: number): boolean {
  return FIRST_CHARACTERS.has(code);
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
