import { describe, expect, it } from 'vitest';
import { verbatim } from '../../../src/core/l10n/messages.ts';
import { createFix, type Finding } from '../../../src/core/lint/rule.ts';
import { withHarmlessFixes } from '../../../src/core/lint/runner/harmlessFixes.ts';

/** A finding whose fix replaces the character at an offset. */
function replace(at: number, newText: string): Finding {
  const range = { start: at, end: at + 1 };
  return {
    rule: 'label-style',
    severity: 'warning',
    range,
    message: verbatim('x'),
    fix: createFix(verbatim('x'), [{ range, newText }]),
  };
}

const isFix = ({ fix }: Finding) => fix !== undefined;

/** Only letters mean something. */
const lettersOf = (text: string) => text.replace(/[^a-z]/g, '');

describe('fixes that change what a text says', () => {
  it('become suggestions, and the others stay fixes', () => {
    const found = withHarmlessFixes([replace(0, '!'), replace(2, 'x'), replace(4, '?')], '. . .', lettersOf);
    expect(found.map(isFix)).toEqual([true, false, true]);
    expect(found[1]?.suggestions).toHaveLength(1);
  });

  it('make room for fixes that touch them, which are compared too', () => {
    const found = withHarmlessFixes([replace(0, 'x'), replace(1, 'y'), replace(2, '?')], '...', lettersOf);
    expect(found.map(isFix)).toEqual([false, false, true]);
  });

  it('are found with a bounded number of comparisons', () => {
    const count = 2000;
    const text = '. '.repeat(count * 100);
    let compared = 0;
    const found = withHarmlessFixes(
      Array.from({ length: count }, (_, index) => replace(index * 2, 'x')),
      text,
      (other) => {
        compared++;
        return lettersOf(other);
      },
    );
    expect(found.some(isFix)).toBe(false);
    expect(compared * text.length).toBeLessThan(50_000_000);
  });
});
