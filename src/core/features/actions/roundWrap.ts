import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import { defineMessages } from '../../l10n/messages.ts';
import { printLabel } from '../../model/print.ts';
import { overlaps, type TextRange } from '../../text/range.ts';
import type { ShotsContext } from '../context.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';

const say = defineMessages({
  wrap: { en: 'Convert selection to a round', 'zh-CN': '将所选内容转换为一轮' },
});

const CALL = /^\s*[\p{L}_][\p{L}\p{N}_.-]*\(.*\)\s*$/u;

/** Labels the selected lines: a line that is a call is the action, what precedes it thought, after it observed. */
export function roundWrap({ render }: FeatureServices, context: ShotsContext, at: TextRange): readonly CodeAction[] {
  const { text, uri, lines, subject } = context;
  const { detectedStyle } = subject.document;
  const range = wholeLines(context, at);
  const isSupported = detectedStyle.decoration !== 'quote' && detectedStyle.decoration !== 'tag';
  if (range === undefined || !isSupported || !isUnlabelled(context, range)) return [];
  const written = text.slice(range.start, range.end).split(/\r?\n/);
  const call = written.findIndex((line) => CALL.test(line));
  const parts = {
    think: written.slice(0, call === -1 ? undefined : call),
    action: call === -1 ? [] : written.slice(call, call + 1),
    observation: call === -1 ? [] : written.slice(call + 1),
  };
  const newText = (['think', 'action', 'observation'] as const)
    .map((role) => {
      const label = printLabel(role, detectedStyle);
      return `${label}${detectedStyle.spaceAfterColon ? ' ' : ''}${parts[role].join('\n').trim()}`.trimEnd();
    })
    .join('\n');
  const edit = { changes: { [uri]: [{ range: toRange(lines, range), newText }] } };
  return [{ title: render(say('wrap')), kind: CodeActionKind.RefactorRewrite, edit }];
}

/** The lines a selection touches; undefined if they contain only white space. */
function wholeLines({ text, lines }: ShotsContext, { start, end }: TextRange): TextRange | undefined {
  if (text.slice(start, end).trim() === '') return undefined;
  const last = text[end - 1] === '\n' ? end - 1 : end;
  return { start: lines.lineStart(lines.lineAt(start)), end: lines.lineEnd(lines.lineAt(last)) };
}

/** True for prose: text outside of blocks, or lines of a block after that of its label. */
function isUnlabelled({ subject }: ShotsContext, range: TextRange): boolean {
  return subject.document.tree.nodes
    .filter((node) => overlaps(node, range))
    .every(
      (node) =>
        node.kind === 'text' || node.kind === 'blank' || (node.kind === 'block' && node.label.end < range.start),
    );
}
