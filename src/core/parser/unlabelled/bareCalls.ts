import { createTokenBlock } from '../tokenBlock.ts';
import { linesBetween, type Section, sectionsOf, type UnlabelledForm } from './form.ts';

const CALL = /^[ \t]{0,20}[A-Za-z_][\w.-]{0,63}(?:\(.*\)|\[.*\])[ \t]*$/;

/** A call on the line above the label of its observation, without a label of its own. */
export const bareCalls: UnlabelledForm = {
  find: (text, tokens) =>
    hasUnaskedObservation(tokens) ? sectionsOf(text, tokens).flatMap((section) => toCall(text, section) ?? []) : [],
};

function hasUnaskedObservation(tokens: Parameters<UnlabelledForm['find']>[1]): boolean {
  let before: string | undefined;
  return tokens.some((token) => {
    if (token.kind !== 'block') return false;
    const isUnasked = token.role === 'observation' && mayHoldCall(before);
    before = token.role;
    return isUnasked;
  });
}

function mayHoldCall(role: string | undefined): boolean {
  return role === 'user' || role === 'think' || role === 'observation';
}

function toCall(text: string, { label, next, start, end }: Section) {
  if (next?.role !== 'observation' || next.spelling.context !== undefined || !mayHoldCall(label.role)) return undefined;
  const lines = linesBetween(text, start, end);
  const last = lines.at(-1);
  if (last === undefined || last.start === start || !CALL.test(last.words)) return undefined;
  return createTokenBlock({ role: 'action', label: { start: last.start, end: last.start } });
}
