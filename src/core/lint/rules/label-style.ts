import { defineMessages, type Message } from '../../l10n/messages.ts';
import type { BlockNode, DocumentHabit, Label, Role } from '../../parser/tree.ts';
import type { ProjectStyle } from '../../project/project.ts';
import type { TextRange } from '../../text/range.ts';
import { usualNames } from '../roles.ts';
import { defineRule, type Report } from '../rule.ts';

const say = defineMessages({
  mixed: {
    en: 'The label is written `{found}`; elsewhere it is `{wanted}`.',
    'zh-CN': '标签写作 `{found}`，而其他地方写作 `{wanted}`。',
  },
  configured: {
    en: 'The label is written `{found}`; the project asks for `{wanted}`.',
    'zh-CN': '标签写作 `{found}`，而项目要求写作 `{wanted}`。',
  },
  fix: { en: 'Write `{wanted}`', 'zh-CN': '改写为 `{wanted}`' },
});

export const labelStyle = defineRule({
  id: 'label-style',
  group: 'style',
  summary: {
    en: 'One role has one label, written in one way throughout a document.',
    'zh-CN': '同一角色在文档中只用一种标签，写法一致。',
  },
  defaultSeverity: 'warning',
  fixable: 'fix',
  check: {
    shots: ({ document, project }, _options, report) => {
      const wanted = wantedStyle(document.habit, project.style);
      // Where all labels are alike, each wears the habit that they make.
      if (document.tree.uniform && wanted.reason === 'mixed') return;
      for (const node of document.tree.nodes) {
        if (node.kind !== 'block') continue;
        const finding = differing(document.text, node, wanted);
        if (finding !== undefined) report(finding);
      }
    },
  },
});

interface WantedStyle {
  readonly words: Readonly<Partial<Record<Role, string>>>;
  readonly decoration: Label['decoration'];
  readonly boldSpan: Label['boldSpan'];
  readonly colon: ':' | '：';
  /** What to say when a label differs: what others do, or what the project asks. */
  readonly reason: 'mixed' | 'configured';
}

function wantedStyle(habit: DocumentHabit, style: ProjectStyle): WantedStyle {
  const chosen =
    style.labels === 'keep' ? {} : typeof style.labels === 'string' ? usualNames(style.labels) : style.labels;
  const bold = style.bold;
  const keepsBold = bold === 'keep' || !(habit.decoration === 'bold' || habit.decoration === 'plain');
  const configured = Object.keys(chosen).length > 0 || style.colon !== 'keep' || bold !== 'keep';
  return {
    words: { ...habit.words, ...chosen },
    decoration: keepsBold ? habit.decoration : bold === 'none' ? 'plain' : 'bold',
    boldSpan: keepsBold ? habit.boldSpan : bold === 'none' ? undefined : bold,
    colon: style.colon === 'keep' ? habit.colon : style.colon,
    reason: configured ? 'configured' : 'mixed',
  };
}

function differing(text: string, block: BlockNode, wanted: WantedStyle): Report | undefined {
  const { label } = block;
  // A label without a colon stands bold and alone on its line, or numbered: a way of writing of its own.
  if (label.colon === '') return undefined;
  const sameDress = label.decoration === wanted.decoration && label.boldSpan === wanted.boldSpan;
  const usual = wanted.words[block.role];
  // Nearly every label is as it should be, so its word is compared where it stands.
  if (sameDress && label.colon === wanted.colon && usual !== undefined && stands(text, label.word, usual))
    return undefined;
  const word = text.slice(label.word.start, label.word.end);
  const wantedWord = wordFor(text, label, usual ?? word);
  if (word === wantedWord && label.colon === wanted.colon && sameDress) return undefined;
  const rewritable = isRewritable(label, wanted);
  const written = rewritable ? dressed(text, label, wantedWord, wanted) : `${wantedWord}${wanted.colon}`;
  const names: Readonly<Record<string, string | Message>> = {
    found: text.slice(label.start, label.end),
    wanted: written,
  };
  const range = { start: label.start, end: label.end };
  return {
    range,
    message: say(wanted.reason, names),
    ...(rewritable ? { fix: { title: say('fix', names), edits: [{ range, newText: written }] } } : {}),
  };
}

function stands(text: string, { start, end }: TextRange, word: string): boolean {
  return end - start === word.length && text.startsWith(word, start);
}

/** `第一步` and `步骤 1` hold their number in different places, so their words are not exchanged. */
function wordFor(text: string, label: Label, wanted: string): string {
  const word = text.slice(label.word.start, label.word.end);
  return label.role === 'step' && (word.startsWith('第') || wanted.startsWith('第')) ? word : wanted;
}

/** Bold comes and goes within the label; quotes, lists and tags also dress the text behind it. */
function isRewritable(label: Label, wanted: WantedStyle): boolean {
  if (label.decoration === 'tag') return false;
  if (label.decoration === wanted.decoration) return true;
  return [label.decoration, wanted.decoration].every((decoration) => decoration === 'bold' || decoration === 'plain');
}

function dressed(text: string, label: Label, word: string, wanted: WantedStyle): string {
  const before = text.slice(label.start, label.word.start).replaceAll('*', '');
  const behind = text
    .slice(label.word.end, label.end)
    .replace(/[*:：]/g, '')
    .trimEnd();
  if (wanted.boldSpan === 'word') return `${before}**${word}${behind}**${wanted.colon}`;
  if (wanted.boldSpan === 'word-and-colon') return `${before}**${word}${behind}${wanted.colon}**`;
  return `${before}${word}${behind}${wanted.colon}`;
}
