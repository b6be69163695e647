import type { LabelledBlock } from '../labelledBlock.ts';
import { isRequest } from '../roles.ts';
import { createTokenBlock } from '../tokenBlock.ts';
import { fieldOf } from './fields.ts';
import { linesBetween, type Section, sectionsOf, type UnlabelledForm } from './form.ts';

const WORKING = /^(?:steps|reasoning|explanation|rationale|working|解题过程|推理过程|推导|解释)[:：]$/;

const MIN_EXAMPLES = 2;

/** Pairs whose answer is worked out first (`Input: …`, `Steps: …`, `Answer: …`): in each of them, the working is a thought. */
export const workings: UnlabelledForm = {
  find: (text, tokens) => {
    if (tokens.some((token) => token.kind === 'block' && !isRequest(token.role) && token.role !== 'answer')) return [];
    const asked = sectionsOf(text, tokens).filter(
      ({ label, next }) => isRequest(label.role) && next?.role === 'answer',
    );
    if (asked.length < MIN_EXAMPLES || workingOf(text, asked[0]) === undefined) return [];
    const found = asked.map((section) => workingOf(text, section));
    return found.every((one) => one !== undefined) ? found : [];
  },
};

function workingOf(text: string, section: Section | undefined): LabelledBlock | undefined {
  if (section === undefined) return undefined;
  for (const { start, words } of linesBetween(text, section.start, section.end).slice(1)) {
    const field = fieldOf(words);
    if (field !== undefined && WORKING.test(field.key))
      return createTokenBlock({ role: 'think', label: { start, end: start + field.length } });
  }
  return undefined;
}
