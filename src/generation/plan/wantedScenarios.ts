import { type Goal, toGoalKey } from './goals.ts';
import type { Scenario } from './scenarios.ts';

/**
 * The scenarios that reach what was asked for, each only for the sake of that. A parameter that was asked for is a
 * scenario of its own. All scenarios if none reaches it.
 */
export function getWantedScenarios(scenarios: readonly Scenario[], wanted: readonly Goal[]): readonly Scenario[] {
  const calls = wanted.flatMap((goal): readonly Scenario[] =>
    goal.kind === 'argument'
      ? [{ steps: [], decisions: [], tools: [goal.tool], focus: 'optional', argument: goal, goals: [goal] }]
      : [],
  );
  const keys = new Set(wanted.map(toGoalKey));
  const reaching = scenarios.flatMap((scenario) => {
    const goals = scenario.goals.filter((goal) => keys.has(toGoalKey(goal)));
    // A failing call shows the same step, but it is not what was asked for.
    return goals.length === 0 || scenario.failing !== undefined ? [] : [{ ...scenario, goals }];
  });
  const found = [...calls, ...reaching];
  return found.length === 0 ? scenarios : found;
}
