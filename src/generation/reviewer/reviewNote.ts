import { type Diagnostic, defineMessages, type Language, type Message, renderMessage } from '../../core/index.ts';
import type { ShotReview } from './review.ts';

const say = defineMessages({
  accepted: { en: 'accepted by {model}', 'zh-CN': '{model} 认可' },
  acceptedWith: { en: 'accepted by {model}: {reasons}', 'zh-CN': '{model} 认可：{reasons}' },
  rejected: { en: 'not accepted by {model}: {reasons}', 'zh-CN': '{model} 不认可：{reasons}' },
  noReason: { en: 'no reason given', 'zh-CN': '未说明原因' },
  failed: { en: 'not reviewed by {model} ({code})', 'zh-CN': '{model} 未能审阅（{code}）' },
});

/** A review in one sentence. */
export function toReviewMessage(review: ShotReview): Message {
  const { model } = review;
  if (review.accept === undefined) return say('failed', { model, code: review.code });
  const reasons = review.reasons.join('; ');
  if (!review.accept) return say('rejected', { model, reasons: reasons === '' ? say('noReason') : reasons });
  return reasons === '' ? say('accepted', { model }) : say('acceptedWith', { model, reasons });
}

const DRAFT_MARK = '<!-- status: draft -->';
const MAX_NOTE_LENGTH = 400;

/** A shot with its review as a comment below its status, and its findings on the lines where they are then. */
export function withReviewNote<Shot extends { readonly text: string; readonly findings: readonly Diagnostic[] }>(
  shot: Shot,
  review: ShotReview,
  language: Language,
): Shot {
  const mark = shot.text.indexOf(DRAFT_MARK);
  if (mark === -1) return shot;
  const end = mark + DRAFT_MARK.length;
  const line = shot.text.slice(0, end).split('\n').length - 1;
  const note = toCommentText(renderMessage(toReviewMessage(review), language));
  const text = `${shot.text.slice(0, end)}\n<!-- review: ${note} -->${shot.text.slice(end)}`;
  return { ...shot, text, findings: shot.findings.map((finding) => moveDown(finding, line)) };
}

/** A model's words cannot end the comment or be another one. */
function toCommentText(words: string): string {
  const plain = words.replace(/\s/g, ' ').replaceAll('--', '—').replace(/[<>]/g, '');
  return plain.length <= MAX_NOTE_LENGTH ? plain : `${plain.slice(0, MAX_NOTE_LENGTH)}…`;
}

function moveDown(finding: Diagnostic, after: number): Diagnostic {
  const move = <Position extends { readonly line: number }>(position: Position): Position => {
    return position.line <= after ? position : { ...position, line: position.line + 1 };
  };
  const { start, end } = finding.range;
  return { ...finding, range: { start: move(start), end: move(end) } };
}
