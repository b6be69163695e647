/**
 * Finds the offset of the answer in a streamed reply; undefined while only reasoning has come. Each call passes the
 * whole text so far. The offset can move forward while a reply streams in.
 */
export type AnswerFinder = (text: string) => number | undefined;

const OPENING = /^\s*(?:<(?:think|thinking|reasoning)>|<\|(?:start|channel)\|>)/;
/** Longest text that can still become an opening tag. */
const MAX_OPENING_LENGTH = 12;
/**
 * The end of reasoning: a closing tag, also without an opening one (chat templates put that into the prompt), or the
 * start of the final channel of the harmony format.
 */
const END_OF_REASONING =
  /<\/(?:think|thinking|reasoning)>|<\|channel\|>\s*final\s*(?:<\|constrain\|>\w*\s*)?<\|message\|>/g;
const MAX_END_LENGTH = 80;

/** Creates a finder. It looks at new text only, so that long replies stay cheap. */
export function createAnswerFinder(): AnswerFinder {
  let scanned = 0;
  let end: number | undefined;
  return (text) => {
    END_OF_REASONING.lastIndex = Math.max(scanned - MAX_END_LENGTH, end ?? 0);
    for (let match = END_OF_REASONING.exec(text); match !== null; match = END_OF_REASONING.exec(text)) {
      end = match.index + match[0].length;
    }
    scanned = text.length;
    if (end !== undefined) return end;
    return isOpening(text) ? undefined : 0;
  };
}

/** True if a text is reasoning that has not ended, or is too short to tell. */
function isOpening(text: string): boolean {
  if (OPENING.test(text.slice(0, 200))) return true;
  const start = text.slice(0, 200).trimStart();
  return start.length < MAX_OPENING_LENGTH && /^<(?:\|?[a-z]*\|?)?$/.test(start);
}

/** The answer without what a chat template adds after it. */
export function withoutEndTokens(text: string): string {
  return text.replace(/(?:<\|(?:return|end|call|im_end|eot_id|endoftext)\|>\s*){1,4}$/, '');
}
