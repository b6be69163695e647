import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../src/core/schemas/validation/patterns.ts';
import { runs } from '../../support/properties.ts';

function matches(pattern: string, text: string): boolean {
  const compiled = compilePattern(pattern);
  if (!compiled.ok) throw new Error(`${pattern} is ${compiled.reason}`);
  return compiled.test(text);
}

const atom = fc.constantFrom(
  'a',
  'O',
  '-',
  '京',
  '\\d',
  '\\w',
  '\\D',
  '\\.',
  '[a-c]',
  '[^a-c-]',
  '[\\d_]',
  '.',
  '(?:ab|a)',
  '(a)',
);
const count = fc.constantFrom('', '', '', '{2}', '{0}', '{1,2}', '{2,}', '+', '*', '?');
const pattern = fc
  .tuple(
    fc.constantFrom('^', '^', ''),
    fc.array(fc.tuple(atom, count), { maxLength: 4 }),
    fc.constantFrom('$', '$', ''),
  )
  .map(([open, atoms, close]) => `${open}${atoms.map((pair) => pair.join('')).join('')}${close}`);
const text = fc
  .array(fc.constantFrom('a', 'b', 'O', '-', '.', '7', '_', '京', '😀', '\n', '\u2028', 'é', '٣'), { maxLength: 6 })
  .map((characters) => characters.join(''));

describe('a pattern', () => {
  it('accepts what ECMAScript says it does, whichever engine it runs on', () => {
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 1, maxLength: 8 }), (source, texts) => {
        const expected = new RegExp(source, 'u');
        for (const one of texts) expect(matches(source, one), JSON.stringify(one)).toBe(expected.test(one));
      }),
      { numRuns: runs },
    );
  });

  it.each([
    ['^SO-\\d{6}$', 'SO-123456', 'SO-12345'],
    ['^[A-Z]{2}\\d+$', 'AB7', 'A77'],
    ['^\\d{4}-\\d{2}-\\d{2}$', '2026-11-29', '2026-11-9'],
    ['^[^@ ]+$', '北京', 'a b'],
    ['^\\w+@\\w+\\.com$', 'a@b.com', 'a@b.org'],
    ['SO', 'an SO', 'an OS'],
  ])('%s takes %s, not %s', (source, good, bad) => {
    expect([matches(source, good), matches(source, bad)]).toEqual([true, false]);
  });

  // Each would take minutes on an engine that goes back over what it has read.
  it.each(['^(a+)+$', '^a*a*a*a*a*b$', '^a*a{500}b$', '^(?:a|a)+$', 'a*b'])(
    '%s made to backtrack ends at once',
    (source) => {
      expect(matches(source, 'a'.repeat(30_000))).toBe(!/b/.test(source));
    },
  );
});
