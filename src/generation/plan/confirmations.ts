import { changesSomething, confirmingBefore, hasHan, type Procedure, saysYes } from '../../core/index.ts';
import type { PlannedStep } from './scenarios.ts';

/** `After user confirmation, …` and a tool: the user is asked, and agrees. */
export function confirmationsBefore({ number, text, tools }: PlannedStep): readonly PlannedStep[] {
  const who = tools.length > 0 ? confirmingBefore(text) : undefined;
  if (who === undefined) return [];
  const outcomes = [{ step: number, text: `the ${who} confirms`, holds: true }];
  return [{ number, text: `Ask the ${who} to confirm`, tools: [], outcomes }];
}

/** Where a rule of the procedure demands it, the customer is asked before the first call that changes something. */
export function withConfirmation({ flow, text }: Procedure, steps: readonly PlannedStep[]): readonly PlannedStep[] {
  if (!flow.rules.some(({ kind }) => kind === 'confirm')) return steps;
  const at = steps.findIndex(callsForChange);
  const step = steps[at];
  if (step === undefined || steps.slice(0, at).some(isAgreedAfter)) return steps;
  return [...steps.slice(0, at), askForConfirmation(step.number, hasHan(text)), ...steps.slice(at)];
}

function callsForChange({ tools, likelyTool }: PlannedStep): boolean {
  return [...tools, ...(likelyTool === undefined ? [] : [likelyTool])].some(changesSomething);
}

function isAgreedAfter({ outcomes = [] }: PlannedStep): boolean {
  return outcomes.some(({ text, holds }) => holds && saysYes(text));
}

function askForConfirmation(number: string, isChinese: boolean): PlannedStep {
  const outcome = isChinese ? '客户确认办理' : 'the customer confirms';
  return {
    number,
    text: isChinese ? '说明将办理的事项，请客户确认' : 'Say what will be done, and ask the customer to confirm',
    tools: [],
    outcomes: [{ step: number, text: outcome, holds: true }],
  };
}
