import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import { defineMessages } from '../../l10n/messages.ts';
import { roundAt, shotAt } from '../../model/lookup.ts';
import { printLabel } from '../../model/print.ts';
import type { TextRange } from '../../text/range.ts';
import type { ShotsContext } from '../context.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';

const say = defineMessages({
  split: { en: 'Start a new shot with this round', 'zh-CN': '从此轮开始新的示例' },
});

/** Puts a request, which the author still has to word, before the round at the cursor. */
export function shotSplit({ render }: FeatureServices, context: ShotsContext, at: TextRange): readonly CodeAction[] {
  const { text, uri, lines, subject } = context;
  const { document } = subject;
  const shot = shotAt(document, at.start);
  const round = shot && roundAt(shot, at.start);
  // The rounds of a plan belong to it, and the first round has its request already.
  if (shot === undefined || round === undefined || round.index === 0 || shot.plan !== undefined) return [];
  const role = shot.style === 'function-calling' ? 'userRequest' : 'user';
  const gap = /(?:^|\n)[ \t]*\r?\n$/.test(text.slice(0, round.start)) ? '' : '\n';
  const newText = `${gap}${printLabel(role, document.detectedStyle)}\n`;
  const range = toRange(lines, { start: round.start, end: round.start });
  const edit = { changes: { [uri]: [{ range, newText }] } };
  return [{ title: render(say('split')), kind: CodeActionKind.Refactor, edit }];
}
