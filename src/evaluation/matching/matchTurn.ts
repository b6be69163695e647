import { type ArgumentProblem, checkArguments, type JsonObject, type ToolCatalog } from '../../core/index.ts';
import { assign } from './assignment.ts';
import { type ArgumentComparison, compareArguments, countArguments } from './compareArguments.ts';
import { DEFAULT_MATCH_OPTIONS, type MatchOptions } from './matchRules.ts';
import type { ActualCall, ActualTurn, ExpectedTurn, MatchProblem, NamedCall, TurnMatch } from './turns.ts';

/** What turns are compared with besides each other. */
export interface MatchContext {
  readonly tools: ToolCatalog;
  readonly options?: MatchOptions;
  /** The steps of the procedure that name a tool. Undefined without a procedure. */
  readonly stepsOfTool?: (name: string) => readonly string[];
}

/** What a pair of different tools costs: more than all wrong arguments that a call can have. */
const OTHER_TOOL = 1e6;
/** What a pair costs that must not be: a tool that may be called in addition does not stand for another call. */
const NO_PAIR = 1e9;

/** Compares what a model did with the author's turn. */
export function matchTurn(expected: ExpectedTurn, actual: ActualTurn, context: MatchContext): TurnMatch {
  const pairs = pairCalls(expected, actual, context);
  const compared = expected.calls.map((call, index) => {
    const made = actual.calls[pairs[index] ?? -1];
    return made?.values === undefined || made.name !== call.name
      ? undefined
      : compare(call, made.values, expected, context);
  });
  const problems = [
    ...(expected.calls.length > 0 && actual.calls.length === 0
      ? [{ code: 'no-call' as const, path: [] }]
      : expected.calls.flatMap((call, index) =>
          pairProblems(call, index, actual.calls[pairs[index] ?? -1], pairs[index], compared[index], expected),
        )),
    ...extraCallProblems(expected, actual, pairs, context),
    ...actual.calls.flatMap((call, index) => {
      const at = pairs.indexOf(index);
      return schemaProblems(call, index, expected.calls[at], compared[at], context);
    }),
    ...stepProblems(expected, actual, context),
  ];
  return {
    // The step of a round is information: the call decides.
    passed: problems.every(({ code }) => code === 'wrong-step'),
    problems,
    pairs,
    counts: {
      ...countAll(expected, actual, compared, context),
      calls: actual.calls.length,
      validCalls: actual.calls.filter((call) => isValid(call, context)).length,
      isToolChoiceRight: isToolChoiceRight(expected, actual),
    },
  };
}

function compare(call: NamedCall, values: JsonObject, { rules }: ExpectedTurn, { tools, options }: MatchContext) {
  const parameters = tools.get(call.name)?.parameters;
  return compareArguments(call.values, values, parameters, rules, options ?? DEFAULT_MATCH_OPTIONS);
}

/** Pairs the nearest calls: at the lowest number of wrong arguments in all. */
function pairCalls(expected: ExpectedTurn, actual: ActualTurn, context: MatchContext): readonly (number | undefined)[] {
  if (actual.calls.length === 0) return expected.calls.map(() => undefined);
  const costs = expected.calls.map((call) => actual.calls.map((made) => getCost(call, made, expected, context)));
  return assign(costs).map((column, row) =>
    column === undefined || (costs[row]?.[column] ?? NO_PAIR) >= NO_PAIR ? undefined : column,
  );
}

function getCost(call: NamedCall, made: ActualCall, expected: ExpectedTurn, context: MatchContext): number {
  if (made.name !== call.name) return expected.rules.extraTools.has(made.name) ? NO_PAIR : OTHER_TOOL;
  if (made.values === undefined) return OTHER_TOOL / 2;
  return new Set(compare(call, made.values, expected, context).differences.map(({ path }) => path[0])).size;
}

function pairProblems(
  call: NamedCall,
  expectedCall: number,
  made: ActualCall | undefined,
  actualCall: number | undefined,
  comparison: ArgumentComparison | undefined,
  turn: ExpectedTurn,
): readonly MatchProblem[] {
  const place = { expectedCall, actualCall };
  if (made === undefined) return [{ code: 'missing-call', path: [], ...place, expected: call.name }];
  if (made.name !== call.name) {
    const code = isOfOtherRound(made, turn) ? 'wrong-order' : 'wrong-tool';
    return [{ code, path: [], ...place, expected: call.name, actual: made.name }];
  }
  if (comparison === undefined) return [{ code: 'invalid-json', path: [], ...place, actual: made.text }];
  return comparison.differences.map((difference) => ({ ...difference, ...place }));
}

/** Calls beyond the expected ones: allowed, equal to one that was made, due in another round, or simply too many. */
function extraCallProblems(
  turn: ExpectedTurn,
  { calls }: ActualTurn,
  pairs: readonly (number | undefined)[],
  context: MatchContext,
): readonly MatchProblem[] {
  const paired = new Set(pairs);
  return calls.flatMap((call, actualCall): readonly MatchProblem[] => {
    if (paired.has(actualCall) || turn.rules.extraTools.has(call.name)) return [];
    const earlier = calls.findIndex(
      (other, index) => index !== actualCall && paired.has(index) && isSame(call, other, turn, context),
    );
    const code =
      turn.calls.length === 0
        ? 'call-instead-of-text'
        : earlier !== -1
          ? 'repeated-call'
          : isOfOtherRound(call, turn)
            ? 'wrong-order'
            : 'extra-call';
    return [{ code, path: [], actualCall, actual: call.name }];
  });
}

function isSame(a: ActualCall, b: ActualCall, turn: ExpectedTurn, context: MatchContext): boolean {
  if (a.name !== b.name) return false;
  if (a.values === undefined || b.values === undefined) return a.text === b.text;
  return compare({ name: a.name, values: a.values }, b.values, turn, context).differences.length === 0;
}

/** True if the author makes exactly this call in another round of the shot. */
function isOfOtherRound({ name, values }: ActualCall, { otherCalls, rules }: ExpectedTurn): boolean {
  if (values === undefined) return false;
  return otherCalls.some((other) => {
    if (other.name !== name) return false;
    return compareArguments(other.values, values, undefined, rules, DEFAULT_MATCH_OPTIONS).differences.length === 0;
  });
}

/** What the tool would refuse although the comparison has nothing against it. What the author's call has too is not reported. */
function schemaProblems(
  { name, values }: ActualCall,
  actualCall: number,
  expected: NamedCall | undefined,
  comparison: ArgumentComparison | undefined,
  { tools }: MatchContext,
): readonly MatchProblem[] {
  const tool = tools.get(name);
  if (tool === undefined || values === undefined || expected?.name !== name) return [];
  const authors = checkArguments(tool, expected.values).map(toProblemKey);
  const compared = new Set(comparison?.differences.map(({ path }) => path[0]));
  return checkArguments(tool, values)
    .filter(
      (problem) =>
        problem.kind !== 'format' && !compared.has(problem.path[0]) && !authors.includes(toProblemKey(problem)),
    )
    .map(({ path }) => ({ code: 'schema-invalid', actualCall, path }));
}

function toProblemKey({ path, keyword }: ArgumentProblem): string {
  return JSON.stringify([path, keyword]);
}

function isValid({ name, values }: ActualCall, { tools }: MatchContext): boolean {
  const tool = tools.get(name);
  if (values === undefined) return false;
  return tool === undefined
    ? tools.tools.length === 0
    : checkArguments(tool, values).every(({ kind }) => kind === 'format');
}

/** The model names another step, or calls a tool that only other steps name. */
function stepProblems(turn: ExpectedTurn, actual: ActualTurn, { stepsOfTool }: MatchContext): readonly MatchProblem[] {
  const { steps } = turn;
  if (steps.length === 0) return [];
  const expected = steps.join(', ');
  if (actual.step !== undefined) {
    return steps.includes(actual.step) ? [] : [{ code: 'wrong-step', path: [], expected, actual: actual.step }];
  }
  const names = new Set(turn.calls.map(({ name }) => name));
  return actual.calls.flatMap(({ name }, actualCall): readonly MatchProblem[] => {
    const own = names.has(name) || turn.rules.extraTools.has(name) ? [] : (stepsOfTool?.(name) ?? []);
    if (own.length === 0 || own.some((step) => steps.includes(step))) return [];
    return [{ code: 'wrong-step', path: [], actualCall, expected, actual: own.join(', ') }];
  });
}

function countAll(
  { calls, rules }: ExpectedTurn,
  actual: ActualTurn,
  compared: readonly (ArgumentComparison | undefined)[],
  { tools }: MatchContext,
) {
  const count = ({ name, values }: { readonly name: string; readonly values: JsonObject | undefined }): number =>
    countArguments(values ?? {}, tools.get(name)?.parameters, rules);
  return {
    expectedArguments: sum(calls.map(count)),
    actualArguments: sum(actual.calls.filter(({ name }) => !rules.extraTools.has(name)).map(count)),
    rightArguments: sum(compared.map((comparison) => comparison?.rightCount ?? 0)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function isToolChoiceRight({ calls, rules }: ExpectedTurn, actual: ActualTurn): boolean {
  const expected = calls.map(({ name }) => name).sort();
  const names = new Set(expected);
  const made = actual.calls.map(({ name }) => name).filter((name) => names.has(name) || !rules.extraTools.has(name));
  return JSON.stringify(made.sort()) === JSON.stringify(expected);
}
