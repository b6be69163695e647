import { describe, expect, it } from 'vitest';
import { rankByRelevance } from '../../src/core/index.ts';
import { readSourceFile } from './support/sourcePackage.ts';

/**
 * Measures the choice of similar shots on 300 Chinese conversations with tools that LLaMA-Factory ships. A query is the
 * request of a conversation whose tool another one calls, too; it hits if one of the first k others calls that tool.
 */
const source = await readSourceFile('llamafactory', '0.9.5', 'data/glaive_toolcall_zh_demo.json');
if (!source.ok)
  console.warn(`The selection of similar shots is not measured, because PyPI is out of reach: ${source.reason}`);

interface Row {
  readonly conversations: readonly { readonly from: string; readonly value: string }[];
}

interface MeasuredShot {
  readonly request: string;
  readonly tools: ReadonlySet<string>;
}

type Ranking = (requests: readonly string[], query: string) => readonly number[];

const COUNTS = [1, 3, 5] as const;

const shots: readonly MeasuredShot[] = source.ok ? (JSON.parse(source.text) as readonly Row[]).map(toShot) : [];

function toShot({ conversations }: Row): MeasuredShot {
  const calls = conversations.filter(({ from }) => from === 'function_call');
  const names = calls.map(({ value }) => (JSON.parse(value) as { readonly name: string }).name);
  return { request: conversations[0]?.value ?? '', tools: new Set(names) };
}

const sharesTool = (a: MeasuredShot, b: MeasuredShot): boolean => [...a.tools].some((name) => b.tools.has(name));

const queries = shots.filter((shot) => shots.some((other) => other !== shot && sharesTool(shot, other)));

/** The share of queries with a hit among the first k, for each k. */
function hitRates(rank: Ranking): readonly number[] {
  const ranked = queries.map((query) => {
    const others = shots.filter((shot) => shot !== query);
    const order = rank(
      others.map(({ request }) => request),
      query.request,
    );
    return order.slice(0, 5).map((index) => sharesTool(query, others[index] ?? query));
  });
  return COUNTS.map((count) => ranked.filter((hits) => hits.slice(0, count).includes(true)).length / queries.length);
}

function similar(requests: readonly string[], query: string): readonly number[] {
  const order: number[] = [];
  for (const { index } of rankByRelevance(requests, query)) if (order.push(index) === 5) break;
  return order;
}

/** BM25 over ASCII words and runs of Chinese characters, as search engines without Chinese segmentation have it. */
function wordSearch(requests: readonly string[], query: string): readonly number[] {
  const toWords = (text: string): readonly string[] => text.toLowerCase().match(/[a-z0-9_]+|\p{Script=Han}+/gu) ?? [];
  const words = requests.map(toWords);
  const average = words.flat().length / words.length;
  const scores = words.map(() => 0);
  for (const word of new Set(toWords(query))) {
    const holders = words.filter((list) => list.includes(word)).length;
    const rarity = Math.log(1 + (words.length - holders + 0.5) / (holders + 0.5));
    for (const [index, list] of words.entries()) {
      const count = list.filter((other) => other === word).length;
      scores[index] = (scores[index] ?? 0) + (rarity * count * 2.2) / (count + 0.3 + (0.9 * list.length) / average);
    }
  }
  return [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
}

describe.runIf(source.ok)('choosing similar shots', () => {
  it('has the queries of the published measurement', () => {
    expect([shots.length, queries.length]).toEqual([300, 130]);
  });

  it.each([
    ['character pairs with diversity', similar, [0.962, 0.992, 1]],
    ['words', wordSearch, [0.785, 0.846, 0.854]],
  ] as const)('%s reach the hit rates of the documentation', (_name, rank, expected) => {
    const rates = hitRates(rank);
    console.log(rates.map((rate) => rate.toFixed(3)).join(' / '));
    for (const [index, rate] of rates.entries()) expect(Math.abs(rate - (expected[index] ?? 0))).toBeLessThan(0.02);
  });
});
