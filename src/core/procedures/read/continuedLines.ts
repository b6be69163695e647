import { announcesSteps, introduces, MAX_ANNOUNCEMENT_LENGTH, namesProcedure } from '../roles/titles.ts';
import type { Item } from './item.ts';
import { isNoteOpening, isRuleOpening, opensAction, opensBracketedBranch, opensSection } from './openings.ts';
import type { OutlineNode } from './outlineNode.ts';
import { isBelowTitle, isTitleBetween } from './titleLines.ts';

/** True if a line goes on with the item above it. */
export function continues(text: string, last: OutlineNode, item: Item, words: string): boolean {
  const isWithin = item.indent > last.item.indent + 1 && item.indent > 0;
  if (last.form === 'heading' || (item.afterBlank && !isWithin && !isBroken(text, last, item))) return false;
  if (last.form === 'label' && endsInColon(text, last)) return false;
  if (
    isNoteOpening(words) ||
    isRuleOpening(words) ||
    opensAction(words) ||
    opensSection(words) ||
    opensBracketedBranch(words)
  )
    return false;
  if (last.form === 'paragraph' && (opensProcedure(text, last) || isBoldTitle(last, item))) return false;
  return (
    !leavesBullet(last, item, words) &&
    !isBelowTitle(text, last, item) &&
    !isTitleBetween(text, last.parts.at(-1)?.end ?? 0, item)
  );
}

/** `**Listen**` alone on its line, and below it what is done. */
function isBoldTitle({ item, parts }: OutlineNode, { isBold }: Item): boolean {
  return item.isBold && parts.length === 1 && !isBold;
}

/** `办理步骤如下：`, `以下是详细的流程。`, or a title such as `挂失补卡的详细步骤` above the sentences of a text. */
function opensProcedure(text: string, last: OutlineNode): boolean {
  const part = last.parts.at(-1);
  if (part === undefined || part.end - part.start > MAX_ANNOUNCEMENT_LENGTH) return false;
  const mark = text.charAt(part.end - 1);
  if (mark === ':' || mark === '：') return announcesSteps(textOf(text, last));
  if (last.parts.length > 1) return false;
  if (mark === '。') return introduces(textOf(text, last));
  return last.parent?.parent === undefined && part.end - part.start <= 40 && namesProcedure(textOf(text, last));
}

/** The last words of an item. */
function textOf(text: string, { parts }: OutlineNode): string {
  const last = parts.at(-1);
  return last === undefined ? '' : text.slice(last.start, last.end);
}

/** A sentence that breaks off at the end of its line and goes on after a blank line, as copied from a PDF. */
function isBroken(text: string, { parts }: OutlineNode, item: Item): boolean {
  const part = parts.at(-1);
  if (part === undefined || part.end - part.start < 24) return false;
  const words = text.slice(part.start, part.end);
  if (!/[\p{Script=Han}，、]$/u.test(words) || !/[，。：；]/u.test(words)) return false;
  return /^\p{Script=Han}[^\n]*[。；，]/u.test(text.slice(item.contentStart, item.end));
}

/** A paragraph as far to the left as a list of letters within a step belongs to the step. */
export function leavesLetters({ marker, parent, item: { indent } }: OutlineNode, item: Item): boolean {
  const isLettered = marker?.style === 'letter' || marker?.style === 'roman';
  return isLettered && parent?.form === 'numbered' && item.indent <= indent;
}

/** A line that is not indented ends a bullet, unless it goes on in the middle of a sentence. */
function leavesBullet(last: OutlineNode, item: Item, words: string): boolean {
  if (last.form !== 'bullet' || item.indent > last.item.indent) return false;
  return /^\**\p{Lu}|^(?:若(?!干)|如果|如(?:有|无|遇|仍|发现)|当|一旦|否则|此外|建议|注意)/u.test(words);
}

/** True if the words of an item announce something. */
export function endsInColon(text: string, { parts }: OutlineNode): boolean {
  const end = parts.at(-1)?.end ?? 0;
  return /[:：]\**\s*$/.test(text.slice(Math.max(0, end - 4), end));
}
