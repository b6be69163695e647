import { defineMessages, type Message } from '../../l10n/messages.ts';
import type { Round, ShotsDocument } from '../../model/model.ts';
import type { DetectedStyle, TreeNode } from '../../parser/tree.ts';
import { createNodesBetweenReader, type NodeBetween } from '../analysis/nodesBetween.ts';
import type { ShotsLintSubject } from '../lintSubject.ts';
import { createFix, defineRule, type Report, type TextEdit } from '../rule.ts';
import { hasUsualLabel } from '../support/labels.ts';

type Separator = DetectedStyle['roundSeparator'];

const say = defineMessages({
  mixed: {
    en: 'These rounds are separated by {found}, but other rounds by {required}.',
    'zh-CN': '这两轮之间的分隔是{found}，而其他轮次之间是{required}。',
  },
  configured: {
    en: 'These rounds are separated by {found}, but the project file requires {required}.',
    'zh-CN': '这两轮之间的分隔是{found}，而项目文件要求使用{required}。',
  },
  none: { en: 'nothing', 'zh-CN': '无分隔' },
  blank: { en: 'a blank line', 'zh-CN': '空行' },
  mark: { en: '`{separator}`', 'zh-CN': ' `{separator}`' },
  fix: { en: 'Change to {required}', 'zh-CN': '更改为{required}' },
});

export const roundSeparator = defineRule({
  id: 'round-separator',
  group: 'style',
  summary: {
    en: 'Rounds must be separated the same way throughout a document.',
    'zh-CN': '同一文档中，各轮之间的分隔方式必须一致。',
  },
  defaultSeverity: 'warning',
  fixable: 'fix',
  check: {
    shots: ({ document, project }: ShotsLintSubject, _options, report) => {
      const chosen = project.style.roundSeparator;
      const required: Separator = chosen === 'keep' ? document.detectedStyle.roundSeparator : chosen;
      const nodes = createNodesBetweenReader(document.tree);
      const reason = chosen === 'keep' ? 'mixed' : 'configured';
      for (const shot of document.shots) {
        // Blank lines between the turns of a chat decide where it ends.
        if (shot.style === 'chat') continue;
        let end: number | undefined;
        for (const round of shot.rounds) {
          const before = end;
          end = round.end;
          if (before === undefined || isPlainGap(required, before, round.start) || isReflection(round)) continue;
          const between = nodes(before, round.start);
          const finding = between && check(document, between, required, round, reason);
          if (finding !== undefined) report(finding);
        }
      }
    },
  },
});

/** What an agent thinks of a trial that is over is no round of it. */
function isReflection({ actions, blocks }: Round): boolean {
  return actions.length === 0 && blocks[0]?.label.decoration === 'token';
}

/** No text, and one empty line, are recognized by their length. */
function isPlainGap(required: Separator, start: number, end: number): boolean {
  return required === 'none' ? end === start : required === 'blank' && end > start && end - start <= LINE_BREAK;
}

function check(
  document: ShotsDocument,
  between: readonly NodeBetween[],
  required: Separator,
  round: Round,
  reason: 'mixed' | 'configured',
): Report | undefined {
  const found = separatorOf(document.text, between);
  if (found === required) return undefined;
  const names = { found: named(found), required: named(required) };
  const [first] = round.blocks;
  const fixable = first === undefined || hasUsualLabel(document, first);
  return {
    range: placeOf(between) ?? first?.label ?? round,
    message: say(reason, names),
    ...(fixable ? { fix: createFix(say('fix', names), edits(between, required, round)) } : {}),
  };
}

/** The longest line break, in UTF-16 units. */
const LINE_BREAK = 2;

function separatorOf(text: string, between: readonly NodeBetween[]): Separator {
  for (const node of between) {
    if (node.kind === 'separator') return text[node.mark.start] === '*' ? '***' : '---';
  }
  return between.some((node) => node.kind === 'blank') ? 'blank' : 'none';
}

function placeOf(between: readonly NodeBetween[]) {
  const separator = between.find((node) => node.kind === 'separator');
  return separator?.mark ?? between.find((node: TreeNode) => node.kind === 'blank');
}

/** Removes blank lines and separators, keeps comments, and inserts the expected separator after the previous round. */
function edits(between: readonly NodeBetween[], required: Separator, round: Round): readonly TextEdit[] {
  const start = between[0]?.start ?? round.blocks[0]?.start ?? round.start;
  const text = { none: '', blank: '\n', '---': '\n---\n\n', '***': '\n***\n\n' }[required];
  const [first, ...rest] = between.filter((node) => node.kind !== 'comment');
  if (first === undefined || first.start !== start) {
    const removals = [first, ...rest].filter((node) => node !== undefined).map(removal);
    return [{ range: { start, end: start }, newText: text }, ...removals];
  }
  return [{ range: { start: first.start, end: first.end }, newText: text }, ...rest.map(removal)];
}

function removal({ start, end }: NodeBetween): TextEdit {
  return { range: { start, end }, newText: '' };
}

function named(separator: Separator): Message {
  return separator === 'none' || separator === 'blank' ? say(separator) : say('mark', { separator });
}
