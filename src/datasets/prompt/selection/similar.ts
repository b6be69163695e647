import { defineMessages, rankByRelevance } from '../../../core/index.ts';
import { formatTokens } from '../../tokens/tokenCounter.ts';
import type { Candidate, Proposals } from './candidate.ts';

const say = defineMessages({
  similar: {
    en: 'similarity to the request {relevance} %, {tokens} tokens',
    'zh-CN': '与请求的相似度 {relevance}%，{tokens} 个 token',
  },
});

/** Shots whose requests are like the request, and unlike each other, the best first. */
export function* proposeSimilar(candidates: readonly Candidate[], request: string): Proposals {
  const texts = candidates.map((candidate) => candidate.request);
  for (const { index, relevance } of rankByRelevance(texts, request)) {
    const candidate = candidates[index];
    if (candidate === undefined) return;
    const args = { relevance: Math.round(relevance * 100), tokens: formatTokens(candidate.count) };
    yield { candidate, why: say('similar', args) };
  }
}
