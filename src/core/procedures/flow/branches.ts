import type { TextRange } from '../../text/range.ts';
import type { Condition } from '../clauses/moves.ts';
import { type AmountRange, amountRangeOf, areDisjoint, gapBetween } from './amounts.ts';
import type { BranchProblem, Flow, OpenDecision } from './flow.ts';
import { isComplete } from './graph.ts';

/** The branches of one decision, in the order of the text. */
export interface DecisionRecord {
  readonly conditions: readonly Condition[];
  readonly form: 'if' | 'case';
  readonly hasElse: boolean;
  readonly range: TextRange;
}

/** Decisions by their first condition, in the order of the text. */
export type DecisionRecords = Map<Condition, DecisionRecord>;

/** What is wrong with the sides of decisions: amounts without a side, amounts with two, no side for the rest. */
export function branchFindings(decisions: readonly DecisionRecord[]): Pick<Flow, 'branchProblems' | 'openDecisions'> {
  return {
    branchProblems: decisions.flatMap(problemsOf),
    openDecisions: decisions.filter(isOpen).map(openDecision),
  };
}

function isOpen(record: DecisionRecord): boolean {
  return !isComplete({ ...record, remaining: [], exits: [] });
}

function openDecision({ conditions, range }: DecisionRecord): OpenDecision {
  return { range: conditions[0]?.range ?? range, conditions: conditions.map(({ text }) => text) };
}

function problemsOf({ conditions, hasElse }: DecisionRecord): readonly BranchProblem[] {
  const found = conditions.flatMap((condition) => {
    const amounts = amountRangeOf(condition.text);
    return amounts === undefined ? [] : [{ condition, amounts }];
  });
  if (found.length < 2) return [];
  const problems: BranchProblem[] = [];
  for (const [index, one] of found.entries()) {
    for (const other of found.slice(index + 1)) {
      if (!canBoth(one.amounts, other.amounts)) continue;
      problems.push({
        kind: 'overlap',
        range: other.condition.range,
        other: one.condition.range,
        amount: sharedAmount(one.amounts, other.amounts) ?? other.condition.text,
      });
    }
  }
  return hasElse ? problems : [...problems, ...gapsOf(found)];
}

function canBoth(a: AmountRange, b: AmountRange): boolean {
  if (a.unit === b.unit) return a.subject === b.subject && !areDisjoint(a, b);
  // Half the lessons may be used up within a week: two measures do not exclude each other.
  return Number.isFinite(a.low) && Number.isFinite(b.low);
}

/** The one amount that two ranges share at their ends. */
function sharedAmount(a: AmountRange, b: AmountRange): string | undefined {
  if (a.unit !== b.unit) return undefined;
  const touching = a.high === b.low ? a.high : b.high === a.low ? b.high : undefined;
  return touching === undefined ? undefined : `${touching}${a.unit}`;
}

function gapsOf(
  found: readonly { readonly condition: Condition; readonly amounts: AmountRange }[],
): readonly BranchProblem[] {
  const units = new Set(found.map(({ amounts }) => amounts.unit));
  if (units.size > 1) return [];
  const sorted = found.toSorted((a, b) => a.amounts.low - b.amounts.low || a.amounts.high - b.amounts.high);
  return sorted.slice(1).flatMap(({ condition, amounts }, index) => {
    const before = sorted[index];
    if (before === undefined) return [];
    const amount = gapBetween(before.amounts, amounts);
    return amount === undefined
      ? []
      : [{ kind: 'gap' as const, range: condition.range, other: before.condition.range, amount }];
  });
}
