import { defineMessages, type Message } from '../../../core/index.ts';
import { formatTokens } from '../../tokens/tokenCounter.ts';
import type { Candidate, Proposals } from './candidate.ts';
import type { CoverageGoal, CoverageGoals } from './goals.ts';

const say = defineMessages({
  adds: { en: 'adds {goals}, {tokens} tokens', 'zh-CN': '新增{goals}，{tokens} 个 token' },
  more: { en: '{goals} and {last}', 'zh-CN': '{goals}和{last}' },
  others: { en: '{count} more', 'zh-CN': '另外 {count} 项' },
});

/** How many goals a reason names. */
const MAX_NAMED = 4;

/**
 * Shots that show what the others before them do not, the one that adds most per token first. What few shots show weighs
 * more. Ends when no shot adds anything. Of equal shots the first comes first.
 */
export function* proposeCoverage(candidates: readonly Candidate[], goals: CoverageGoals): Proposals {
  const goalsOf = ({ shot }: Candidate): readonly CoverageGoal[] => goals.get(shot) ?? [];
  const weights = toWeights(candidates.map(goalsOf));
  const shown = new Set<string>();
  const left = new Set(candidates);
  for (;;) {
    let best: { readonly candidate: Candidate; readonly added: readonly CoverageGoal[] } | undefined;
    let bestGain = 0;
    for (const candidate of left) {
      const added = goalsOf(candidate).filter(({ key }) => !shown.has(key));
      const gain =
        added.reduce((sum, { key }) => sum + (weights.get(key) ?? 0), 0) / Math.max(1, candidate.count.tokens);
      if (gain > bestGain) {
        best = { candidate, added };
        bestGain = gain;
      }
    }
    if (best === undefined) return;
    left.delete(best.candidate);
    const isTaken = yield {
      candidate: best.candidate,
      why: say('adds', { goals: toList(best.added), tokens: formatTokens(best.candidate.count) }),
    };
    if (isTaken) for (const { key } of best.added) shown.add(key);
  }
}

/** The rarer a goal is among the shots, the higher its weight. */
function toWeights(goals: readonly (readonly CoverageGoal[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { key } of goals.flat()) counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Map([...counts].map(([key, count]) => [key, Math.log(1 + goals.length / count)]));
}

/** The goals in words: `step 3, step 4 and TrackOrder`. */
function toList(goals: readonly CoverageGoal[]): Message {
  const named = goals.slice(0, goals.length > MAX_NAMED + 1 ? MAX_NAMED : goals.length).map(({ label }) => label);
  const labels =
    named.length < goals.length ? [...named, say('others', { count: goals.length - named.length })] : named;
  const last = labels.at(-1) ?? say('others', { count: 0 });
  return labels.length < 2 ? last : say('more', { goals: labels.slice(0, -1), last });
}
