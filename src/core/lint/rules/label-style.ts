import { defineMessages, type Message } from '../../l10n/messages.ts';
import { isReplyWord } from '../../parser/context/words.ts';
import type { Role } from '../../parser/roles.ts';
import type { BlockNode, DetectedStyle, Label } from '../../parser/tree.ts';
import type { ProjectStyle } from '../../project/project.ts';
import type { TextRange } from '../../text/range.ts';
import { defineRule, type Report } from '../rule.ts';
import { getUsualNames } from '../support/roles.ts';

const say = defineMessages({
  mixed: {
    en: 'The label is `{found}`, but most labels of this document are written like `{expected}`.',
    'zh-CN': '标签写作 `{found}`，而文档中其他标签写作 `{expected}`。',
  },
  configured: {
    en: 'The label is `{found}`, but the project file requires `{expected}`.',
    'zh-CN': '标签写作 `{found}`，而项目文件要求写作 `{expected}`。',
  },
  fix: { en: 'Change to `{expected}`', 'zh-CN': '更改为 `{expected}`' },
});

export const labelStyle = defineRule({
  id: 'label-style',
  group: 'style',
  summary: {
    en: 'Labels of the same role must be written the same way throughout a document.',
    'zh-CN': '同一角色的标签在文档中的写法必须一致。',
  },
  defaultSeverity: 'warning',
  fixable: 'fix',
  check: {
    shots: ({ document, project }, _options, report) => {
      const expected = getExpectedStyle(document.detectedStyle, project.style);
      // If all labels have the same format, none of them can differ.
      if (document.tree.uniform && expected.reason === 'mixed') return;
      for (const node of document.tree.nodes) {
        if (node.kind !== 'block') continue;
        const finding = differing(document.text, node, expected);
        if (finding !== undefined) report(finding);
      }
    },
  },
});

interface ExpectedStyle {
  readonly words: Readonly<Partial<Record<Role, string>>>;
  readonly decoration: Label['decoration'];
  readonly boldSpan: Label['boldSpan'];
  readonly colon: ':' | '：';
  /** Which message a different label gets: the other labels differ, or the project file requires a format. */
  readonly reason: 'mixed' | 'configured';
}

function getExpectedStyle(detectedStyle: DetectedStyle, style: ProjectStyle): ExpectedStyle {
  const chosen =
    style.labels === 'keep' ? {} : typeof style.labels === 'string' ? getUsualNames(style.labels) : style.labels;
  const bold = style.bold;
  const keepsBold = bold === 'keep' || !(detectedStyle.decoration === 'bold' || detectedStyle.decoration === 'plain');
  const configured = Object.keys(chosen).length > 0 || style.colon !== 'keep' || bold !== 'keep';
  return {
    words: { ...detectedStyle.words, ...chosen },
    decoration: keepsBold ? detectedStyle.decoration : bold === 'none' ? 'plain' : 'bold',
    boldSpan: keepsBold ? detectedStyle.boldSpan : bold === 'none' ? undefined : bold,
    colon: style.colon === 'keep' ? detectedStyle.colon : style.colon,
    reason: configured ? 'configured' : 'mixed',
  };
}

function differing(text: string, block: BlockNode, expected: ExpectedStyle): Report | undefined {
  const { label } = block;
  // A label without a colon is bold and alone on its line, or numbered: a separate format.
  if (label.colon === '') return undefined;
  // The last reply of a chat may have a word of its own.
  if (block.role === 'assistant' && isReplyWord(text.slice(label.word.start, label.word.end))) return undefined;
  const hasSameFormat = label.decoration === expected.decoration && label.boldSpan === expected.boldSpan;
  const usual = expected.words[block.role];
  // Nearly every label is correct, so its word is compared in place.
  if (hasSameFormat && label.colon === expected.colon && usual !== undefined && isAt(text, label.word, usual))
    return undefined;
  const word = text.slice(label.word.start, label.word.end);
  const expectedWord = wordFor(text, label, usual ?? word);
  if (word === expectedWord && label.colon === expected.colon && hasSameFormat) return undefined;
  const rewritable = isRewritable(label, expected);
  const written = rewritable ? writeLabel(text, label, expectedWord, expected) : `${expectedWord}${expected.colon}`;
  if (written === text.slice(label.start, label.end)) return undefined;
  const names: Readonly<Record<string, string | Message>> = {
    found: text.slice(label.start, label.end),
    expected: written,
  };
  const range = { start: label.start, end: label.end };
  return {
    range,
    message: say(expected.reason, names),
    ...(rewritable ? { fix: { title: say('fix', names), edits: [{ range, newText: written }] } } : {}),
  };
}

function isAt(text: string, { start, end }: TextRange, word: string): boolean {
  return end - start === word.length && text.startsWith(word, start);
}

/** `第一步` and `步骤 1` have their number in different places, so their words are not replaced by each other. */
function wordFor(text: string, label: Label, expected: string): string {
  const word = text.slice(label.word.start, label.word.end);
  return label.role === 'step' && (word.startsWith('第') || expected.startsWith('第')) ? word : expected;
}

/** Bold affects only the label; quotes, lists and tags also affect the text after it. */
function isRewritable(label: Label, expected: ExpectedStyle): boolean {
  if (label.decoration === 'tag') return false;
  if (label.decoration === expected.decoration) return true;
  return [label.decoration, expected.decoration].every((decoration) => decoration === 'bold' || decoration === 'plain');
}

function writeLabel(text: string, label: Label, word: string, expected: ExpectedStyle): string {
  const before = text.slice(label.start, label.word.start).replaceAll('*', '');
  const after = text
    .slice(label.word.end, label.end)
    .replace(/[*:：]/g, '')
    .trimEnd();
  if (expected.boldSpan === 'word') return `${before}**${word}${after}**${expected.colon}`;
  if (expected.boldSpan === 'word-and-colon') return `${before}**${word}${after}${expected.colon}**`;
  return `${before}${word}${after}${expected.colon}`;
}
