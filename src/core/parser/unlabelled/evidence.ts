import { createTokenBlock } from '../tokenBlock.ts';
import { linesBetween, sectionsOf, type UnlabelledForm } from './form.ts';

const EVIDENCE = /^[ \t]{0,20}#E(\d{1,4})[ \t]{0,4}=[ \t]{0,4}/;

/** ReWOO: `#E1 = Search[…]` after a plan is a call whose result has the name `#E1`. */
export const evidence: UnlabelledForm = {
  first: '#',
  mark: '#E1',
  find: (text, tokens) =>
    sectionsOf(text, tokens)
      .filter(({ label }) => label.role === 'plan')
      .flatMap(({ start, end }) =>
        linesBetween(text, start, end).flatMap((line) => {
          const match = EVIDENCE.exec(line.words);
          if (match === null) return [];
          const label = { start: line.start, end: line.start + match[0].length };
          return [createTokenBlock({ role: 'action', label, number: Number(match[1]) })];
        }),
      ),
};
