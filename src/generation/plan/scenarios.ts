import type { Procedure, Tool } from '../../core/index.ts';
import { slice } from '../../core/index.ts';
import { type Condition, conditionsIn } from './conditions.ts';
import type { Goal } from './goals.ts';

/** A step as the plan knows it. */
export interface PlannedStep {
  readonly number: string;
  readonly text: string;
  /** The tools it names. */
  readonly tools: readonly string[];
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
  readonly goals: readonly Goal[];
}

interface StepView extends PlannedStep {
  readonly conditions: readonly Condition[];
  /** Numbers of the steps it is a part of. */
  readonly parents: readonly string[];
}

/** Every scenario of a procedure worth a shot: each condition holding and not, and each tool failing once. */
export function scenariosOf(procedure: Procedure, tools: readonly string[]): readonly Scenario[] {
  const views = procedure.steps.map((step) => stepView(procedure, step, tools));
  const ifs = views.flatMap((view) => {
    return view.conditions.filter(({ kind }) => kind === 'if').map(({ text }) => ({ step: view.number, text }));
  });
  const paths = [undefined, ...ifs].map((holding) => walk(views, holding));
  return [...paths, ...failures(paths)];
}

/**
 * The scenarios of single tools: plain, with optional parameters and at the edges of the schema where it has such,
 * and a request that no tool fits.
 */
export function toolScenarios(tools: readonly Tool[]): readonly Scenario[] {
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

const edges =
  /"(?:enum|minimum|maximum|exclusiveMinimum|exclusiveMaximum|minItems|maxItems|oneOf|anyOf|minLength|maxLength)":/;

/** True if the schema leaves room for an example of this kind. */
function offers({ parameterNames, parameters, required }: Tool, focus: 'typical' | 'optional' | 'edge'): boolean {
  if (focus === 'optional') return parameterNames.some((name) => !required.includes(name));
  return focus === 'typical' || edges.test(JSON.stringify(parameters));
}

function stepView(procedure: Procedure, step: Procedure['steps'][number], tools: readonly string[]): StepView {
  const text = slice(procedure.text, step.content).trim();
  const found = conditionsIn(text);
  const own = step.condition === undefined ? undefined : slice(procedure.text, step.condition).trim();
  const conditions = found.length > 0 || own === undefined ? found : [{ kind: 'if' as const, text: own }];
  const named = step.tools.map(({ name }) => name).filter((name) => tools.includes(name));
  const mentioned = tools.filter((name) => !named.includes(name) && mentions(text, name));
  const parts = step.number.split('.');
  const parents = parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('.'));
  return { number: step.number, text, tools: [...named, ...mentioned], conditions, parents };
}

/** True if a text names a tool as a whole word; Chinese names need no spaces around them. */
export function mentions(text: string, tool: string): boolean {
  for (let at = text.indexOf(tool); at !== -1; at = text.indexOf(tool, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + tool.length] ?? ' '}`;
    if (!/\w/.test(around) || /^\W/.test(tool)) return true;
  }
  return false;
}

/** Walks the procedure with one condition holding, or none. An `else` holds when no condition before it does. */
function walk(
  views: readonly StepView[],
  holding: { readonly step: string; readonly text: string } | undefined,
): Scenario {
  const skipped = new Set<string>();
  const decisions: Decision[] = [];
  const steps: PlannedStep[] = [];
  let open = true;
  for (const view of views) {
    if (view.parents.some((parent) => skipped.has(parent))) continue;
    const verdicts = view.conditions.map((condition) => {
      const holds = condition.kind === 'else' ? open : holding?.step === view.number && holding.text === condition.text;
      open = condition.kind === 'if' ? !holds && open : true;
      decisions.push({ step: view.number, text: condition.text, holds });
      return holds;
    });
    if (verdicts.length === 0) open = true;
    if (verdicts.length > 0 && !verdicts.includes(true) && startsWithCondition(view)) skipped.add(view.number);
    else steps.push({ number: view.number, text: view.text, tools: view.tools });
  }
  return scenario(steps, decisions);
}

/** A step that begins with its condition is left out when that does not hold; one that ends in it is done anyway. */
function startsWithCondition({ text, conditions }: StepView): boolean {
  const at = text.indexOf(conditions[0]?.text ?? '');
  return at <= 4;
}

function failures(paths: readonly Scenario[]): readonly Scenario[] {
  const seen = new Set<string>();
  return paths.flatMap((path) =>
    path.tools.flatMap((failing) => {
      if (seen.has(failing)) return [];
      seen.add(failing);
      return [{ ...path, failing, goals: [...path.goals, { kind: 'failure' as const, tool: failing }] }];
    }),
  );
}

function scenario(steps: readonly PlannedStep[], decisions: readonly Decision[]): Scenario {
  const tools = [...new Set(steps.flatMap((step) => step.tools))];
  const goals: readonly Goal[] = [
    ...steps.map(({ number }) => ({ kind: 'step' as const, step: number })),
    ...decisions.map((decision) => ({ kind: 'condition' as const, ...decision })),
    ...tools.map((tool) => ({ kind: 'tool' as const, tool })),
  ];
  return { steps, decisions, tools, goals };
}
