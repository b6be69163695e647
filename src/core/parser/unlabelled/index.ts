import type { TextRange } from '../../text/range.ts';
import type { ScanSummary } from '../fast/scanSummary.ts';
import type { LabelledBlock } from '../labelledBlock.ts';
import type { ActiveToken } from '../lineTokens.ts';
import { withAnsweredResults } from './answeredResults.ts';
import { answerFields } from './answerFields.ts';
import { bareCalls } from './bareCalls.ts';
import { codeActions } from './codeActions.ts';
import { codeResults } from './codeResults.ts';
import { commands } from './commands.ts';
import { evidence } from './evidence.ts';
import type { UnlabelledForm } from './form.ts';
import { withHeadingFields } from './headingFields.ts';
import { numberedCalls } from './numberedCalls.ts';
import { withOpenField } from './openField.ts';
import { failures, reflections } from './reflections.ts';
import { withRequestFields } from './requestFields.ts';
import { withStateFields } from './stateFields.ts';
import { workings } from './workings.ts';

/** The forms with parts that have no label. A new one is a module with its tests and a row in docs/format.md. */
export const UNLABELLED_FORMS: readonly UnlabelledForm[] = [
  evidence,
  numberedCalls,
  reflections,
  failures,
  commands,
  codeActions,
  codeResults,
  bareCalls,
  answerFields,
  workings,
];

/** Adds the blocks that have no label. Code fences and comments have none. */
export function withUnlabelledParts(
  text: string,
  tokens: readonly ActiveToken[],
  summary: Pick<ScanSummary, 'firsts' | 'words'>,
): readonly ActiveToken[] {
  const withFields = occurs(summary.firsts, '#>') ? withHeadingFields(text, tokens) : tokens;
  let result = withAnsweredResults(withOpenField(text, withFields));
  for (const form of UNLABELLED_FORMS) {
    if (mayOccur(form, text, summary)) result = withBlocks(result, form.find(text, result));
  }
  return withRequestFields(text, withStateFields(text, result));
}

function mayOccur(
  { first, words, mark }: UnlabelledForm,
  text: string,
  summary: Pick<ScanSummary, 'firsts' | 'words'>,
): boolean {
  if (first !== undefined && !occurs(summary.firsts, first)) return false;
  if (words?.every((word) => !summary.words.has(word)) === true) return false;
  return mark === undefined || text.includes(mark);
}

function occurs(firsts: Uint8Array, characters: string): boolean {
  for (let index = 0; index < characters.length; index++) if (firsts[characters.charCodeAt(index)] === 1) return true;
  return false;
}

/** Merges blocks into the tokens. A block takes the place of a heading that is its label. */
export function withBlocks(tokens: readonly ActiveToken[], blocks: readonly LabelledBlock[]): readonly ActiveToken[] {
  if (blocks.length === 0) return tokens;
  const starts = new Set(blocks.map(({ at }) => at));
  const kept = tokens.filter((token) => token.kind !== 'heading' || !starts.has(token.at));
  const shown = outsideHidden(tokens, blocks);
  // Of two tokens at one place, the block without a label opens what the other is in.
  return [...shown, ...kept].sort((a, b) => a.at - b.at);
}

/** The blocks that are in no code fence and no comment. */
function outsideHidden(tokens: readonly ActiveToken[], blocks: readonly LabelledBlock[]): readonly LabelledBlock[] {
  const hidden = tokens.flatMap((token): readonly TextRange[] =>
    token.kind === 'fenced' ? [token.fence] : token.kind === 'comment' ? [token.node] : [],
  );
  let next = 0;
  let until = 0;
  return blocks.filter(({ at }) => {
    for (let range = hidden[next]; range !== undefined && range.start < at; range = hidden[++next])
      until = Math.max(until, range.end);
    return at >= until;
  });
}
