import { defineMessages, groupDigits } from '../../../core/index.ts';
import { formatTokens } from '../../tokens/tokenCounter.ts';
import type { Selection } from '../prompt.ts';
import type { Candidate, Proposal, Proposals, SelectedShots, SelectionLimits } from './candidate.ts';
import { proposeCoverage } from './coverage.ts';
import type { CoverageGoals } from './goals.ts';
import { proposeSimilar } from './similar.ts';

const say = defineMessages({
  all: { en: 'all shots are included, {tokens} tokens', 'zh-CN': '包含全部示例，{tokens} 个 token' },
  budget: {
    en: 'it has {tokens} tokens, and {left} are left of the budget',
    'zh-CN': '它有 {tokens} 个 token，预算只剩 {left}',
  },
  number: { en: 'the maximum number of shots is {count}', 'zh-CN': '示例数量上限为 {count}' },
  nothing: { en: 'it adds no step, branch, tool or value', 'zh-CN': '没有新增步骤、分支、工具或取值' },
});

/** What shots are chosen for. */
export interface SelectionContext {
  /** What `coverage` covers. */
  readonly goals: CoverageGoals;
  /** The customer's words; `similar` compares requests with them. */
  readonly request: string;
}

interface Selector {
  propose(candidates: readonly Candidate[], selected: SelectionContext): Proposals;
  /** The order of the chosen shots in the prompt. */
  order(chosen: readonly Proposal[]): readonly Proposal[];
}

const inDocumentOrder = (chosen: readonly Proposal[]): readonly Proposal[] =>
  chosen.toSorted((a, b) => a.candidate.shot.index - b.candidate.shot.index);

const SELECTORS: Readonly<Record<Selection, Selector>> = {
  all: { propose: proposeAll, order: inDocumentOrder },
  coverage: {
    propose: (candidates, { goals }) => proposeCoverage(candidates, goals),
    order: inDocumentOrder,
  },
  // A model heeds most what is nearest to the request.
  similar: {
    propose: (candidates, { request }) => proposeSimilar(candidates, request),
    order: (chosen) => chosen.toReversed(),
  },
};

/** Chooses shots until the limits are reached or no further one is worth its place. Deterministic. */
export function selectShots(
  selection: Selection,
  candidates: readonly Candidate[],
  limits: SelectionLimits,
  context: SelectionContext,
): SelectedShots {
  const { propose, order } = SELECTORS[selection];
  const proposals = propose(candidates, context);
  const smallest = candidates.reduce((least, { count }) => Math.min(least, count.tokens), Number.POSITIVE_INFINITY);
  const chosen: Proposal[] = [];
  const tooLarge = new Set<Candidate>();
  let left = limits.tokens;
  let next = proposals.next(false);
  // The order of all shots would take long to compute where only a few are chosen.
  while (next.done !== true && chosen.length < limits.shots && left >= smallest) {
    const { candidate } = next.value;
    const fits = candidate.count.tokens <= left;
    if (fits) {
      chosen.push(next.value);
      left -= candidate.count.tokens;
    } else {
      tooLarge.add(candidate);
    }
    next = proposals.next(fits);
  }
  const isExhausted = next.done === true;
  const taken = new Set(chosen.map(({ candidate }) => candidate));
  const omitted = candidates
    .filter((candidate) => !taken.has(candidate))
    .map((candidate) => {
      if (isExhausted && !tooLarge.has(candidate)) return { candidate, message: say('nothing') };
      if (chosen.length >= limits.shots) return { candidate, message: say('number', { count: limits.shots }) };
      const args = { tokens: formatTokens(candidate.count), left: groupDigits(Math.max(0, left)) };
      return { candidate, message: say('budget', args) };
    });
  return { chosen: order(chosen), omitted };
}

function* proposeAll(candidates: readonly Candidate[]): Proposals {
  for (const candidate of candidates) {
    yield { candidate, why: say('all', { tokens: formatTokens(candidate.count) }) };
  }
}
