import { toExcerpt } from '../../lint/support/wording.ts';
import type { Procedure } from '../../procedures/procedure.ts';
import type { Candidate } from './items.ts';

/** What comes before the number of a step that is referred to: `go to step`, `see step`, 转第, 步骤. */
const BEFORE_NUMBER = /(?:\bsteps?\s+|第\s*|步骤\s*)([\w.]*)$/iu;

/** The number at the start of a line is the step's own. */
const OWN_NUMBER = /^\s*(?:#{1,6}\s+)?(?:\*\*)?(?:step\s+|第\s*|步骤\s*)[\w.]*$/iu;

/** The steps that can be referred to at the cursor, each with its words. */
export function stepReferenceItems({ text, steps }: Procedure, before: string, offset: number): readonly Candidate[] {
  const found = BEFORE_NUMBER.exec(before);
  if (found === null || OWN_NUMBER.test(before)) return [];
  const range = { start: offset - (found[1]?.length ?? 0), end: offset };
  // The author of 第 still has to close the reference.
  const end = /第\s*[\w.]*$/u.test(before) ? '步' : '';
  return steps
    .filter(({ kind, number }) => kind !== 'rule' && number !== '')
    .map((step): Candidate => {
      const detail = toExcerpt(text, step.content);
      return { label: step.number, kind: 'Reference', newText: `${step.number}${end}`, range, detail };
    });
}
