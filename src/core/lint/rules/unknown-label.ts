import { defineMessages } from '../../l10n/messages.ts';
import type { Block, ShotsDocument } from '../../model/model.ts';
import { isRequest, type Role } from '../../parser/roles.ts';
import type { Decoration } from '../../parser/tree.ts';
import { labelWords } from '../../parser/vocabulary.ts';
import { isWithinEdits } from '../../similarity/nearest.ts';
import type { TextRange } from '../../text/range.ts';
import type { ContentLine } from '../analysis/indexShots.ts';
import { defineRule } from '../rule.ts';
import { getRolesAfter } from '../support/roles.ts';

const say = defineMessages({
  unknown: {
    en: '`{word}` is not a known label, so its text is part of the block above. Did you mean `{label}`?',
    'zh-CN': '`{word}` 不是已知的标签，后面的文字会算作上一段的内容。你是否想写 `{label}`？',
  },
  write: { en: 'Change to `{label}`', 'zh-CN': '更改为 `{label}`' },
});

/** From this many letters on, two edits still point at one word. */
const LONG_WORD = 6;

/** A line with the format of a label, per label format. The first group is the word. */
const SHAPES: Readonly<Record<Exclude<Decoration, 'token'>, RegExp>> = {
  bold: /\*\*([\p{L} ]{2,20})(?: ?\d+)?(?:\*\* ?[:：]|[:：]\*\*)/uy,
  plain: /([\p{L} ]{2,20}?)(?: ?\d+)?[:：]/uy,
  list: /[-*+] (?:\*\*)?([\p{L} ]{2,20})(?: ?\d+)?(?:\*\*)?[:：]/uy,
  quote: /> ?(?:\*\*)?([\p{L} ]{2,20})(?: ?\d+)?(?:\*\*)?[:：]/uy,
  tag: /<([\p{L}_]{2,20})>/uy,
};

export const unknownLabel = defineRule({
  id: 'unknown-label',
  group: 'structure',
  summary: {
    en: 'Reports lines that look like a misspelled label.',
    'zh-CN': '报告疑似拼写错误的标签。',
  },
  defaultSeverity: 'warning',
  fixable: 'suggestion',
  check: {
    shots: ({ document, project, index }, _options, report) => {
      const words = Object.entries(labelWords(project.labels)) as [Role, readonly string[]][];
      const labels = words.flatMap(([role, list]) => list.map((word) => ({ role, word })));
      const known = new Set(labels.map(({ word }) => word.toLowerCase()));
      const seen = new Map<string, readonly Label[]>();
      for (const { word, range, block } of labelLikeLines(document, index.shots.contentLines)) {
        const folded = word.toLowerCase();
        if (known.has(folded) || known.has(folded.replace(/s$/, ''))) continue;
        const near = seen.get(folded) ?? labels.filter((label) => isNear(folded, label.word.toLowerCase()));
        seen.set(folded, near);
        const meant = near.find(({ role }) => isExpected(document, block, role, range));
        if (meant === undefined) continue;
        const label = inCaseOf(document.detectedStyle.words[meant.role], meant.word);
        report({
          range,
          message: say('unknown', { word, label }),
          suggestions: [{ title: say('write', { label }), edits: [{ range, newText: label }] }],
        });
      }
    },
  },
});

interface Label {
  readonly role: Role;
  readonly word: string;
}

/** Lines inside blocks with the format of the document's labels, with the block they were read into. */
function* labelLikeLines(document: ShotsDocument, lines: readonly ContentLine[]) {
  const { decoration } = document.detectedStyle;
  if (decoration === 'token') return;
  const shape = SHAPES[decoration];
  for (const { block, start } of lines) {
    shape.lastIndex = start;
    const match = shape.exec(document.text);
    const word = match?.[1]?.trim() ?? '';
    if (match === null || word === '') continue;
    if (block.fences.some((fence) => fence.start <= start && start < fence.end)) continue;
    const at = start + match[0].indexOf(word);
    yield { word, block, range: { start: at, end: at + word.length } };
  }
}

function isNear(word: string, label: string): boolean {
  return word !== label && isWithinEdits(word, label, label.length >= LONG_WORD ? 2 : 1);
}

/** The order expects a label's role after the block the line was read into; a new request also needs a break before it. */
function isExpected(document: ShotsDocument, block: Block, role: Role, range: TextRange): boolean {
  if (!isRequest(role)) return getRolesAfter(block.role).includes(role) && role !== block.role;
  const line = document.lines.lineAt(range.start);
  const above = document.text.slice(document.lines.lineStart(line - 1), document.lines.lineEnd(line - 1)).trim();
  return above === '' || /^[-*]{3,}$/.test(above);
}

function inCaseOf(own: string | undefined, word: string): string {
  return own !== undefined && own.toLowerCase() === word.toLowerCase() ? own : word;
}
