/** Something a set of shots should show at least once. */
export type Goal =
  | { readonly kind: 'step'; readonly step: string }
  | { readonly kind: 'condition'; readonly step: string; readonly text: string; readonly holds: boolean }
  | { readonly kind: 'tool'; readonly tool: string }
  | { readonly kind: 'failure'; readonly tool: string }
  | { readonly kind: 'optional' | 'edge'; readonly tool: string }
  | { readonly kind: 'no-call' };

/** A text that is the same for the same goal. */
export function goalKey(goal: Goal): string {
  return JSON.stringify(Object.entries(goal));
}
