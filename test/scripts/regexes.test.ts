import { expect, test } from 'vitest';
import { guessAttacks, toAttackText } from '../../scripts/regex/attacks.ts';
import { longestInput } from '../../scripts/regex/bounds.ts';
import { MAX_MILLISECONDS, measure } from '../../scripts/regex/measure.ts';
import { MAX_SENTENCE_LENGTH } from '../../src/core/procedures/memoized.ts';

const ATTACK = { pumps: [{ prefix: 'a', pump: ' ' }], suffix: 'b' };

function pattern(source: string, flags = '', longest = 100_000) {
  return { key: source, source, flags, places: [], longest };
}

test('an attack is as long as the input may be, and has one repetition at least', () => {
  expect(toAttackText(ATTACK, 6)).toBe('a    b');
  expect(toAttackText(ATTACK, 1)).toBe('a b');
});

test('a quadratic pattern takes too long, but not where the code bounds its input', async () => {
  expect(await measure(pattern('\\s+$', '', 50_000), [ATTACK])).toBeGreaterThan(MAX_MILLISECONDS);
  expect(await measure(pattern('\\s+$', '', 600), [ATTACK])).toBeLessThan(MAX_MILLISECONDS / 10);
});

test('every match of a global pattern counts', async () => {
  const attack = { pumps: [{ prefix: '', pump: '<!--' }], suffix: '' };
  expect(await measure(pattern('<!--[^]*?-->', 'g'), [attack])).toBeGreaterThan(MAX_MILLISECONDS);
});

test('a pattern is attacked with its own fragments where the checker knows no attack', async () => {
  const slow = pattern('(?:xy)+z');
  expect(await measure(slow, guessAttacks(slow))).toBeGreaterThan(MAX_MILLISECONDS);
});

test('the longest bound counts for a pattern at several places', () => {
  const sentence = 'src/core/procedures/flow/details.ts:7';
  expect(longestInput([sentence])).toBe(MAX_SENTENCE_LENGTH);
  expect(longestInput([sentence, 'src/core/lint/lintText.ts:1'])).toBe(100_000);
});
