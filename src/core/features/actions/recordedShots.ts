import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import { defineMessages } from '../../l10n/messages.ts';
import { blockText } from '../../model/blockText.ts';
import { toDraft } from '../../model/draft.ts';
import type { ShotsDocument } from '../../model/model.ts';
import { printLabel, printShots } from '../../model/print.ts';
import type { TextRange } from '../../text/range.ts';
import type { ShotsContext } from '../context.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';

const say = defineMessages({
  convert: { en: 'Convert to Shots', 'zh-CN': '转换为示例' },
});

/** Rewrites recorded conversation, between tokens or as JSON, with labels. */
export function recordedShots(
  { render, language }: FeatureServices,
  { uri, text, lines, subject }: ShotsContext,
  _range: TextRange,
): readonly CodeAction[] {
  const { document } = subject;
  if (document.tree.turns === 'labels' || document.shots.length === 0) return [];
  const start = document.tree.frontMatter?.end ?? 0;
  const newText = printRecorded(document, language());
  return [
    {
      title: render(say('convert')),
      kind: CodeActionKind.RefactorRewrite,
      edit: { changes: { [uri]: [{ range: toRange(lines, { start, end: text.length }), newText }] } },
    },
  ];
}

/** The shots as chats with labels, each with the instructions before it. */
function printRecorded({ tree, shots, systems }: ShotsDocument, language: 'en' | 'zh-CN'): string {
  const style = { decoration: 'plain', language } as const;
  let from = 0;
  const printed = shots.map((shot) => {
    const own = systems.filter((block) => block.start >= from && block.start < shot.start);
    from = shot.end;
    const instructions = own.map((block) => `${printLabel('system', style)} ${blockText(tree, block).text.trim()}\n\n`);
    return `${instructions.join('')}${printShots([toDraft(tree, shot)], style)}`;
  });
  return printed.join('\n---\n\n');
}
