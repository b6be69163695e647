import type { Procedure } from '../../core/index.ts';

/** Answers the numbers of the steps that name a tool. */
export function createStepLookup(procedures: readonly Procedure[]): (name: string) => readonly string[] {
  const steps = new Map<string, string[]>();
  for (const { steps: all } of procedures) {
    for (const { number, tools } of all) {
      for (const { name } of tools) steps.set(name, [...(steps.get(name) ?? []), number]);
    }
  }
  return (name) => steps.get(name) ?? [];
}
