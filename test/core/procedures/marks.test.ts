import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHINESE } from '../../../src/core/procedures/clauses/chinese.ts';
import { ENGLISH } from '../../../src/core/procedures/clauses/english.ts';
import type { ClauseWords } from '../../../src/core/procedures/clauses/moves.ts';
import { RULE_KINDS } from '../../../src/core/procedures/roles/chineseRules.ts';
import { hasHan } from '../../../src/core/text/han.ts';
import { readFlowFixture } from '../../support/flowText.ts';

const folder = new URL('../../fixtures/procedures/', import.meta.url);
const clauses = ['constructs', 'cases', 'trades'].flatMap((name) =>
  readdirSync(new URL(`${name}/`, folder)).flatMap((file) => {
    const { text } = readFlowFixture(readFileSync(new URL(`${name}/${file}`, folder), 'utf8'));
    return text.split(/[\n.。;；]\s*(?:(?:\d+\.|-)\s+)?/).flatMap((line) => [line, ...line.split(/[,，:：]\s*/)]);
  }),
);

type Marked = readonly [name: string, mark: RegExp, patterns: readonly RegExp[]];

function marksOf(words: ClauseWords): readonly Marked[] {
  const { continues, hardEnd, softEnd, hardHandoff, softHandoff, loop, each, jump } = words;
  return [
    ['controlMark', words.controlMark, [continues, hardEnd, softEnd, hardHandoff, softHandoff, loop, each, jump]],
    ['branchMark', words.branchMark, [new RegExp(words.branchBreak, words.branchBreak.flags.replace('g', ''))]],
    ['ruleMark', words.ruleMark, words.rules.map(([, pattern]) => pattern)],
  ];
}

test.each([
  ['English', ENGLISH, clauses.filter((clause) => !hasHan(clause))],
  ['Chinese', CHINESE, clauses.filter(hasHan)],
] as const)('%s clauses that a pattern fits hold its mark', (_, words, texts) => {
  for (const [name, mark, patterns] of marksOf(words)) {
    const fitting = texts.filter((text) => patterns.some((pattern) => pattern.test(text)));
    expect(fitting.length, name).toBeGreaterThan(3);
    expect(
      fitting.filter((text) => !mark.test(text)),
      name,
    ).toEqual([]);
  }
});

test.each(Object.entries(RULE_KINDS))(
  'sentences of Chinese rules (%s) hold the mark of their kind',
  (_, { mark, patterns }) => {
    const fitting = clauses.filter((text) => patterns.some((pattern) => pattern.test(text)));
    expect(fitting.length).toBeGreaterThan(3);
    expect(fitting.filter((text) => !mark.test(text))).toEqual([]);
  },
);
