import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseShots, projectDocument } from '../../src/core/index.ts';
import { createSimilarityIndex } from '../../src/core/similarity/similarityIndex.ts';
import { toSignature } from '../../src/core/similarity/textSignature.ts';
import { contentHash } from '../../src/core/text/hash.ts';
import { estimateTokens, getCost, getInsertion, getPrice, readPriceTable } from '../../src/generation/index.ts';
import { createReplyReader } from '../../src/generation/reply/replyReader.ts';
import { runConcurrently } from '../../src/generation/run/runConcurrently.ts';

describe('prices', () => {
  const table = { 'qwen*': { input: 2, output: 6, currency: 'CNY' }, gpt: { input: 1, output: 1, currency: 'USD' } };
  it('are found by name, with wildcards', () => {
    expect(getPrice(table, 'qwen-max')?.currency).toBe('CNY');
    expect(getPrice(table, 'gpt')?.currency).toBe('USD');
    expect(getPrice(table, 'gpt-5')).toBeUndefined();
  });
  it('are per million tokens', () => {
    expect(getCost(table['qwen*'], { inputTokens: 500_000, outputTokens: 1_000_000 })).toEqual({
      amount: 7,
      currency: 'CNY',
    });
    expect(getCost(undefined, { inputTokens: 1, outputTokens: 1 })).toBeUndefined();
  });
  it('that are none are named', () => {
    expect(readPriceTable({ a: { input: -1, output: 0, currency: 'CNY' }, b: 3, c: table.gpt }).wrong).toEqual([
      'a',
      'b',
    ]);
    expect(readPriceTable(null)).toEqual({ table: {}, wrong: [] });
  });
});

describe('similar texts', () => {
  const text = '打印机老是卡纸，帮我看看怎么办，已经重启过三次了还是不行，今天下午要用。';
  it('are found, apart from punctuation, figures and case', () => {
    const index = createSimilarityIndex();
    index.add('first', toSignature(text));
    expect(index.findSimilar(toSignature(text.replaceAll('，', ' 12 ')))?.label).toBe('first');
    expect(index.findSimilar(toSignature('充电桩屏幕不亮，周三能上门吗，我在浦东，地址稍后发给你。'))).toBeUndefined();
  });
  it('of the past are forgotten when there are too many', () => {
    const index = createSimilarityIndex(0.8, 2);
    for (const [at, word] of ['alpha', 'beta', 'gamma'].entries())
      index.add(String(at), toSignature(`${word} ${word} tells a story of ${word}`));
    expect(index.findSimilar(toSignature('alpha alpha tells a story of alpha'))).toBeUndefined();
    expect(index.findSimilar(toSignature('gamma gamma tells a story of gamma'))?.label).toBe('2');
  });
});

it('estimates tokens of both scripts', () => {
  expect(estimateTokens('Hello world')).toBeGreaterThan(1);
  expect(estimateTokens('你好，世界')).toBeGreaterThan(2);
});

it('hashes texts the same for ever', () => {
  expect([contentHash(''), contentHash('打印机')]).toEqual(['811c9dc56b43a9b5', '98f4cf3aeb16e12a']);
  expect(contentHash('a')).not.toBe(contentHash('b'));
});

it('reads any reply without throwing, and any tearing of it the same', () => {
  const words = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    ':',
    ',',
    '"request"',
    '"answer"',
    'x',
    '\n',
    '**User**: a\n',
    '**Action**: b\n',
    '<think>',
    '</think>',
  );
  const tools = { isTool: () => false };
  fc.assert(
    fc.property(fc.array(words, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (parts, length) => {
      const text = parts.join('');
      const whole = createReplyReader(tools, undefined);
      const torn = createReplyReader(tools, undefined);
      const atOnce = [...whole.push(text), ...whole.end(true)];
      const inPieces = [];
      for (let at = 0; at < text.length; at += length) inPieces.push(...torn.push(text.slice(at, at + length)));
      expect([...inPieces, ...torn.end(true)]).toEqual(atOnce);
    }),
  );
});

describe('work a few at a time', () => {
  it('never does more, and passes everything on', async () => {
    let running = 0;
    let most = 0;
    async function* work(item: number) {
      most = Math.max(most, ++running);
      await Promise.resolve();
      yield item;
      await Promise.resolve();
      yield item + 100;
      running--;
    }
    const seen: number[] = [];
    for await (const event of runConcurrently([1, 2, 3, 4, 5, 6, 7], 3, work, () => undefined)) seen.push(event);
    expect(seen.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 101, 102, 103, 104, 105, 106, 107]);
    expect(most).toBe(3);
  });
});

describe('where new shots go', () => {
  const insert = (text: string, shots: readonly string[]): string => {
    const document = projectDocument(parseShots(text), { isTool: () => false });
    const { offset, text: added } = getInsertion(document, shots);
    return text.slice(0, offset) + added + text.slice(offset);
  };
  it.each([
    ['', 'A\n'],
    ['---\ntools: a\n---\n', '---\ntools: a\n---\n\nA\n'],
    ['# Title\n', '# Title\n\nA\n'],
    ['User: a\nAction: b\n', 'User: a\nAction: b\n\nA\n'],
    ['User: a\nAction: b', 'User: a\nAction: b\n\nA\n'],
    [
      'User: a\nAction: b\n\n---\n\nUser: c\nAction: d\n',
      'User: a\nAction: b\n\n---\n\nUser: c\nAction: d\n\n---\n\nA\n',
    ],
    ['User: a\nAction: b\n\nUser: <request>\n', 'User: a\nAction: b\n\nA\n\nUser: <request>\n'],
    ['User: a\r\nAction: b\r\n', 'User: a\r\nAction: b\r\n\r\nA\r\n'],
  ])('%j', (before, after) => expect(insert(before, ['A']).replace(/\r\n$/, '\r\n')).toBe(after));
});
