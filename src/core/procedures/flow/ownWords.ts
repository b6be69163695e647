import type { Move } from '../clauses/moves.ts';
import { endsWithColon } from '../read/openings.ts';
import type { Part } from '../roles/role.ts';
import { rangeOf, spokenWords } from './context.ts';

/** `3.1 If the shop is at fault` with nothing but a script below it: the title names what is done then. */
export function withOwnWords(moves: readonly Move[], part: Part, steps: readonly Part[]): readonly Move[] {
  const [only] = moves;
  const { form, lines } = part.node;
  const isTitle = form === 'numbered' || form === 'heading';
  if (!isTitle || steps.length > 0 || moves.length !== 1 || only?.kind !== 'side' || only.moves.length > 0)
    return moves;
  if (part.children.length === 0 && lines.length === 0) return moves;
  return [{ ...only, form: 'case', moves: [{ kind: 'do', text: part.words.text.trim(), range: rangeOf(part) }] }];
}

/** `**If the caller agrees:**` with only spoken words or code below it: these are what is done then. */
export function withSpokenWords(moves: readonly Move[], part: Part, source: string): readonly Move[] {
  const { says, lines } = part.node;
  const [only] = moves;
  if (moves.length !== 1 || (only?.kind !== 'side' && only?.kind !== 'else') || only.moves.length > 0) return moves;
  const [first] = says;
  const last = says.at(-1);
  const text = spokenWords(part, source).join(' ').trim() || part.words.text.trim().replace(/[:：]$/, '');
  if (first === undefined || last === undefined) {
    return lines.length === 0 || !endsWithColon(part.words.text)
      ? moves
      : [{ ...only, moves: [{ kind: 'do', text, range: only.range }] }];
  }
  return [{ ...only, moves: [{ kind: 'do', text, range: { start: first.start, end: last.end } }] }];
}
