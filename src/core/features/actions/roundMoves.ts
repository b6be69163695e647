import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import { defineMessages } from '../../l10n/messages.ts';
import { roundAt, shotAt } from '../../model/lookup.ts';
import type { Round } from '../../model/model.ts';
import type { TextRange } from '../../text/range.ts';
import type { ShotsContext } from '../context.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';

const say = defineMessages({
  up: { en: 'Move round up', 'zh-CN': '上移此轮' },
  down: { en: 'Move round down', 'zh-CN': '下移此轮' },
});

/** Exchanges the round at the cursor with the one before or after it; what is between them stays. */
export function roundMoves(services: FeatureServices, context: ShotsContext, at: TextRange): readonly CodeAction[] {
  const shot = shotAt(context.subject.document, at.start);
  const round = shot && roundAt(shot, at.start);
  if (shot === undefined || round === undefined) return [];
  const before = shot.rounds[round.index - 1];
  const after = shot.rounds[round.index + 1];
  return [
    ...(before === undefined ? [] : exchange(services, context, 'up', before, round)),
    ...(after === undefined ? [] : exchange(services, context, 'down', round, after)),
  ];
}

function exchange(
  { render }: FeatureServices,
  { text, uri, lines }: ShotsContext,
  way: 'up' | 'down',
  first: Round,
  second: Round,
): readonly CodeAction[] {
  const a = bodyOf(text, first);
  const b = bodyOf(text, second);
  if (a.end > b.start) return [];
  const edits = [
    { range: toRange(lines, a), newText: text.slice(b.start, b.end) },
    { range: toRange(lines, b), newText: text.slice(a.start, a.end) },
  ];
  return [{ title: render(say(way)), kind: CodeActionKind.RefactorMove, edit: { changes: { [uri]: edits } } }];
}

/** A round without the line breaks after it. */
function bodyOf(text: string, { start, end }: TextRange): TextRange {
  const trimmed = text.slice(start, end).trimEnd();
  return { start, end: start + trimmed.length };
}
