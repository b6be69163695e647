import { below, isObject, member } from './pointer.ts';
import type { ArgumentProblem, JsonObject, Tool } from './tool.ts';
import { compiledParameters } from './validation/checker.ts';
import { explainErrors } from './validation/explanation.ts';
import { type Gaps, isOpen, NO_GAPS, samePath, startsWith } from './validation/gaps.ts';
import { isClosed, nameCheck } from './validation/unknownNames.ts';

const VALID: readonly ArgumentProblem[] = [];

/**
 * Checks arguments against a tool's schema, in the terms of the rules. `gaps` are values the author left open:
 * they satisfy any schema.
 */
export type ArgumentCheck = (values: JsonObject, gaps?: Gaps) => readonly ArgumentProblem[];

/** The check of one tool, for whoever has many calls of it. Compiles its schema, unless that was done before. */
export function argumentCheck(tool: Tool): ArgumentCheck {
  const compiled = compiledParameters(tool);
  const root = tool.parameters;
  const unlistedNames = nameCheck(root);
  const { validate } = compiled;
  const listsAll = isClosed(root);
  return (values, gaps = NO_GAPS) => {
    const isValid = validate?.(values) === true;
    if (isValid && listsAll) return VALID;
    const unlisted = unlistedNames(values);
    if (validate === undefined) return [...missingNames(tool, values, gaps), ...unlisted];
    if (isValid && unlisted.length === 0) return VALID;
    const explained = explainErrors(validate.errors ?? [], values, { compiled, root, gaps, base: [] });
    return distinct([
      ...explained,
      ...unlisted.filter((problem) => !isOpen(gaps, problem.path, problem.keyword, false)),
    ]);
  };
}

/** Checks the arguments of one call. */
export function checkArguments(tool: Tool, values: JsonObject, gaps?: Gaps): readonly ArgumentProblem[] {
  return argumentCheck(tool)(values, gaps);
}

/** What can be said without a compiled validator: which names are missing. */
function missingNames(tool: Tool, values: JsonObject, gaps: Gaps): readonly ArgumentProblem[] {
  const missing = tool.required.filter(
    (name) => !Object.hasOwn(values, name) && !isOpen(gaps, [name], 'required', true),
  );
  return missing.map((name) => ({
    kind: 'missing',
    path: [name],
    keyword: 'required',
    schemaPointer: below('/properties', name),
    schema: tool.parameters,
  }));
}

/** One finding a place and kind, and nothing about a value whose very type is wrong. */
function distinct(problems: readonly ArgumentProblem[]): readonly ArgumentProblem[] {
  const types = problems.filter(({ kind }) => kind === 'type');
  return problems.filter((problem, index) => {
    if (types.some((type) => type !== problem && startsWith(problem.path, type.path) && rank(problem, type)))
      return false;
    return !problems.some(
      (earlier, at) =>
        at < index &&
        earlier.kind === problem.kind &&
        samePath(earlier.path, problem.path) &&
        (problem.kind !== 'value' || earlier.schemaPointer === problem.schemaPointer),
    );
  });
}

/** True if a finding is only a consequence of a wrong type at the same value or around it. */
function rank(problem: ArgumentProblem, type: ArgumentProblem): boolean {
  return problem.kind !== 'type' || problem.path.length > type.path.length;
}

/** The schemas that describe the value at a path, for hovers and completion, each with its pointer. */
export function propertySchema(tool: Tool, name: string): JsonObject | undefined {
  const properties = member(tool.parameters, 'properties');
  const schema = isObject(properties) ? member(properties, name) : undefined;
  return isObject(schema) ? schema : undefined;
}
