import type { Procedure, Step } from './procedure.ts';

/** The step that a comment or a mention names: by the label as written, else by its position. */
export function findStep({ steps }: Procedure, name: string): Step | undefined {
  const searched = name.toLowerCase();
  return (
    steps.find(({ number }) => number.toLowerCase() === searched) ??
    only(steps.filter(({ label }) => label.toLowerCase() === searched)) ??
    steps.find(({ id }) => id === name)
  );
}

function only(steps: readonly Step[]): Step | undefined {
  return steps.length === 1 ? steps[0] : undefined;
}

/** True if anything in a procedure is read as a step, numbered or not. */
export function hasSteps({ flow }: Procedure): boolean {
  return flow.nodes.some(({ kind }) => kind === 'step' || kind === 'call');
}
