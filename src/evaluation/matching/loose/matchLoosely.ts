import { getAppliedSchemas, isObject, type JsonObject, type JsonValue, type Tool } from '../../../core/index.ts';
import { assign } from '../assignment.ts';
import { type MatchContext, matchTurn } from '../matchTurn.ts';
import type { ActualTurn, ExpectedTurn, MatchCode, MatchProblem, NamedCall, TurnMatch } from '../turns.ts';
import { type AllowedValues, checkLoosely, type LooseFunction } from './checkLoosely.ts';
import type { LooseValue } from './looseValue.ts';

/**
 * Compares a turn as the Berkeley Function Calling Leaderboard does, so that figures can be compared with its own. Calls
 * are paired by maximum matching here too: its greedy pairing depends on their order.
 */
export function matchLoosely(expected: ExpectedTurn, actual: ActualTurn, context: MatchContext): TurnMatch {
  const strict = matchTurn(expected, actual, context);
  const codes = expected.calls.map((call) => actual.calls.map((made) => getCode(call, made, expected, context)));
  const pairs = assign(codes.map((row) => row.map((code) => (code === undefined ? 0 : 1))));
  const problems = [
    ...getCountProblems(expected, actual),
    ...expected.calls.flatMap((_, index): readonly MatchProblem[] => {
      const actualCall = pairs[index];
      const code = actualCall === undefined ? undefined : codes[index]?.[actualCall];
      return code === undefined ? [] : [toProblem(code, index, actualCall, expected, actual)];
    }),
  ];
  return { ...strict, passed: problems.length === 0, problems, pairs };
}

function getCountProblems(expected: ExpectedTurn, { calls }: ActualTurn): readonly MatchProblem[] {
  const [first] = calls;
  if (expected.calls.length === 0) {
    return first === undefined ? [] : [{ code: 'call-instead-of-text', path: [], actualCall: 0, actual: first.name }];
  }
  if (first === undefined) return [{ code: 'no-call', path: [] }];
  const difference = calls.length - expected.calls.length;
  if (difference === 0) return [];
  const name = (difference < 0 ? expected.calls.at(-1) : calls.at(-1))?.name ?? '';
  return [
    difference < 0
      ? { code: 'missing-call', path: [], expected: name }
      : { code: 'extra-call', path: [], actual: name },
  ];
}

function toProblem(
  code: MatchCode,
  expectedCall: number,
  actualCall: number | undefined,
  expected: ExpectedTurn,
  actual: ActualTurn,
): MatchProblem {
  const call = expected.calls[expectedCall];
  const made = actual.calls[actualCall ?? -1];
  const isName = code === 'wrong-tool';
  return {
    code,
    expectedCall,
    actualCall,
    path: [],
    expected: isName ? (call?.name ?? '') : (call?.values ?? {}),
    actual: isName ? (made?.name ?? '') : (made?.values ?? made?.text ?? ''),
  };
}

function getCode(
  call: NamedCall,
  made: ActualTurn['calls'][number],
  { rules }: ExpectedTurn,
  { tools }: MatchContext,
): MatchCode | undefined {
  if (made.name !== call.name) return 'wrong-tool';
  if (made.values === undefined) return 'invalid-json';
  const tool = tools.get(call.name);
  const definition = tool === undefined ? undefined : toLooseFunction(tool);
  if (tool === undefined || definition === undefined) return undefined;
  return checkLoosely(definition, made.values, toAllowed(call, rules.accepted, tool, definition));
}

/** The first type of each parameter; the leaderboard knows no unions. */
function toLooseFunction({ parameters: root, required }: Tool): LooseFunction {
  const parameters = getAppliedSchemas([root], root).flatMap(({ properties }) =>
    isObject(properties)
      ? Object.entries(properties).map(
          ([name, schema]) => [name, getTypes(isObject(schema) ? schema : {}, root)] as const,
        )
      : [],
  );
  return { parameters: new Map(parameters), required };
}

function getTypes(schema: JsonObject, root: JsonObject) {
  const all = getAppliedSchemas([schema], root);
  const items = all.map((each) => each.items).find(isObject);
  const itemType = items === undefined ? undefined : getFirstType(getAppliedSchemas([items], root));
  return { type: getFirstType(all) ?? 'any', ...(itemType === undefined ? {} : { itemType }) };
}

function getFirstType(all: readonly JsonObject[]): string | undefined {
  return all
    .flatMap(({ type }) => (Array.isArray(type) ? type : [type]))
    .find((type) => typeof type === 'string' && type !== 'null');
}

/** The author's values and those of `accept:`; a parameter that the tool does not require may be left out at its default. */
function toAllowed(
  { values }: NamedCall,
  accepted: ExpectedTurn['rules']['accepted'],
  { parameters: root }: Tool,
  { parameters, required }: LooseFunction,
): AllowedValues {
  const properties = isObject(root.properties) ? root.properties : {};
  const entries = [...parameters].flatMap(([name, { type, itemType }]) => {
    const schema = properties[name];
    const defaultValue = isObject(schema) ? schema.default : undefined;
    const given = Object.hasOwn(values, name) ? values[name] : defaultValue;
    if (given === undefined) return [];
    const others = accepted.get(name) ?? [];
    const all = [given, ...(others === 'any' ? [] : others)].map((value) => toAnswer(value, type, itemType));
    const isOptional = !required.includes(name) && (!Object.hasOwn(values, name) || isSame(given, defaultValue));
    return [[name, isOptional ? [...all, ''] : all] as const];
  });
  return Object.fromEntries(entries);
}

function isSame(a: JsonValue, b: JsonValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Answers list the allowed values of each key of an object. */
function toAnswer(value: JsonValue, type: string, itemType: string | undefined): LooseValue {
  if ((type === 'object' || type === 'dict') && isObject(value)) return toAnswerObject(value);
  if ((itemType === 'object' || itemType === 'dict') && Array.isArray(value)) {
    return value.map((item: JsonValue) => (isObject(item) ? toAnswerObject(item) : item));
  }
  return value;
}

function toAnswerObject(value: JsonObject): LooseValue {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, [inner]]));
}
