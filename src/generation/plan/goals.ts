import type { JsonValue } from '../../core/index.ts';

/** Something a set of shots should show at least once. */
export type Goal =
  | { readonly kind: 'step'; readonly step: string }
  | { readonly kind: 'condition'; readonly text: string; readonly holds: boolean }
  | {
      readonly kind: 'branch';
      readonly from: string;
      readonly to: string;
      readonly edge: string;
      readonly text: string;
    }
  | { readonly kind: 'tool'; readonly tool: string }
  | { readonly kind: 'failure'; readonly tool: string }
  | { readonly kind: 'optional' | 'edge'; readonly tool: string }
  | ArgumentGoal
  | { readonly kind: 'no-call' };

/** A call that gives a parameter, and one value of its enumeration if it is named. Properties within are a longer path. */
export interface ArgumentGoal {
  readonly kind: 'argument';
  readonly tool: string;
  readonly path: readonly string[];
  readonly value?: JsonValue;
}

/** A text that is the same for the same goal. */
export function toGoalKey(goal: Goal): string {
  return JSON.stringify(Object.entries(goal));
}
