import { labelOf } from '../clauses/actions.ts';
import type { StepReferencePlace } from '../flow/flow.ts';
import type { Part } from '../roles/role.ts';
import type { StepIndex } from './stepIndex.ts';

const MENTION =
  /第\s?([\d０-９一二三四五六七八九十]{1,4}(?:\.\d{1,3}){0,3})\s?步|步骤\s?([\d０-９一二三四五六七八九十]{1,3}(?:\.\d{1,3}){0,3})|\bsteps?\s+(\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|[A-Z](?=[\s.,;)]|$))|第\s?(\d{1,3}|[一二三四五六七八九十]{1,3})\s?[项条款]|(?:见|同|参照)\s?(\d{1,3}(?:\.\d{1,3}){0,3})(?=[\s.。，,；;)）]|$)/giu;
const MAY_MENTION = /第|步骤|step|见|同|参照/i;

/**
 * The places that name a step by its number. `step 3` and `第3步` must lead to one; `第4条` and `见2.1` may speak of
 * another document, and count only where they do.
 */
export function mentionsIn(source: string, root: Part, steps: StepIndex): readonly StepReferencePlace[] {
  const places: StepReferencePlace[] = [];
  visit(root, (part) => {
    for (const { start, end } of part.node.parts) {
      const words = source.slice(start, end);
      if (!MAY_MENTION.test(words)) continue;
      for (const match of words.matchAll(MENTION)) {
        if (isElsewhere(words, match)) continue;
        const place = placeOf(match, start, part, steps);
        if (place !== undefined) places.push(place);
      }
    }
  });
  return places;
}

function visit(part: Part, each: (part: Part) => void): void {
  if (part.role !== 'meta' && part.role !== 'title') each(part);
  for (const child of part.children) visit(child, each);
}

/** `"Refunds" from step 2`, `step 2 of "Refunds"`, `《退款流程》第2步`: a step of another document. */
function isElsewhere(words: string, { index, 0: written }: RegExpExecArray): boolean {
  const before = words.slice(Math.max(0, index - 24), index);
  const after = words.slice(index + written.length, index + written.length + 16);
  return (
    /["”'’》」]\s{0,9}(?:,?\s{0,9}(?:from|at|starting (?:at|from|with))\s{1,9}|[的，,从]?\s{0,9})$/iu.test(before) ||
    /^\s+(?:of|in)\s+["“《]/iu.test(after)
  );
}

function placeOf(match: RegExpExecArray, offset: number, part: Part, steps: StepIndex): StepReferencePlace | undefined {
  const must = match[1] ?? match[2] ?? match[3];
  const written = must ?? match[4] ?? match[5];
  if (written === undefined) return undefined;
  const label = labelOf(written);
  const { parts, problem } = steps.find(label, part, match[3] !== undefined);
  const target = problem === undefined && parts[0] !== undefined ? steps.idOf(parts[0]) : undefined;
  if (must === undefined && target === undefined) return undefined;
  const start = offset + match.index;
  return { range: { start, end: start + match[0].length }, label, target, problem, isJump: false };
}
