import { type Goal, toGoalKey } from './goals.ts';
import type { Scenario } from './scenarios.ts';

/** What one shot is to show. */
export interface ShotPlan extends Scenario {
  /** Zero-based among the shots of the run. */
  readonly index: number;
  /** How many shots of the run showed the same scenario before: from the second on, other words and values. */
  readonly variation: number;
}

/** Which shot shows what, for any number of shots. It is computed lazily, so that a large batch costs no memory. */
export interface CoveragePlan {
  /** The number of shots that covers every goal. */
  readonly full: number;
  readonly goals: readonly Goal[];
  at(index: number): ShotPlan;
  /** The goals that so many shots leave out. */
  missing(count: number): readonly Goal[];
}

/**
 * Orders the scenarios greedily: each next one adds the most uncovered goals. Scenarios that add nothing are left out.
 * After the last one, the first comes again as a variation.
 */
export function planCoverage(scenarios: readonly Scenario[]): CoveragePlan {
  const goals = [
    ...new Map(scenarios.flatMap((scenario) => scenario.goals).map((goal) => [toGoalKey(goal), goal])).values(),
  ];
  const order = greedyOrder(scenarios);
  const nothing: Scenario = { steps: [], decisions: [], tools: [], goals: [] };
  return {
    full: order.length,
    goals,
    at: (index) => {
      const scenario = order[index % Math.max(1, order.length)] ?? nothing;
      return { ...scenario, index, variation: Math.floor(index / Math.max(1, order.length)) };
    },
    missing: (count) => {
      const shown = new Set(order.slice(0, count).flatMap((scenario) => scenario.goals.map(toGoalKey)));
      return goals.filter((goal) => !shown.has(toGoalKey(goal)));
    },
  };
}

function greedyOrder(scenarios: readonly Scenario[]): readonly Scenario[] {
  const left = scenarios.map((scenario) => ({ scenario, keys: scenario.goals.map(toGoalKey) }));
  const shown = new Set<string>();
  const order: Scenario[] = [];
  while (left.length > 0) {
    const gains = left.map(({ keys }) => keys.filter((key) => !shown.has(key)).length);
    const best = gains.indexOf(Math.max(...gains));
    if ((gains[best] ?? 0) === 0) break;
    const [chosen] = left.splice(best, 1);
    if (chosen === undefined) break;
    order.push(chosen.scenario);
    for (const key of chosen.keys) shown.add(key);
  }
  return order;
}
