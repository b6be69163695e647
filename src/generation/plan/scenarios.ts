import type { Tool } from '../../core/index.ts';
import type { ArgumentGoal, Goal } from './goals.ts';

/** A step as the plan knows it. */
export interface PlannedStep {
  readonly number: string;
  readonly text: string;
  /** The tools it names. */
  readonly tools: readonly string[];
  /** The tool it most likely uses, if it names none: a guess that a person confirms. */
  readonly likelyTool?: string;
  /** The step only decides where to go on; its text is its first condition. */
  readonly isDecision?: boolean;
  /** What turns out after it, and leads to the next step. */
  readonly outcomes?: readonly Decision[];
  /** What turned out before that, and leads to where it is decided: back to the start, or to a section. */
  readonly outcomesBefore?: readonly Decision[];
  /** The customer is first asked for the details again. */
  readonly asksAgain?: boolean;
  /** Words the procedure gives to be said. */
  readonly says?: readonly string[];
}

/** A condition of a step and whether it holds in a scenario. */
export interface Decision {
  readonly step: string;
  readonly text: string;
  readonly holds: boolean;
}

/** One way through a procedure, or one kind of call of a tool. */
export interface Scenario {
  readonly steps: readonly PlannedStep[];
  readonly decisions: readonly Decision[];
  readonly tools: readonly string[];
  /** The tool that fails or finds nothing. */
  readonly failing?: string;
  /** What the arguments are to show, for a tool's own examples. */
  readonly focus?: 'typical' | 'optional' | 'edge' | 'no-call';
  /** What the call is to give. */
  readonly argument?: ArgumentGoal;
  readonly goals: readonly Goal[];
  /** What the procedure demands or forbids, at every step or at one of this path: it has no place in the order. */
  readonly rules?: readonly string[];
  /** What holds where the path begins: the first step already depends on it. */
  readonly opening?: readonly Decision[];
  /** How the path ends: the matter is closed, stopped before the last step, or handed to a person. */
  readonly end?: 'closed' | 'stopped' | 'handoff';
}

/**
 * The scenarios of single tools: plain, with optional parameters and at the edges of the schema where it has such,
 * and a request that no tool fits.
 */
export function getToolScenarios(tools: readonly Tool[]): readonly Scenario[] {
  const calls = (['typical', 'optional', 'edge'] as const).flatMap((focus) =>
    tools
      .filter((tool) => offers(tool, focus))
      .map(({ name }): Scenario => {
        const goal: Goal = focus === 'typical' ? { kind: 'tool', tool: name } : { kind: focus, tool: name };
        return { steps: [], decisions: [], tools: [name], focus, goals: [goal] };
      }),
  );
  return [...calls, { steps: [], decisions: [], tools: [], focus: 'no-call', goals: [{ kind: 'no-call' }] }];
}

const EDGE_KEYWORDS =
  /"(?:enum|minimum|maximum|exclusiveMinimum|exclusiveMaximum|minItems|maxItems|oneOf|anyOf|minLength|maxLength)":/;

/** True if the schema leaves room for an example of this kind. */
function offers({ parameterNames, parameters, required }: Tool, focus: 'typical' | 'optional' | 'edge'): boolean {
  if (focus === 'optional') return parameterNames.some((name) => !required.includes(name));
  return focus === 'typical' || EDGE_KEYWORDS.test(JSON.stringify(parameters));
}
