import { expect, test } from 'vitest';
import { guessAttacks, toAttackText } from '../../scripts/regex/attacks.ts';
import { longestInput } from '../../scripts/regex/bounds.ts';
import { measure } from '../../scripts/regex/measure.ts';
import { MAX_SENTENCE_LENGTH } from '../../src/core/procedures/memoized.ts';

const timeout = 120_000;

const ATTACK = { pumps: [{ prefix: 'a', pump: ' ' }], suffix: 'b' };

/** Long enough to tell a pattern that is not linear, short enough for a busy machine. */
const LENGTH = 40_000;
const SLOW = 50;

function pattern(source: string, flags = '', longest = LENGTH) {
  return { key: source, source, flags, places: [], longest };
}

test('an attack is as long as the input may be, and has one repetition at least', () => {
  expect(toAttackText(ATTACK, 6)).toBe('a    b');
  expect(toAttackText(ATTACK, 1)).toBe('a b');
});

test('a quadratic pattern takes long, but not where the code bounds its input', { timeout }, async () => {
  expect(await measure(pattern('\\s+$'), [ATTACK])).toBeGreaterThan(SLOW);
  expect(await measure(pattern('\\s+$', '', 600), [ATTACK])).toBeLessThan(SLOW);
});

test('every match of a global pattern counts', { timeout }, async () => {
  const attack = { pumps: [{ prefix: '', pump: '<!--' }], suffix: '' };
  expect(await measure(pattern('<!--[^]*?-->|<', 'g'), [attack])).toBeGreaterThan(SLOW);
  expect(await measure(pattern('<!--', 'g'), [attack])).toBeLessThan(SLOW);
});

test('a pattern is attacked with its own fragments where the checker knows no attack', { timeout }, async () => {
  const slow = pattern('(?:xy)+z');
  expect(await measure(slow, guessAttacks(slow))).toBeGreaterThan(SLOW);
});

test('the longest bound counts for a pattern at several places', () => {
  const sentence = 'src/core/procedures/flow/amounts.ts:7';
  expect(longestInput([sentence])).toBe(MAX_SENTENCE_LENGTH);
  expect(longestInput(['src/core/procedures/flow/details.ts:7'])).toBe(100_000);
  expect(longestInput([sentence, 'src/core/lint/lintText.ts:1'])).toBe(100_000);
});
